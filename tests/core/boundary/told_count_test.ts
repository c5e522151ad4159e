import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  ChannelBoundary,
  type Envelope,
  isEnvelope,
} from "../../../src/core/boundary/channel_boundary.ts";
import { ToldCount } from "../../../src/core/boundary/told_count.ts";
import { ScriptedLink } from "./scripted_link.ts";

/** Lets what was sent in this turn be posted. */
const turn = () => Promise.resolve();

/** Refuses what is marked, and what is too much for one envelope. */
class StrictLink extends ScriptedLink {
  override post(envelope: Envelope<unknown>): void {
    envelope.messages.forEach((message) => this.check(message));
    if (envelope.messages.length > 2) throw new RangeError("Cannot post: too long");
    super.post(envelope);
  }

  check(message: unknown): void {
    if (message === "strange") throw new TypeError("Cannot post: it is strange");
  }
}

Deno.test("ToldCount lets each batch be taken once and in order, until it is closed", () => {
  const receiver = new ToldCount();
  assert.deepEqual([2, 1, 1, 2].map((nth) => receiver.take(nth)), [false, true, false, true]);
  assert.equal(receiver.close(), 2);
  assert.equal(receiver.take(3), false);
  assert.equal(receiver.count, 2);
});

Deno.test("ToldCount knows the most that it was told, and hears nothing once it is closed", () => {
  const sender = new ToldCount();
  assert.equal(sender.count, 0);
  sender.tell(5);
  sender.tell(3);
  assert.equal(sender.count, 5);
  assert.equal(sender.close(), 5);
  sender.tell(9);
  assert.equal(sender.close(), 5);
});

Deno.test("ToldCount refuses what is no number of batches", () => {
  for (const count of [-1, 0.5, NaN, Infinity]) {
    assert.throws(() => new ToldCount().tell(count), RangeError);
  }
});

Deno.test("what came over a broken way and what comes back are together what was sent", async () => {
  const schedule = fc.record({
    batches: fc.integer({ min: 0, max: 30 }),
    inFlight: fc.integer({ min: 1, max: 8 }),
    /** How many envelopes arrive before the way breaks, on either side. */
    arrive: fc.nat({ max: 30 }),
    acknowledge: fc.nat({ max: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ batches, inFlight, arrive, acknowledge }) => {
      const [there, here] = [new ScriptedLink(), new ScriptedLink()];
      const [takenThere, takenHere] = [new ToldCount(), new ToldCount()];
      const sender = new ChannelBoundary<number, never>(there, { epoch: 1, inFlight, takenThere });
      const receiver = new ChannelBoundary<never, number>(here, { epoch: 1, inFlight, takenHere });
      const received: number[] = [];
      receiver.onBatch(({ messages }) => received.push(...messages));
      let [carried, answered] = [0, 0];
      for (let nth = 1; nth <= batches; nth++) {
        sender.send(nth);
        await turn();
        for (; carried < Math.min(there.posted.length, arrive); carried++) {
          here.arrive(there.posted[carried] ?? assert.fail());
        }
        await turn();
        for (; answered < Math.min(here.posted.length, acknowledge); answered++) {
          there.arrive(here.posted[answered] ?? assert.fail());
        }
        await turn();
      }
      takenThere.tell(takenHere.close());
      const back = sender.close();
      for (const late of there.posted.slice(carried)) here.arrive(late);
      assert.deepEqual([...received, ...back], Array.from({ length: batches }, (_, at) => at + 1));
    }),
  );
});

Deno.test("ChannelBoundary gives back what it posted when it is closed while it posts", async () => {
  const link = new ScriptedLink();
  const boundary = new ChannelBoundary<string, string>(link, {
    ...{ epoch: 1, takenThere: new ToldCount() },
  });
  let back: readonly string[] = [];
  link.post = () => void (back = boundary.close());
  boundary.send("one");
  boundary.send("two");
  await turn();
  assert.deepEqual(back, ["one", "two"]);
  assert.deepEqual(boundary.close(), []);
});

Deno.test("ChannelBoundary asks a link that is stricter than a clone, and drops what it refuses", async () => {
  const link = new StrictLink();
  const boundary = new ChannelBoundary<string, string>(link, {
    ...{ epoch: 1, inFlight: 8, takenThere: new ToldCount() },
  });
  const faults: string[] = [];
  boundary.onFault((error) => faults.push(error.message));
  for (const said of ["one", "strange", "two"]) boundary.send(said);
  await turn();
  assert.deepEqual(link.posted.map(({ messages }) => messages), [["one", "two"]]);
  assert.equal(faults.length, 1);
  assert.deepEqual(boundary.close(), ["one", "two"]);
});

Deno.test("ChannelBoundary posts in parts, and in order, what is too much for one envelope", async () => {
  const link = new StrictLink();
  const boundary = new ChannelBoundary<number, string>(link, {
    ...{ epoch: 1, inFlight: 8, takenThere: new ToldCount() },
  });
  for (const nth of [1, 2, 3, 4, 5]) boundary.send(nth);
  await turn();
  assert.deepEqual(link.posted.flatMap(({ messages }) => messages), [1, 2, 3, 4, 5]);
  assert.ok(link.posted.length > 1);
  link.arrive({ epoch: 1, messages: [], taken: 1 });
  const rest = link.posted.slice(1).flatMap(({ messages }) => messages);
  assert.deepEqual(boundary.close(), rest);
});

Deno.test("isEnvelope() knows an envelope by its epoch, its count and its messages", () => {
  const envelope = { epoch: 1, taken: 0, messages: [] };
  assert.equal(isEnvelope(envelope), true);
  const others = [null, undefined, 7, [], { ...envelope, epoch: "1" }, { ...envelope, taken: 0.5 }];
  for (const other of [...others, { ...envelope, messages: {} }]) {
    assert.equal(isEnvelope(other), false);
  }
});
