import assert from "node:assert/strict";
import type { Readiness } from "../../../src/portals/web/app.ts";
import { listenWeb } from "../../../src/portals/web/listen_web.ts";
import { measured, stopwatch } from "../../reliability/measured.ts";
import { RawClient, TestClient, webOptions, withWeb } from "./web_fixture.ts";

Deno.test("listenWeb() serves the page under a policy that forbids inline code", () =>
  withWeb(async ({ port }) => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const page = await response.text();
    const policy = response.headers.get("content-security-policy") ?? "";
    assert.equal(response.status, 200);
    assert.match(policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.equal(response.headers.get("referrer-policy"), "no-referrer");
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    assert.match(page, /<title>The Old House<\/title>/);
  }));

Deno.test("listenWeb() serves every file that the page names", () =>
  withWeb(async ({ port }) => {
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    const files = [...page.matchAll(/(?:src|href)="(client\/[^"]+)"/g)].map((match) => match[1]);
    assert.equal(files.length, 5);
    for (const file of files) {
      const response = await fetch(`http://127.0.0.1:${port}/${file}`);
      assert.equal(response.status, 200, file);
      assert.ok((await response.text()).length > 0);
    }
  }));

Deno.test("gate 12. listenWeb() writes the server's name into the page as text", () =>
  withWeb(async ({ port }) => {
    const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
    assert.match(page, /<title>&#60;b&#62; &#38; &#34;\$&#38;<\/title>/);
  }, { serverName: `<b> & "$&` }));

Deno.test("listenWeb() answers 304 to a browser that has the newest file", () =>
  withWeb(async ({ port }) => {
    const url = `http://127.0.0.1:${port}/client/client.css`;
    const first = await fetch(url);
    await first.text();
    const etag = first.headers.get("etag") ?? "";
    const second = await fetch(url, { headers: { "if-none-match": `"other", W/${etag}` } });
    assert.equal(second.status, 304);
    assert.equal(await second.text(), "");
  }));

Deno.test("listenWeb() answers /healthz while the process lives", () =>
  withWeb(async ({ port }) => {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    assert.equal(await response.text(), "ok");
  }, { ready: () => ({ ready: false, reason: "The Server starts" }) }));

Deno.test("listenWeb() answers /readyz as it is told, each time anew", async () => {
  let readiness: Readiness = { ready: false, reason: "The Server starts" };
  await withWeb(async ({ port }) => {
    const before = await fetch(`http://127.0.0.1:${port}/readyz`);
    assert.equal(before.status, 503);
    assert.deepEqual(await before.json(), { ready: false, reason: "The Server starts" });
    readiness = { ready: true };
    const after = await fetch(`http://127.0.0.1:${port}/readyz`);
    assert.equal(after.status, 200);
    assert.deepEqual(await after.json(), { ready: true, serverName: "The Old House" });
  }, { ready: () => readiness });
});

Deno.test("gate 14. listenWeb() answers 400 to an odd Host header and lives on", () =>
  withWeb(async ({ port }) => {
    for (const host of ["a b[c", "", "[::x", "h:port:port"]) {
      using client = await RawClient.request(port, ["GET / HTTP/1.1", `Host: ${host}`]);
      assert.equal(await client.status(), 400, host);
    }
    using client = await RawClient.upgrade(port, ["Host: a b[c", "Origin: http://a b[c"]);
    assert.notEqual(await client.status(), 101);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text(), "ok");
  }));

Deno.test("listenWeb() throws AddrInUse when the port is taken", () =>
  withWeb(async ({ port }) => {
    await assert.rejects(listenWeb(webOptions({ port })), Deno.errors.AddrInUse);
  }));

Deno.test("gate 13. listenWeb() takes no more sockets than maxSockets", () =>
  withWeb(async ({ port }) => {
    using first = await RawClient.upgrade(port);
    using second = await RawClient.upgrade(port);
    assert.deepEqual([await first.status(), await second.status()], [101, 101]);
    using third = await RawClient.upgrade(port);
    assert.equal(await third.status().catch(() => null), null);
  }, { limits: { ...webOptions().limits, maxSockets: 2 } }));

Deno.test("gate 13. listenWeb() ends a request whose headers do not end in time", () =>
  withWeb(async ({ port }) => {
    using slow = await Deno.connect({ hostname: "127.0.0.1", port });
    await slow.write(new TextEncoder().encode("GET /ws HTTP/1.1\r\nHost: h\r\n"));
    const since = stopwatch();
    assert.match(await new Response(slow.readable).text(), /^HTTP\/1\.1 408 /);
    const late = since().toLocaleString("en");
    measured("gate 13", `headers that do not end, 1 ms allowed: 408 after ${late} ms`);
  }, { limits: { ...webOptions().limits, headersMs: 1 } }));

Deno.test("Portal.close() ends websockets with 1012, idle sockets at once, and frees the port", () =>
  withWeb(async ({ port, sink, close }) => {
    const client = await TestClient.open(port, ["spans.vestibule"]);
    const session = await sink.session();
    using idle = await RawClient.request(port, ["GET /healthz HTTP/1.1", "Host: h"]);
    assert.equal(await idle.status(), 200);
    await close();
    assert.deepEqual(await client.closed, { code: 1012, reason: "shutdown" });
    assert.deepEqual(await session.next(), { kind: "closed", reason: "shutdown" });
    const again = await listenWeb(webOptions({ port }));
    assert.equal(again.port, port);
    await again.close();
  }));
