import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { DelayLine } from "../../../src/portals/delay_line.ts";
import { nextTurn } from "../../../src/plugins/testing/next_turn.ts";
import type { ByteStream } from "../../../src/portals/telnet/byte_stream.ts";
import { DisturbedStream } from "../../../src/portals/telnet/disturbed_stream.ts";

Deno.test("DelayLine keeps the order when the delay becomes shorter", () => {
  const clock = new ManualClock();
  const line = new DelayLine(clock);
  const seen: number[] = [];
  line.delay(1_000);
  line.push(() => seen.push(1));
  line.delay(0);
  line.push(() => seen.push(2));
  clock.advance(999);
  assert.equal(seen.length, 0);
  clock.advance(1);
  line.push(() => seen.push(3));

  assert.deepEqual(seen, [1, 2, 3]);
});

Deno.test("DisturbedStream delays what is read and written, and loses nothing", async () => {
  const clock = new ManualClock();
  const peer = new Peer("look\n", "say hello\n");
  const stream = new DisturbedStream(peer, clock);
  stream.disturb({ kind: "delay", ms: 500 });
  const read = readAll(stream);
  await stream.write(bytes("first "));
  await stream.write(bytes("second"));
  await nextTurn();
  assert.deepEqual([read.text, peer.written], ["", []]);
  clock.advance(500);
  await stream.finish();
  await read.done;

  assert.equal(read.text, "look\nsay hello\n");
  assert.equal(peer.written.join(""), "first second");
});

Deno.test("DisturbedStream lets each byte travel alone, both ways", async () => {
  const peer = new Peer("look\n");
  const stream = new DisturbedStream(peer, new ManualClock());
  stream.disturb({ kind: "split", on: true });
  const read = readAll(stream);
  await read.done;
  const text = bytes("hi!");
  for (let at = 0; at < text.length;) at += await stream.write(text.subarray(at));

  assert.deepEqual(read.parts, ["l", "o", "o", "k", "\n"]);
  assert.deepEqual(peer.written, ["h", "i", "!"]);
});

Deno.test("DisturbedStream sends what is late before its side is closed", async () => {
  const peer = new Peer();
  const stream = new DisturbedStream(peer, new ManualClock());
  stream.disturb({ kind: "delay", ms: 9_000 });
  await stream.write(bytes("Goodbye."));
  await stream.closeWrite();

  assert.deepEqual(peer.written, ["Goodbye.", "(closed)"]);
});

Deno.test("DisturbedStream ends a reader that waits when it is closed", async () => {
  const peer = new Peer("late");
  const stream = new DisturbedStream(peer, new ManualClock());
  stream.disturb({ kind: "delay", ms: 9_000 });
  const read = readAll(stream);
  await nextTurn();
  stream.close();

  await read.done;
});

/** The other end: what it has to say, and what it was told. */
class Peer implements ByteStream {
  readonly written: string[] = [];
  readonly #says: string[];

  constructor(...says: string[]) {
    this.#says = says;
  }

  read(into: Uint8Array): Promise<number | null> {
    const next = this.#says.shift();
    if (next === undefined) return Promise.resolve(null);
    into.set(bytes(next));
    return Promise.resolve(next.length);
  }

  write(part: Uint8Array): Promise<number> {
    this.written.push(new TextDecoder().decode(part));
    return Promise.resolve(part.length);
  }

  closeWrite(): Promise<void> {
    this.written.push("(closed)");
    return Promise.resolve();
  }

  close(): void {}
}

/** Reads to the end; each part as it came. */
function readAll(stream: ByteStream) {
  const parts: string[] = [];
  const read = async () => {
    const buffer = new Uint8Array(64);
    for (;;) {
      const count = await stream.read(buffer);
      if (count === null) return;
      parts.push(new TextDecoder().decode(buffer.subarray(0, count)));
    }
  };
  return {
    parts,
    done: read(),
    get text() {
      return parts.join("");
    },
  };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
