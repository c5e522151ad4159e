import assert from "node:assert/strict";
import fc from "fast-check";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
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

Deno.test("WebsocketAcceptor speaks v1 with HTML when v1.evennia.com is offered", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, ["v1.evennia.com"]);
    const { connection } = await sink.session();
    assert.equal(client.protocol, "v1.evennia.com");

    connection.deliver([["prompt", ["Name: "], { secret: true }]], new SharedRender());

    assert.deepEqual(await client.next(), ["prompt", ["Name: "], { secret: true }]);
    await client.close();
  }));

Deno.test("WebsocketAcceptor speaks v1 and echoes nothing when no protocol is offered", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port);
    const { connection } = await sink.session();
    assert.equal(client.protocol, "");

    connection.deliver([["text", ["a & b"], {}]], new SharedRender());

    assert.deepEqual(await client.next(), ["text", ["a &amp; b"], {}]);
    await client.close();
  }));

Deno.test("WebsocketAcceptor answers 400 when only unknown protocols are offered", () =>
  withWeb(async ({ port }) => {
    const status = await upgradeStatus(port, ["Sec-WebSocket-Protocol: telnet, gmcp.x"]);
    assert.equal(status, 400);
  }));

Deno.test("WebsocketAcceptor lets the page's own origin in and answers 403 to any other", () =>
  withWeb(async ({ port }) => {
    const statusOf = (origin: string) => upgradeStatus(port, [`Origin: ${origin}`]);
    assert.equal(await statusOf(`http://127.0.0.1:${port}`), 101);
    assert.equal(await statusOf("https://play.example.org"), 101);
    assert.equal(await statusOf("https://play.example.org.evil.example"), 403);
    assert.equal(await statusOf(`http://127.0.0.1:${port}.evil.example`), 403);
    assert.equal(await statusOf("http://127.0.0.1"), 403);
    assert.equal(await statusOf("null"), 403);
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

Deno.test("WebsocketConnection reports each line of a text frame, cleaned", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("text", ["look\r\nsay \x1b[31mhi\x07\tthere\n"]);
    client.send("text", [""]);
    assert.deepEqual(await session.next(), { kind: "line", line: "look" });
    assert.deepEqual(await session.next(), { kind: "line", line: "say hi\tthere" });
    assert.deepEqual(await session.next(), { kind: "line", line: "" });
    await client.close();
  }));

Deno.test("WebsocketConnection takes idle and empty frames as signs of life (8.1.1)", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("text", ["idle"]);
    client.send("text", []);
    client.sendRaw("");
    for (let count = 0; count < 3; count++) {
      assert.deepEqual(await session.next(), { kind: "alive" });
    }
    await client.close();
  }));

Deno.test("WebsocketConnection tells of a line that is too long and drops it", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("text", [`${"a".repeat(101)}\n${"b".repeat(100)}`]);
    assert.deepEqual(await session.next(), { kind: "line", line: "b".repeat(100) });
    assert.deepEqual(await client.next(), [
      "text",
      [[{ t: "That line is too long: at most 100 characters are taken." }]],
      {},
    ]);
    await client.close();
  }));

Deno.test("WebsocketConnection settles when the client has told its options", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("client_options", [], { client: "Lamp", screenwidth: 9999, screenheight: 1 });
    assert.deepEqual(await session.next(), {
      kind: "flags",
      flags: { clientName: "LAMP", screenWidth: 500, screenHeight: 5 },
    });
    assert.deepEqual(await session.next(), { kind: "settled" });
    await client.close();
  }));

Deno.test("WebsocketConnection settles after settleMs when the client tells nothing", () =>
  withWeb(async ({ port, sink, clock }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    clock.advance(399);
    assert.deepEqual(session.waiting(), []);
    clock.advance(1);
    assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
    await client.close();
  }));

Deno.test("WebsocketConnection joins flags that follow each other closely, and tells changes only", () =>
  withWeb(async ({ port, sink, clock }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("client_options", [], { screenwidth: 80, screenheight: 24 });
    client.send("client_options", [], { screenwidth: 81 });
    client.send("client_options", [], { screenwidth: 90, screenheight: 24 });
    client.send("text", ["done"]);
    await session.nextOf("line");
    clock.advance(100);
    assert.deepEqual(session.waiting(), [{ kind: "flags", flags: { screenWidth: 90 } }]);
    await client.close();
  }));

Deno.test("WebsocketConnection passes other names on as calls", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("monitor", [0, false, null], { name: "hp" });
    client.send("client_options", [], { get: true });
    const calls = [["monitor", [0, false, null], { name: "hp" }]];
    assert.deepEqual(await session.next(), { kind: "calls", calls });
    assert.deepEqual(await session.next(), {
      kind: "calls",
      calls: [["client_options", [], { get: true }]],
    });
    await client.close();
  }));

Deno.test("WebsocketConnection counts what it cannot read and reads on (12.1.3)", () =>
  withWeb(async ({ port, sink, trace }) => {
    const seen: TraceEvent[] = [];
    using _reader = trace.read((event) => void seen.push(event));
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    const nonsense = ["{", `["text"]`, `["text",["a"]]`, `["options",[],{}]`, `[${"[".repeat(99)}`];
    for (const frame of nonsense) client.sendRaw(frame);
    client.sendRaw(new Uint8Array([1, 2]));
    client.send("text", ["still here"]);
    assert.deepEqual(await session.next(), { kind: "line", line: "still here" });
    const ignored = seen.filter(({ kind }) => kind === "websocket:ignored");
    assert.deepEqual(ignored.map(({ data }) => data["ignored"]), [1, 2, 3, 4, 5, 6]);
    await client.close();
  }));

