import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { chooseDialect, SUBPROTOCOLS } from "../../../src/portals/web/dialects/choose_dialect.ts";
import { DialectClient } from "./dialect_client.ts";
import { OPCODE, rawFrame, RawWebsocket } from "./raw_frames.ts";
import { withWeb } from "./web_fixture.ts";

const GMCP = "gmcp.mudstandards.org";
const JSON_NAME = "json.mudstandards.org";
const TERMINAL = "terminal.mudstandards.org";

const SAID: readonly Call[] = [
  ["text", ["a |rred|n dör"], {}],
  ["room_info", [], { num: 1 }],
  ["text", ["It is dark."], {}],
  ["prompt", ["> "], {}],
];

Deno.test("chooseDialect() takes the server's favourite of what is offered, and echoes it alone", () => {
  for (const [at, name] of SUBPROTOCOLS.entries()) {
    const offered = ["x.unknown", ...SUBPROTOCOLS.slice(at).toReversed()].join(" , ");
    const choice = chooseDialect(offered);
    assert.equal(choice.kind === "chosen" && choice.echo, name);
  }
});

for (const name of SUBPROTOCOLS) {
  Deno.test(`wire 28. WebSocket, each dialect: ${name} is echoed, and the session is one`, () =>
    withWeb(async ({ port, sink }) => {
      const client = await DialectClient.open(port, ["x.unknown", name]);
      const { connection } = await sink.session();
      assert.equal(client.protocol, name);
      assert.equal(connection.protocolKey, "websocket");
      connection.disconnect("quit", null);
      assert.deepEqual((await client.closed).code, 1000);
    }));
}

Deno.test("wire 28. WebSocket, each dialect: terminal gets a terminal's text alone, in one message a turn", () =>
  withWeb(async ({ port, sink }) => {
    const client = await DialectClient.open(port, [TERMINAL]);
    const { connection, flags } = await sink.session();
    assert.equal(flags.oob, false);
    connection.deliver(SAID, new SharedRender());
    assert.equal(
      await client.untilRaw("> "),
      "a \x1b[38;5;9mred\x1b[0m dör\r\nIt is dark.\r\n> ",
    );
    await client.close();
  }));

Deno.test("wire 28. WebSocket, each dialect: gmcp gets `Package.Name json` in text messages", () =>
  withWeb(async ({ port, sink }) => {
    const client = await DialectClient.open(port, [GMCP]);
    const { connection, flags } = await sink.session();
    assert.equal(flags.gmcp, true);
    connection.deliver(SAID, new SharedRender());
    assert.equal(await client.nextMessage(), 'Room.Info {"num":1}');
    await client.until("a red dör\r\nIt is dark.\r\n> ");
    await client.close();
  }));

Deno.test("wire 28. WebSocket, each dialect: json gets envelopes, whose data is JSON in a string", () =>
  withWeb(async ({ port, sink }) => {
    const client = await DialectClient.open(port, [JSON_NAME]);
    const { connection } = await sink.session();
    connection.deliver(SAID, new SharedRender());
    assert.deepEqual(JSON.parse(await client.nextMessage()), {
      proto: "gmcp",
      id: "Room.Info",
      data: '{"num":1}',
    });
    await client.until("a red dör\r\nIt is dark.\r\n> ");
    await client.close();
  }));

for (const name of [TERMINAL, GMCP, JSON_NAME]) {
  Deno.test(`wire 28. WebSocket, fragmented frames: ${name} reads a message whole, and a frame is not a line`, () =>
    withWeb(async ({ port, sink }) => {
      using client = await RawWebsocket.open(port, name);
      const session = await sink.session();
      const typed = new TextEncoder().encode("say é\r\nlook\nno");
      const cut = typed.indexOf(0xc3) + 1; // within the é
      await client.send(
        rawFrame(OPCODE.BINARY, typed.subarray(0, cut), { isOpen: true }),
        rawFrame(OPCODE.PING, "still there"),
        rawFrame(OPCODE.CONTINUATION, "", { isOpen: true }),
        rawFrame(OPCODE.CONTINUATION, typed.subarray(cut)),
        rawFrame(OPCODE.BINARY, "rth"),
        rawFrame(OPCODE.BINARY, "\r\n"),
      );
      assert.deepEqual(await client.next(), {
        opcode: OPCODE.PONG,
        payload: new TextEncoder().encode("still there"),
      });
      assert.equal((await session.nextOf("line")).line, "say é");
      assert.equal((await session.nextOf("line")).line, "look");
      assert.equal((await session.nextOf("line")).line, "north");
    }));
}

