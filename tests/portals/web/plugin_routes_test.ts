import assert from "node:assert/strict";
import type { HttpRequest } from "../../../src/core/boundary/http_question.ts";
import type { QuestionName } from "../../../src/core/boundary/question_table.ts";
import type { Answer, AskLimits, Asks } from "../../../src/core/boundary/questions.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { createApp } from "../../../src/portals/web/app.ts";
import type { PluginRoutesOptions } from "../../../src/portals/web/plugin_routes.ts";
import { socketAddress } from "../../../src/portals/web/socket_address.ts";
import { httpResponse } from "../../core/boundary/http_samples.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";
import { RawClient, withWeb } from "./web_fixture.ts";

const LIMITS = {
  pluginHttpMaxBody: 100,
  pluginHttpMaxHeaders: 20,
  pluginHttpTimeout: 1000,
  pluginHttpMaxRequests: 2,
  pluginHttpRate: 1,
  pluginHttpBurst: 3,
};

const YES: Answer<unknown> = { kind: "answered", value: httpResponse("yes") };

/** Answers as the test says, and keeps what was asked. */
class ScriptedServer implements Asks {
  readonly asked: { readonly request: HttpRequest; readonly limits: AskLimits }[] = [];
  answer: Answer<unknown> | Promise<Answer<unknown>> = YES;

  async ask(_name: QuestionName, asked: unknown, limits: AskLimits): Promise<Answer<never>> {
    // Routes ask nothing else.
    const request = asked as HttpRequest;
    this.asked.push({ request, limits });
    return await this.answer as Answer<never>; // the test answers as the schema says
  }
}

function routesLab(changes: Partial<PluginRoutesOptions> = {}) {
  const server = new ScriptedServer();
  const clock = new ManualClock(5000);
  const plugins: PluginRoutesOptions = {
    questions: server,
    clock,
    limits: LIMITS,
    isBanned: (address) => address === "203.0.113.9",
    addressOf: ({ env }) => env.address,
    ...changes,
  };
  const app = createApp({ serverName: "The Old House", ready: () => ({ ready: true }), plugins });
  const fetch = async (path: string, init: RequestInit = {}, address = "127.0.0.1") =>
    await app.fetch(new Request(`http://house.example${path}`, init), { address });
  return { server, clock, plugins, fetch };
}

Deno.test("addPluginRoutes() asks with the path after the name, and the client's deadline", async () => {
  const { server, fetch } = routesLab();
  await fetch("/plugins/weather/today?x=%20", { headers: { "x-a": "1" } }, "192.0.2.1");
  const [asked] = server.asked;
  assert.deepEqual(asked?.request, {
    plugin: "weather",
    method: "GET",
    url: "http://house.example/today?x=%20",
    headers: [["x-a", "1"]],
    body: null,
    address: "192.0.2.1",
  });
  assert.equal(asked?.limits.deadline, 6000);
});

Deno.test("addPluginRoutes() keeps the headers of one connection to that connection", async () => {
  const { server, fetch } = routesLab();
  const headers = { te: "trailers", "x-private": "1", connection: "x-private", accept: "*/*" };
  server.answer = {
    kind: "answered",
    value: {
      kind: "response",
      status: 200,
      headers: [["upgrade", "h2"], ["etag", '"1"']],
      body: null,
    },
  };
  const response = await fetch("/plugins/weather", { headers });
  assert.deepEqual(server.asked[0]?.request.headers, [["accept", "*/*"]]);
  assert.equal(response.headers.get("upgrade"), null);
  assert.equal(response.headers.get("etag"), '"1"');
});

Deno.test("addPluginRoutes() keeps the cookies of signing in from plugins, and plugins from them", async () => {
  const { server, fetch } = routesLab();
  const cookie = `theme=dark; vestibule=${"a".repeat(43)}; vestibule_form=b`;
  const headers: [string, string][] = [
    ["set-cookie", "theme=light"],
    ["set-cookie", `vestibule=${"c".repeat(43)}`],
  ];
  const value = { kind: "response", status: 200, headers, body: null };
  server.answer = { kind: "answered", value };
  const response = await fetch("/plugins/weather", { headers: { cookie } });
  assert.deepEqual(server.asked[0]?.request.headers, [["cookie", "theme=dark"]]);
  assert.deepEqual(response.headers.getSetCookie(), ["theme=light"]);
});

