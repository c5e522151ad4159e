import assert from "node:assert/strict";
import { clearImmediate, setImmediate } from "node:timers";
import { SUBPROTOCOLS } from "../../../src/portals/web/dialects/choose_dialect.ts";
import { OPCODE, rawFrame, RawWebsocket } from "./raw_frames.ts";
import { withWeb } from "./web_fixture.ts";

/** What a client may not send, and the code that its connection is closed with (RFC 6455, 7.4.1). */
const REFUSED: Readonly<Record<string, { readonly frames: Uint8Array[]; readonly code: number }>> =
  {
    "a frame without a mask (RFC 6455, 5.1)": {
      frames: [rawFrame(OPCODE.BINARY, "look\r\n", { isBare: true })],
      code: 1002,
    },
    "a fragment of nothing": { frames: [rawFrame(OPCODE.CONTINUATION, "look\r\n")], code: 1002 },
    "a message longer than allowed": {
      frames: [rawFrame(OPCODE.BINARY, "x".repeat(4_097))],
      code: 1009,
    },
    "fragments that are together longer than allowed": {
      frames: [
        rawFrame(OPCODE.BINARY, "x".repeat(4_000), { isOpen: true }),
        rawFrame(OPCODE.CONTINUATION, "x".repeat(97)),
      ],
      code: 1009,
    },
    "a message of empty fragments without end": {
      frames: [
        rawFrame(OPCODE.BINARY, "", { isOpen: true }),
        ...Array.from({ length: 4_096 }, () => rawFrame(OPCODE.CONTINUATION, "", { isOpen: true })),
      ],
      code: 1008,
    },
  };

for (const [what, { frames, code }] of Object.entries(REFUSED)) {
  Deno.test(`wire 28. WebSocket: ${what} closes with ${code} in every dialect`, () =>
    withWeb(async ({ port, sink }) => {
      for (const name of SUBPROTOCOLS) {
        using client = await RawWebsocket.open(port, name);
        const session = await sink.session();
        await client.send(joined(frames));
        assert.equal(await client.closeCode(), code, name);
        client[Symbol.dispose]();
        await session.nextOf("closed");
        assert.deepEqual(session.waiting().filter(({ kind }) => kind === "line"), []);
      }
    }));
}

Deno.test("wire 28. WebSocket: a flood of pings ends the connection in every dialect", () =>
  withWeb(async ({ port, sink }) => {
    const pings = joined(Array.from({ length: 500 }, () => rawFrame(OPCODE.PING, "p".repeat(125))));
    for (const name of SUBPROTOCOLS) {
      using client = await RawWebsocket.open(port, name);
      const session = await sink.session();
      const flood = floodWith(client, pings);
      await session.nextOf("closed");
      await flood;
    }
  }));

Deno.test("wire 28. WebSocket: the messages of a flood take turns with everybody else", () =>
  withWeb(async ({ port, sink, trace }) => {
    using turns = new Turns();
    const readIn: number[] = [];
    trace.read(({ kind }) => kind === "websocket:ignored" && readIn.push(turns.count));
    using client = await RawWebsocket.open(port, "v1.evennia.com");
    const session = await sink.session();
    const flood = Array.from({ length: 50 }, () => rawFrame(OPCODE.TEXT, "{"));
    await client.send(joined([...flood, rawFrame(OPCODE.TEXT, '["text",["look"],{}]')]));
    assert.equal((await session.nextOf("line")).line, "look");
    assert.equal(new Set(readIn).size, flood.length);
  }));

/** Counts the turns of the event loop. */
class Turns implements Disposable {
  count = 0;
  #next = setImmediate(() => this.#turn());

  #turn(): void {
    this.count++;
    this.#next = setImmediate(() => this.#turn());
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#next);
  }
}

/** Sends without an end, until the other side has ended the connection. */
async function floodWith(client: RawWebsocket, bytes: Uint8Array): Promise<void> {
  try {
    for (;;) await client.send(bytes);
  } catch (error) {
    if (
      !(error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionReset)
    ) {
      throw error;
    }
  }
}

function joined(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(frames.flatMap((frame) => [...frame]));
}
