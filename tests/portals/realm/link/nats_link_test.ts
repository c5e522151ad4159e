import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import * as fc from "fast-check";
import { NatsLink, type NatsLinkOptions } from "../../../../src/portals/realm/link/nats_link.ts";
import { CountedClock } from "../../counted_clock.ts";
import { encoded, joined, ScriptedConnection } from "./scripted_connection.ts";

/** Lets whoever is told be told. */
const turn = () => new Promise<void>((done) => setImmediate(done));

function newLink(options: Partial<NatsLinkOptions> = {}) {
  const other = new ScriptedConnection();
  const clock = new CountedClock();
  const link = new NatsLink({
    ...{ connection: other.connection, outgoing: "to.other", incoming: "to.us" },
    ...{ clock, keepalive: 1000, silence: 3000 },
    ...options,
  });
  const heard: unknown[] = [];
  const broken: string[] = [];
  link.onEnvelope(({ messages }) => heard.push(...messages));
  link.onBroken((reason) => broken.push(reason));
  return { other, clock, link, heard, broken };
}

Deno.test("NatsLink numbers its frames from 1, and posts to the other end's subject", () => {
  const { other, link } = newLink();
  link.post({ epoch: 1, taken: 0, messages: ["one"] });
  link.post({ epoch: 1, taken: 3, messages: [] });
  assert.deepEqual(other.frames.map(({ kind, number }) => [kind, number]), [["last", 1], [
    "last",
    2,
  ]]);
  assert.deepEqual(joined(other.frames.slice(1)), { epoch: 1, taken: 3, messages: [] });
  assert.deepEqual([...other.subjects], ["to.other"]);
  link.close();
});

Deno.test("NatsLink posts in parts what is larger than NATS takes at once", () => {
  const { other, link } = newLink();
  other.maxPayload = 50;
  const envelope = { epoch: 1, taken: 0, messages: ["long ".repeat(50)] };
  link.post(envelope);
  assert.ok(other.frames.every(({ part }) => part.length <= 43));
  assert.deepEqual(other.kinds, [...Array(other.frames.length - 1).fill("part"), "last"]);
  assert.deepEqual(joined(other.frames), envelope);
  link.close();
});

Deno.test("NatsLink delivers what comes, in one part or in many, and early things later", () => {
  const { other, link, heard, broken } = newLink();
  const bytes = encoded("two");
  other.arriveMessages("one");
  for (const byte of bytes.subarray(0, -1)) {
    other.arriveFrame({ kind: "part", part: Uint8Array.of(byte) });
  }
  other.arriveFrame({ kind: "keepalive" });
  assert.deepEqual(heard, ["one"]);
  other.arriveFrame({ kind: "last", part: bytes.subarray(-1) });
  assert.deepEqual(heard, ["one", "two"]);
  assert.deepEqual(broken, []);
  link.close();
});

Deno.test("NatsLink keeps what comes before anybody takes it, within its limit", async () => {
  const other = new ScriptedConnection();
  const options = { connection: other.connection, outgoing: "to.other", incoming: "to.us" };
  const times = { clock: new CountedClock(), keepalive: 1000, silence: 3000, maxBytes: 100 };
  const link = new NatsLink({ ...options, ...times });
  other.arriveMessages("one");
  other.arriveMessages("two");
  const heard: unknown[] = [];
  link.onEnvelope(({ messages }) => heard.push(...messages));
  assert.deepEqual(heard, ["one", "two"]);
  link.close();

  const flooded = new NatsLink({ ...options, ...times });
  const broken: string[] = [];
  other.arriveFrame({ number: 1 });
  for (let nth = 0; nth < 10; nth++) other.arriveMessages("more and more and more");
  flooded.onBroken((reason) => broken.push(reason));
  const late: unknown[] = [];
  flooded.onEnvelope(({ messages }) => late.push(...messages));
  await turn();
  assert.deepEqual(broken, ["more than 100 bytes came before anybody took them"]);
  assert.deepEqual(late, []);
});