Deno.test("wire 28. WebSocket, fragmented frames: telnet's commands may be cut by frames anywhere", () =>
  withWeb(async ({ port, sink, clock }) => {
    using client = await RawWebsocket.open(port, "telnet.mudstandards.org");
    const session = await sink.session();
    const size = [255, 251, 31, 255, 250, 31, 0, 255, 255, 0, 24, 255, 240];
    for (const byte of size) await client.send(rawFrame(OPCODE.BINARY, Uint8Array.of(byte)));
    const { flags } = await session.nextOf("flags");
    assert.deepEqual([flags.screenWidth, flags.screenHeight], [255, 24]);
    clock.advance(1_500);
    await client.send(rawFrame(OPCODE.BINARY, "lo", { isOpen: true }));
    await client.send(rawFrame(OPCODE.CONTINUATION, "ok\r\n"));
    assert.equal((await session.nextOf("line")).line, "look");
  }));

Deno.test("json.mudstandards.org takes typed lines, the window's size and the end in envelopes", () =>
  withWeb(async ({ port, sink }) => {
    const client = await DialectClient.open(port, [JSON_NAME]);
    const session = await sink.session();
    const send = (proto: string, data: string) => client.sendText(JSON.stringify({ proto, data }));
    send("telnet_31", "AIQAKA==");
    const { flags } = await session.nextOf("flags");
    assert.deepEqual(flags, { screenWidth: 132, screenHeight: 40 });
    send("text", "look\nnorth");
    assert.equal((await session.nextOf("line")).line, "look");
    assert.equal((await session.nextOf("line")).line, "north");
    send("websocket_close", "");
    assert.equal((await client.closed).code, 1000);
  }));

Deno.test("json.mudstandards.org ignores what is no envelope, and reads on", () =>
  withWeb(async ({ port, sink, trace }) => {
    const why: unknown[] = [];
    trace.read(({ kind, data }) => kind === "websocket:ignored" && why.push(data?.["why"]));
    const client = await DialectClient.open(port, [JSON_NAME]);
    const session = await sink.session();
    client.sendText("{");
    client.sendText("null");
    client.sendText('{"proto":1}');
    client.sendText('{"proto":"gmcp","id":"No Name","data":"}"}');
    client.sendText('{"proto":"telnet_31","data":"!!!!"}');
    client.sendText('{"proto":"telnet_31","data":"AAAAAAAAAAAAAAAA"}');
    client.sendText('{"proto":"mcp"}');
    client.sendText(`{"proto":"gmcp","id":"A.B","data":"${"x".repeat(1_000)}"}`);
    client.sendText("[".repeat(1_000));
    client.sendBytes("look\n");
    assert.equal((await session.nextOf("line")).line, "look");
    assert.deepEqual(why, [
      "not an envelope",
      "not an envelope",
      "not an envelope",
      "not a name",
      "not a window's size",
      "not a window's size",
      "unknown proto",
      "too long",
      "not an envelope",
    ]);
    await client.close();
  }));

Deno.test("gmcp.mudstandards.org obeys Core.Hello, Core.Ping and Core.Supports", () =>
  withWeb(async ({ port, sink }) => {
    const client = await DialectClient.open(port, [GMCP]);
    const session = await sink.session();
    client.sendText('Core.Hello {"client":"Lamp","version":"2"}');
    assert.equal((await session.nextOf("flags")).flags.clientName, "LAMP");
    client.sendText('Core.Supports.Set ["Char 1"]');
    client.sendText("Core.Ping");
    assert.equal(await client.nextMessage(), "Core.Ping");
    session.connection.deliver(
      [["room_info", [], {}], ["char_vitals", [], { hp: 3 }]],
      new SharedRender(),
    );
    assert.equal(await client.nextMessage(), 'Char.Vitals {"hp":3}');
    await client.close();
  }));

Deno.test("A line longer than allowed is refused in every dialect of typed bytes, and the next is read", async () => {
  for (const name of [TERMINAL, GMCP, JSON_NAME, "binary"]) {
    await withWeb(async ({ port, sink, clock }) => {
      const client = await DialectClient.open(port, [name]);
      const session = await sink.session();
      clock.advance(1_500);
      client.sendBytes("a".repeat(60));
      client.sendBytes(`${"a".repeat(60)}\nlook\n`);
      await client.until("100 characters");
      assert.equal((await session.nextOf("line")).line, "look");
      await client.close();
    });
  }
});