Deno.test("addPluginRoutes() answers under the portal's policy, unless the plugin has its own", async () => {
  const { server, fetch } = routesLab();
  const plain = await fetch("/plugins/weather");
  assert.match(plain.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.equal(plain.headers.get("x-content-type-options"), "nosniff");
  const headers = [["content-security-policy", "default-src 'self'"]] as const;
  server.answer = {
    kind: "answered",
    value: { kind: "response", status: 200, headers, body: null },
  };
  const own = await fetch("/plugins/weather");
  assert.equal(own.headers.get("content-security-policy"), "default-src 'self'");
  assert.equal(own.headers.get("x-content-type-options"), "nosniff");
});

const OUTCOMES: readonly [answer: Answer<unknown>, status: number, retry: string | null][] = [
  [{ kind: "unknown" }, 404, null],
  [{ kind: "failed" }, 500, null],
  [{ kind: "unavailable", wasSent: true }, 503, "1"],
  [{ kind: "unavailable", wasSent: false }, 503, "1"],
  [{ kind: "late" }, 504, null],
  [{ kind: "answered", value: { kind: "nobody" } }, 404, null],
  [{ kind: "answered", value: { kind: "failed", incident: "abc123" } }, 500, null],
  [{ kind: "answered", value: { kind: "late" } }, 504, null],
  [{ kind: "answered", value: { kind: "undone" } }, 503, "1"],
];

for (const [answer, status, retry] of OUTCOMES) {
  Deno.test(`addPluginRoutes() answers ${status} to ${JSON.stringify(answer)}`, async () => {
    const { server, fetch } = routesLab();
    server.answer = answer;
    const response = await fetch("/plugins/weather");
    assert.equal(response.status, status);
    assert.equal(response.headers.get("retry-after"), retry);
    assert.equal(response.headers.get("cache-control"), "no-store");
    const isNamed = "value" in answer && JSON.stringify(answer.value).includes("abc123");
    assert.equal((await response.text()).includes("incident abc123"), isNamed);
  });
}

Deno.test("addPluginRoutes() keeps out who is banned, and slows down who asks too often", async () => {
  const { server, clock, fetch } = routesLab();
  const banned = await fetch("/plugins/weather", {}, "203.0.113.9");
  assert.equal(banned.status, 403);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) {
    statuses.push((await fetch("/plugins/weather", {}, "192.0.2.1")).status);
  }
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  assert.equal((await fetch("/plugins/weather", {}, "192.0.2.2")).status, 200);
  clock.advance(1000);
  assert.equal((await fetch("/plugins/weather", {}, "192.0.2.1")).status, 200);
  assert.equal(server.asked.length, 5);
});

Deno.test("addPluginRoutes() takes changes from no other site's page", async () => {
  const { fetch } = routesLab();
  const status = async (method: string, origin: string | null) => {
    const headers: HeadersInit = origin === null ? {} : { origin, host: "house.example" };
    return (await fetch("/plugins/weather", { method, headers })).status;
  };
  const other = "https://evil.example";
  assert.deepEqual([await status("POST", null), await status("GET", other)], [200, 200]);
  assert.deepEqual([await status("POST", other), await status("DELETE", "null")], [403, 403]);
  assert.equal(await status("POST", "http://house.example"), 200);
});

Deno.test("addPluginRoutes() has so many requests under way, and no more", async () => {
  const { server, fetch } = routesLab();
  const waiting = Promise.withResolvers<Answer<unknown>>();
  server.answer = waiting.promise;
  const two = [fetch("/plugins/weather"), fetch("/plugins/party")];
  const third = await fetch("/plugins/cake");
  assert.deepEqual([third.status, third.headers.get("retry-after")], [503, "1"]);
  waiting.resolve(YES);
  assert.deepEqual((await Promise.all(two)).map(({ status }) => status), [200, 200]);
  assert.equal((await fetch("/plugins/weather")).status, 200);
});

Deno.test("addPluginRoutes() keeps room for others beside a plugin that never answers", async () => {
  const { server, fetch } = routesLab({ limits: { ...LIMITS, pluginHttpMaxRequests: 4 } });
  const waiting = Promise.withResolvers<Answer<unknown>>();
  server.answer = waiting.promise;
  const paths = ["/plugins/weather", "/plugins/we%61ther/today"];
  const two = paths.map((path) => fetch(path));
  const third = await fetch("/plugins/weather");
  assert.deepEqual([third.status, third.headers.get("retry-after")], [503, "1"]);
  server.answer = YES;
  assert.equal((await fetch("/plugins/party")).status, 200);
  waiting.resolve(YES);
  assert.deepEqual((await Promise.all(two)).map(({ status }) => status), [200, 200]);
  assert.equal((await fetch("/plugins/weather")).status, 200);
});

Deno.test("gate 13. addPluginRoutes() waits no longer for a body than for a plugin", async () => {
  const { server, clock, fetch } = routesLab();
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) });
  const slow = fetch("/plugins/weather", { method: "POST", body });
  await turnsOfTheLoop(2);
  clock.advance(1000);
  assert.equal((await slow).status, 408);
  assert.equal(isCancelled, true);
  assert.equal(server.asked.length, 0);
});

Deno.test("gate 13. addPluginRoutes() stops reading a body that grows too long", async () => {
  const { server, fetch } = routesLab();
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls++;
      controller.enqueue(new Uint8Array(60));
    },
  });
  const response = await fetch("/plugins/weather", { method: "POST", body });
  assert.equal(response.status, 413);
  assert.ok(pulls <= 4, `${pulls} pulls`);
  assert.equal(server.asked.length, 0);
});

Deno.test("listenWeb() lets plugins answer, and tells them of a client that goes away", () => {
  const { server, plugins } = routesLab({ addressOf: socketAddress });
  return withWeb(async ({ port }) => {
    const url = `http://127.0.0.1:${port}/plugins/weather/today`;
    const response = await fetch(url, { method: "POST", body: "rain" });
    assert.equal(await response.text(), "yes");
    const head = await fetch(url, { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(server.asked[0]?.request.address, "127.0.0.1");
    assert.deepEqual(server.asked[0]?.request.body, new TextEncoder().encode("rain"));
    assert.deepEqual(server.asked.map(({ request }) => request.method), ["POST", "HEAD"]);
    const waiting = Promise.withResolvers<Answer<unknown>>();
    server.answer = waiting.promise;
    const client = await RawClient.request(port, ["GET /plugins/weather HTTP/1.1", "Host: h"]);
    await until("the question", () => server.asked.length === 3);
    const signal = server.asked[2]?.limits.signal;
    assert.equal(signal?.aborted, false);
    client[Symbol.dispose]();
    await until("the client's end", () => signal?.aborted === true);
    waiting.resolve(YES);
    await turnsOfTheLoop(2);
  }, { plugins });
});
