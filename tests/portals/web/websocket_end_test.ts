import assert from "node:assert/strict";
import type { RecordedSession } from "../../../src/portals/conformance/recording_sink.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { measured } from "../../reliability/measured.ts";
import { OPCODE, rawFrame, RawWebsocket } from "./raw_frames.ts";
import { RawClient, TestClient, withWeb } from "./web_fixture.ts";

const SPANS = ["spans.vestibule"];

Deno.test("gate 13. WebsocketConnection closes with 1009 after a message beyond maxPayload", () =>
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

Deno.test("load 2. WebsocketConnection cuts off a client that answers no ping", () =>
  withWeb(async ({ port, sink, clock }) => {
    using client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    clock.advance(74_999);
    assert.deepEqual(session.waiting(), [{ kind: "settled" }]);
    clock.advance(1);
    assert.deepEqual(await session.nextOf("closed"), { kind: "closed", reason: "client_closed" });
    measured("load 2", `over a websocket closed after ${clock.now() / 1000} s of its clock`);
  }));

for (const form of ["a frame that never ends", "fragments without an end"] as const) {
  Deno.test(`gate 13. WebsocketConnection cuts off a client that drips ${form}`, () =>
    withWeb(async ({ port, sink, clock }) => {
      using client = await RawWebsocket.open(port, SPANS[0] ?? "");
      const session = await sink.session();
      if (form === "a frame that never ends") {
        await client.send(rawFrame(OPCODE.TEXT, "x".repeat(100)).slice(0, 40));
      }
      for (let beat = 0; beat < 3; beat++) {
        const isFrame = form === "a frame that never ends";
        const opcode = beat === 0 ? OPCODE.TEXT : OPCODE.CONTINUATION;
        await client.send(isFrame ? Uint8Array.of(0x78) : rawFrame(opcode, "x", { isOpen: true }));
        clock.advance(25_000);
      }
      assert.equal((await session.nextOf("closed")).reason, "client_closed");
    }));
}

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

Deno.test("crash 15. WebsocketConnection reports a client whose socket breaks, and serves the others", () =>
  withWeb(async ({ port, sink }) => {
    const others: { readonly other: TestClient; readonly session: RecordedSession }[] = [];
    for (let count = 0; count < 20; count++) {
      others.push({ other: await TestClient.open(port, SPANS), session: await sink.session() });
    }
    const client = await RawClient.upgrade(port);
    assert.equal(await client.status(), 101);
    const session = await sink.session();
    client[Symbol.dispose]();
    assert.deepEqual(await session.next(), { kind: "closed", reason: "client_closed" });
    let served = 0;
    for (const { other, session } of others) {
      other.send("text", ["still here"]);
      assert.equal((await session.nextOf("line")).line, "still here");
      session.connection.deliver([["text", ["So you are."], {}]], new SharedRender());
      assert.deepEqual(await other.next(), ["text", [[{ t: "So you are." }]], {}]);
      await other.close();
      served++;
    }
    measured("crash 15", `1 socket broke: ${served} of ${others.length} others served after it`);
  }));

Deno.test("load 1. WebsocketConnection cuts off a client that does not read", () =>
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
