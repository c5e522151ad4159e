import assert from "node:assert/strict";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { measured } from "../../reliability/measured.ts";
import { RawClient, TestClient, upgradeStatus, withWeb } from "./web_fixture.ts";

const SPANS = ["spans.vestibule"];

Deno.test("WebsocketAcceptor speaks spans.vestibule when it is offered, in whatever place", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, ["v1.evennia.com", "x.unknown", "spans.vestibule"]);
    const { connection } = await sink.session();
    assert.equal(client.protocol, "spans.vestibule");

    connection.deliver([["text", ["|rred|n <b>"], { type: "look" }]], new SharedRender());

    assert.deepEqual(await client.next(), [
      "text",
      [[{ t: "red", f: 9 }, { t: " <b>" }]],
      { type: "look" },
    ]);
    await client.close();
  }));

Deno.test("wire 28. WebSocket, each dialect: WebsocketAcceptor speaks v1 with HTML when v1.evennia.com is offered", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, ["v1.evennia.com"]);
    const { connection } = await sink.session();
    assert.equal(client.protocol, "v1.evennia.com");

    connection.deliver([["prompt", ["Name: "], { secret: true }]], new SharedRender());

    assert.deepEqual(await client.next(), ["prompt", ["Name: "], { secret: true }]);
    await client.close();
  }));

Deno.test("wire 28. WebSocket, no dialect: WebsocketAcceptor speaks v1 and echoes nothing when no protocol is offered", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port);
    const { connection } = await sink.session();
    assert.equal(client.protocol, "");

    connection.deliver([["text", ["a & b"], {}]], new SharedRender());

    assert.deepEqual(await client.next(), ["text", ["a &amp; b"], {}]);
    await client.close();
  }));

Deno.test("wire 28. WebSocket, unknown dialect: WebsocketAcceptor answers 400 when only unknown protocols are offered", () =>
  withWeb(async ({ port }) => {
    const status = await upgradeStatus(port, ["Sec-WebSocket-Protocol: telnet2, gmcp.x"]);
    assert.equal(status, 400);
    assert.equal(await upgradeStatus(port, ["Sec-WebSocket-Protocol: TELNET, "]), 400);
  }));

Deno.test("gate 11. WebsocketAcceptor lets the page's own origin in and answers 403 to any other", () =>
  withWeb(async ({ port }) => {
    const statusOf = (origin: string) => upgradeStatus(port, [`Origin: ${origin}`]);
    assert.equal(await statusOf(`http://127.0.0.1:${port}`), 101);
    assert.equal(await statusOf("https://play.example.org"), 101);
    const foreign = [
      ...["https://play.example.org.evil.example", `http://127.0.0.1:${port}.evil.example`],
      ...["http://127.0.0.1", "null"],
    ];
    for (const origin of foreign) assert.equal(await statusOf(origin), 403, origin);
    measured("gate 11", `${foreign.length} of ${foreign.length} foreign origins get no websocket`);
  }, { allowedOrigins: ["https://play.example.org"] }));

Deno.test("WebsocketAcceptor answers 404 to an upgrade at any other path", () =>
  withWeb(async ({ port }) => {
    using client = await RawClient.request(port, [
      "GET /elsewhere HTTP/1.1",
      "Host: h",
      "Connection: Upgrade",
      "Upgrade: websocket",
    ]);
    assert.equal(await client.status(), 404);
  }));

Deno.test("WebsocketAcceptor closes with 1013 and the reason when the sink refuses", () =>
  withWeb(async ({ port, sink }) => {
    sink.refusal = "too_many_connections";
    const client = await TestClient.open(port, SPANS);
    assert.deepEqual(await client.closed, { code: 1013, reason: "too_many_connections" });
  }));

Deno.test("WebsocketAcceptor closes with 1008 when the client is banned: it shall not try again", () =>
  withWeb(async ({ port, sink }) => {
    sink.refusal = "banned";
    const client = await TestClient.open(port, SPANS);
    assert.deepEqual(await client.closed, { code: 1008, reason: "banned" });
  }));

Deno.test("WebsocketAcceptor knows of a client what its request says", () =>
  withWeb(async ({ port, sink }) => {
    using _client = await RawClient.upgrade(port, [
      "User-Agent: Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/130.0",
    ]);
    const { connection, flags } = await sink.session();
    assert.equal(connection.protocolKey, "websocket");
    assert.equal(connection.address, "127.0.0.1");
    assert.deepEqual(flags, {
      utf8: true,
      encoding: "utf-8",
      ansi: true,
      xterm256: true,
      trueColor: true,
      oob: true,
      clientName: "FIREFOX",
    });
  }));

Deno.test("WebsocketConnection never lets hostile text become HTML in the v1 dialect", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port);
    const { connection } = await sink.session();
    const hostile = [
      `<img src=x onerror=alert(1)>`,
      `|lu" onmouseover="alert(1)|ltclick|le`,
      `|lc"><script>alert(1)</script>|ltclick|le`,
      `|lujavascript:alert(1)|ltclick|le`,
      `'"><svg/onload=alert(1)>`,
    ];
    for (const text of hostile) {
      connection.deliver([["text", [text], {}]], new SharedRender());
      const html = JSON.stringify(await client.next());
      assert.doesNotMatch(html, /<(?!\/?(?:a|span|br)\b)/);
      assert.doesNotMatch(html, /<[^>]*\s(?:on\w+|src)=/);
      assert.doesNotMatch(html, /href=\\"javascript:/);
    }
    await client.close();
  }));