for (
  const { name, arrive, reason } of [
    {
      name: "a gap",
      arrive: (other: ScriptedConnection) => other.arriveFrame({ number: 3 }),
      reason: "frame 2 was due, and frame 3 came",
    },
    {
      name: "a repeat",
      arrive: (other: ScriptedConnection) => other.arriveFrame({ number: 1 }),
      reason: "frame 2 was due, and frame 1 came",
    },
    {
      name: "what is no frame",
      arrive: (other: ScriptedConnection) => other.arrive(Uint8Array.of(1, 2, 3)),
      reason: "a frame could not be read",
    },
    {
      name: "what is no CBOR",
      arrive: (other: ScriptedConnection) =>
        other.arriveFrame({ kind: "last", part: Uint8Array.of(0xff, 0xff) }),
      reason: "an envelope could not be read",
    },
    {
      name: "what is no envelope",
      // An empty map.
      arrive: (other: ScriptedConnection) =>
        other.arriveFrame({ kind: "last", part: Uint8Array.of(0xa0) }),
      reason: "an envelope could not be read",
    },
    {
      name: "an envelope that is too long",
      arrive: (other: ScriptedConnection) => {
        for (let nth = 0; nth < 3; nth++) {
          other.arriveFrame({ kind: "part", part: new Uint8Array(400) });
        }
      },
      reason: "an envelope was longer than 1000 bytes",
    },
    {
      name: "the other end's end",
      arrive: (other: ScriptedConnection) => other.arriveFrame({ kind: "end" }),
      reason: "the other end has ended it",
    },
    {
      name: "a subject that NATS refuses",
      arrive: (other: ScriptedConnection) => other.refuse("Permissions Violation"),
      reason: "NATS refused it: Permissions Violation",
    },
    {
      name: "the end of the connection",
      arrive: (other: ScriptedConnection) => other.close(),
      reason: "the connection to NATS was closed",
    },
  ]
) {
  Deno.test(`NatsLink is broken by ${name}, tells once, and delivers nothing more`, async () => {
    const { other, link, clock, heard, broken } = newLink({ maxBytes: 1000 });
    other.arriveMessages("before");
    arrive(other);
    await turn();
    assert.deepEqual(broken, [reason]);
    other.arriveMessages("after");
    other.arriveFrame({ number: 2 });
    link.post({ epoch: 1, taken: 0, messages: ["lost"] });
    clock.advance(60_000);
    await turn();
    assert.deepEqual(heard, ["before"]);
    assert.deepEqual(broken, [reason]);
    assert.deepEqual(other.kinds, ["end"]);
    assert.equal(other.isListening, false);
    assert.equal(clock.live, 0);
  });
}

Deno.test("NatsLink is broken when it cannot publish, and post() does not throw", async () => {
  const { other, link, broken } = newLink();
  other.refusal = new Error("closed connection");
  link.post({ epoch: 1, taken: 0, messages: ["one"] });
  assert.deepEqual(broken, [], "not while it posts");
  await turn();
  assert.deepEqual(broken, ["a frame could not be sent: closed connection"]);
});

Deno.test("NatsLink is broken when it cannot listen, and tells who asks later", async () => {
  const connection = {
    publish() {},
    subscribe() {
      throw new Error("closed connection");
    },
  };
  const clock = new CountedClock();
  const times = { clock, keepalive: 1000, silence: 3000 };
  const link = new NatsLink({ connection, outgoing: "to.other", incoming: "to.us", ...times });
  await turn();
  const broken: string[] = [];
  link.onBroken((reason) => broken.push(reason));
  await turn();
  assert.deepEqual(broken, ["NATS could not be listened to: closed connection"]);
  assert.equal(clock.live, 0);
});

Deno.test("NatsLink throws at what cannot cross, and sends nothing of it", () => {
  const { other, link } = newLink({ maxBytes: 100 });
  const post = (message: unknown) => link.post({ epoch: 1, taken: 0, messages: ["one", message] });
  assert.throws(() => post(new Date(0)), /unsupported type/);
  assert.throws(() => post("long ".repeat(20)), RangeError);
  assert.throws(() => link.check("long ".repeat(20)), RangeError);
  link.check("short");
  assert.deepEqual(other.frames, []);
  post("two");
  assert.deepEqual(other.frames.map(({ number }) => number), [1]);
  link.close();
});