Deno.test("WebsocketConnection survives any text frame", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    const call = fc.tuple(
      fc.constantFrom("text", "client_options", "options", "a", "", "__proto__"),
      fc.anything(),
      fc.anything(),
    ).map((parts) => JSON.stringify(parts, (_, value) => typeof value === "bigint" ? 0 : value));
    const frame = fc.oneof(fc.string({ unit: "binary" }), call);
    await fc.assert(
      fc.asyncProperty(frame, async (text) => {
        client.sendRaw(text);
        client.send("after", [text.length]);
        for (;;) {
          const { calls: [call] } = await session.nextOf("calls");
          if (call?.[0] === "after") return assert.deepEqual(call[1], [text.length]);
        }
      }),
      { numRuns: 300 },
    );
    await client.close();
  }));

Deno.test("WebsocketConnection closes with 1009 after a message beyond maxPayload", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.sendRaw("x".repeat(4_097));
    assert.equal((await client.closed).code, 1009);
    assert.deepEqual(await session.next(), { kind: "closed", reason: "protocol_error" });
  }));

Deno.test("WebsocketConnection closes when the client asks for it", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    client.send("websocket_close");
    assert.deepEqual(await client.closed, { code: 1000, reason: "client_closed" });
    assert.deepEqual(await session.next(), { kind: "closed", reason: "client_closed" });
  }));

Deno.test("WebsocketConnection.disconnect() shows its text before it closes with its code", () =>
  withWeb(async ({ port, sink }) => {
    const codes = { quit: 1000, booted: 1000, shutdown: 1012, server_error: 1011 } as const;
    for (const reason of ["quit", "booted", "shutdown", "server_error"] as const) {
      const client = await TestClient.open(port, SPANS);
      const session = await sink.session();
      session.connection.disconnect(reason, "Good bye.");
      session.connection.disconnect("idle", "Too late.");
      session.connection.deliver([["text", ["Too late."], {}]], new SharedRender());
      assert.deepEqual(await client.next(), ["text", [[{ t: "Good bye." }]], {}]);
      assert.deepEqual(await client.closed, { code: codes[reason], reason });
      assert.deepEqual(await session.next(), { kind: "closed", reason });
    }
  }));

Deno.test("WebsocketConnection.setInputMode() tells the page, and no v1 client", () =>
  withWeb(async ({ port, sink }) => {
    for (const protocols of [SPANS, []]) {
      const client = await TestClient.open(port, protocols);
      const { connection } = await sink.session();
      connection.setInputMode("secret");
      connection.deliver([["pong", [], {}]], new SharedRender());
      if (protocols === SPANS) {
        assert.deepEqual(await client.next(), ["input_mode", ["secret"], {}]);
      }
      assert.deepEqual(await client.next(), ["pong", [], {}]);
      await client.close();
    }
  }));

Deno.test("WebsocketConnection.deliver() never sends options, nor what JSON cannot hold", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const { connection } = await sink.session();
    const circular: unknown[] = [];
    circular.push(circular);
    connection.deliver([
      ["options", [], {}],
      ["loop", circular, {}],
      ["big", [1n], {}],
      ["last", [0, "", false], {}],
    ], new SharedRender());
    assert.deepEqual(await client.next(), ["last", [0, "", false], {}]);
    await client.close();
  }));

Deno.test("WebsocketConnection cuts off a client that answers no ping", () =>
  withWeb(async ({ port, sink, clock }) => {
    using client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    clock.advance(74_999);
    assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
    clock.advance(1);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
  }));

Deno.test("WebsocketConnection keeps a client that answers pings", () =>
  withWeb(async ({ port, sink, clock }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    for (let round = 0; round < 6; round++) {
      clock.advance(25_000);
      client.send("text", [String(round)]); // sent after the pong, as frames keep their order
      assert.equal((await session.nextOf("line")).line, String(round));
    }
    assert.deepEqual(session.waiting(), []);
    await client.close();
  }));

Deno.test("WebsocketConnection reports a client whose socket breaks", () =>
  withWeb(async ({ port, sink }) => {
    const client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    client[Symbol.dispose]();
    assert.deepEqual(await session.next(), { kind: "closed", reason: "client_closed" });
  }));

Deno.test("WebsocketConnection cuts off a client that does not read", () =>
  withWeb(async ({ port, sink }) => {
    using client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    const text = "x".repeat(50_000);
    for (let sent = 0; sent < 1_000; sent++) {
      session.connection.deliver([["text", [text], {}]], new SharedRender());
      if (sent % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(await session.next(), { kind: "closed", reason: "slow_consumer" });
  }));

Deno.test("WebsocketConnection cuts off a client that does not answer a closing", () =>
  withWeb(async ({ port, sink, clock }) => {
    using client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    session.connection.disconnect("booted", null);
    clock.advance(5_000);
    assert.deepEqual(await session.next(), { kind: "closed", reason: "booted" });
  }));
