import assert from "node:assert/strict";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { RawClient, TestClient, withWeb } from "./web_fixture.ts";

const SPANS = ["spans.vestibule"];

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