Deno.test("NatsLink gives a sign of life as often as it must, unless it sends anyway", () => {
  const { other, link, clock } = newLink({ silence: 1_000_000 });
  const sentAt: number[] = [];
  const post = () => link.post({ epoch: 1, taken: 0, messages: ["hello"] });
  for (let at = 0; at < 20_000; at += 100) {
    clock.advance(100);
    if (at > 10_000 && at < 15_000) post();
    while (sentAt.length < other.frames.length) sentAt.push(clock.now());
  }
  const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? at));
  assert.ok(Math.max(...gaps) <= 1000, `gaps of ${Math.max(...gaps)} ms`);
  const busy = other.frames.slice(other.kinds.indexOf("last"), other.kinds.lastIndexOf("last"));
  assert.ok(busy.every(({ kind }) => kind === "last"));
  link.close();
});

Deno.test("NatsLink is broken by silence, and not before its time", async () => {
  const { other, link, clock, broken } = newLink();
  for (let nth = 0; nth < 10; nth++) {
    clock.advance(2999);
    other.arriveFrame({});
  }
  await turn();
  assert.deepEqual(broken, []);
  clock.advance(3000);
  await turn();
  assert.deepEqual(broken, []);
  clock.advance(500);
  await turn();
  assert.deepEqual(broken, ["nothing came for 3000 ms"]);
  link.close();
});

Deno.test("NatsLink outlives a machine that slept, however long the clock says", async () => {
  let now = 0;
  let run = () => {};
  const clock = {
    now: () => now,
    timer(_ms: number, ring: () => void) {
      run = ring;
      return { [Symbol.dispose]: () => void (run = () => {}) };
    },
  };
  const { other, link, broken } = newLink({ clock });
  now += 8 * 60 * 60 * 1000;
  run();
  await turn();
  assert.deepEqual(broken, []);
  other.arriveFrame({});
  run();
  await turn();
  assert.deepEqual(broken, []);
  link.close();
});

Deno.test("NatsLink.close() says that it was the end, and is not broken by it", async () => {
  const { other, link, clock, heard, broken } = newLink();
  link.close();
  link.close();
  other.arriveMessages("late");
  await turn();
  assert.deepEqual(other.kinds, ["end"]);
  assert.deepEqual([heard, broken], [[], []]);
  assert.equal(other.isListening, false);
  assert.equal(clock.live, 0);
});

Deno.test("NatsLink refuses a silence that a keepalive does not interrupt", () => {
  for (const [keepalive, silence] of [[1000, 1000], [0, 1000], [-1, 1000], [NaN, 1000]] as const) {
    assert.throws(() => newLink({ keepalive, silence }), RangeError);
  }
});

Deno.test("NatsLink lets nothing of what a receiver throws reach NATS", async () => {
  const { other, link, broken } = newLink();
  link.onEnvelope(() => {
    throw new Error("a bug");
  });
  const uncaught = Promise.withResolvers<string>();
  const listener = (event: ErrorEvent) => {
    event.preventDefault();
    uncaught.resolve(event.message);
  };
  addEventListener("error", listener);
  other.arriveMessages("poison");
  assert.match(await uncaught.promise, /a bug/);
  removeEventListener("error", listener);
  assert.deepEqual(broken, []);
  link.close();
});

Deno.test("NatsLink throws at nothing that comes, and delivers no more once it is broken", async () => {
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.record({
      kind: fc.constantFrom<"part" | "last" | "keepalive" | "end">(
        "part",
        "last",
        "keepalive",
        "end",
      ),
      number: fc.integer({ min: 1, max: 4 }),
      part: fc.oneof(fc.uint8Array({ maxLength: 10 }), fc.constant(encoded("word"))),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), async (chunks) => {
      const { other, link, heard, broken } = newLink();
      let heardBefore = -1;
      for (const bytes of chunks) {
        if (bytes instanceof Uint8Array) other.arrive(bytes);
        else other.arriveFrame(bytes);
        await turn();
        if (broken.length > 0 && heardBefore < 0) heardBefore = heard.length;
      }
      assert.ok(broken.length <= 1);
      if (heardBefore >= 0) assert.equal(heard.length, heardBefore);
      assert.ok(heard.every((word) => word === "word"));
      link.close();
    }),
    { numRuns: 500 },
  );
});
