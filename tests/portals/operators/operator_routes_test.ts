import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import type { OperatorRoutes } from "../../../src/portals/operators/operator_routes.ts";
import type { Status } from "../../../src/portals/operators/status.ts";
import { createApp } from "../../../src/portals/web/app.ts";

const STATUS: Status = {
  name: 'The <b>"Old"</b> House & Co',
  isOpen: true,
  players: 1,
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  uptime: 93_784,
  ports: { telnetPort: 4000, sshPort: 4004 },
};

function appWith(options: Partial<OperatorRoutes> = {}) {
  const clock = new ManualClock();
  const operators = {
    clock,
    metrics: () => Promise.resolve("up 1\n"),
    mayReadMetrics: () => true,
    status: () => STATUS,
    ...options,
  };
  const app = createApp({ serverName: "x", ready: () => ({ ready: true }), operators });
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, { headers: { host: "play.example.org:4001", ...headers } });
  return { clock, get };
}

Deno.test("/metrics is told to who may read it alone, and never kept", async () => {
  const shown = await appWith().get("/metrics");
  assert.equal(await shown.text(), "up 1\n");
  assert.equal(shown.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  assert.equal(shown.headers.get("cache-control"), "no-store");
  const refused = await appWith({ mayReadMetrics: () => false }).get("/metrics");
  assert.equal(refused.status, 403);
  assert.doesNotMatch(await refused.text(), /up 1/);
});

Deno.test("/status.json tells what is offered, under the name that was asked", async () => {
  const answer = await appWith().get("/status.json");
  assert.equal(answer.headers.get("cache-control"), "public, max-age=5");
  assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(await answer.json(), {
    name: STATUS.name,
    open: true,
    players: 1,
    uptime: 93_784,
    startedAt: "2026-01-02T03:04:05.000Z",
    connect: {
      telnet: { host: "play.example.org", port: 4000 },
      ssh: { host: "play.example.org", port: 4004 },
    },
  });
});

Deno.test("/status is JSON to who asks for it, and a page to everybody else", async () => {
  const { get } = appWith();
  const json = await get("/status", { accept: "application/json" });
  assert.equal((await json.json()).players, 1);
  const page = await get("/status", { accept: "text/html,*/*" });
  assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  assert.equal(page.headers.get("vary"), "accept");
});

Deno.test("/status is a page in which no name becomes HTML", async () => {
  const { get } = appWith();
  const page = await (await get("/status")).text();
  assert.match(page, /<h1>The &#60;b&#62;&#34;Old&#34;&#60;\/b&#62; House &#38; Co<\/h1>/);
  assert.match(page, /<dt>player<\/dt>\s*<dd>1<\/dd>/);
  assert.match(page, /1 day 2 hours/);
  assert.match(page, /telnet play\.example\.org 4000/);
  assert.doesNotMatch(page, /TLS|%[A-Z]/);
  const odd = await (await get("/status", { host: '"><script>' })).text();
  assert.doesNotMatch(odd, /<script/);
});

Deno.test("/status looks anew after five seconds, however many ask", async () => {
  let looks = 0;
  const { get, clock } = appWith({ status: () => ({ ...STATUS, players: ++looks }) });
  const players = async () => (await (await get("/status.json")).json()).players;
  assert.deepEqual([await players(), await players()], [1, 1]);
  clock.advance(4999);
  assert.equal(await players(), 1);
  clock.advance(1);
  assert.equal(await players(), 2);
});

Deno.test("/status is nobody's where it is switched off", async () => {
  const { get } = appWith({ status: undefined });
  assert.equal((await get("/status")).status, 404);
  assert.equal((await get("/status.json")).status, 404);
});
