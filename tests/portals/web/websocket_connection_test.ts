import assert from "node:assert/strict";
import fc from "fast-check";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { measured } from "../../reliability/measured.ts";
import { TestClient, withWeb } from "./web_fixture.ts";

const SPANS = ["spans.vestibule"];

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

Deno.test("2.5.5 WebsocketConnection tells of a line that is too long and drops it", () =>
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

Deno.test("WebsocketConnection writes without colours when the game or the client says so", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    const shown = (): Promise<unknown> => {
      session.connection.deliver([["text", ["|rred"], {}]], new SharedRender());
      return client.next();
    };
    session.connection.changeFlags({ noColor: true });
    assert.deepEqual(await shown(), ["text", [[{ t: "red" }]], {}]);
    client.send("client_options", [], { nocolor: false });
    assert.deepEqual(await session.next(), { kind: "flags", flags: { noColor: false } });
    assert.deepEqual(await shown(), ["text", [[{ t: "red", f: 9 }]], {}]);
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

Deno.test("crash 15. WebsocketConnection survives any text frame", () =>
  withWeb(async ({ port, sink }) => {
    const client = await TestClient.open(port, SPANS);
    const session = await sink.session();
    const call = fc.tuple(
      fc.constantFrom("text", "client_options", "options", "a", "", "__proto__"),
      fc.anything(),
      fc.anything(),
    ).map((parts) => JSON.stringify(parts, (_, value) => typeof value === "bigint" ? 0 : value));
    const frame = fc.oneof(fc.string({ unit: "binary" }), call);
    let survived = 0;
    await fc.assert(
      fc.asyncProperty(frame, async (text) => {
        client.sendRaw(text);
        client.send("after", [text.length]);
        for (;;) {
          const { calls: [call] } = await session.nextOf("calls");
          if (call?.[0] !== "after") continue;
          assert.deepEqual(call[1], [text.length]);
          return void survived++;
        }
      }),
      { numRuns: 300 },
    );
    measured("crash 15", `${survived} frames of any text: the connection took all that followed`);
    await client.close();
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
