import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { Houses } from "../../src/portals/observatory/houses.ts";
import type { TourRequest } from "../../src/portals/observatory/tours.ts";
import { LiveTours } from "../../src/tour/live_tours.ts";
import { FakeHouse } from "../portals/observatory/fake_house.ts";
import { soon } from "../e2e/soon.ts";

const STEP_MS = 700;
const UNWATCHED_MS = 600_000;

/** Tours among the houses of a program, and a clock to move. */
class Lab implements AsyncDisposable {
  readonly clock = new ManualClock(1_000);
  readonly houses = new Houses(new FakeHouse("main", this.clock));
  readonly tours = new LiveTours({ houses: this.houses, clock: this.clock });

  async start(request: Partial<TourRequest> = {}): Promise<string> {
    const outcome = await this.tours.start({ chapter: 1, pace: "step", ...request });
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.house;
  }

  watch(name: string): Watching {
    const house = this.houses.get(name);
    assert.ok(house);
    return new Watching(house);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tours.close();
  }
}

/** Somebody who watches a house, as a recorder does. */
class Watching implements Disposable {
  readonly events: TraceEvent[] = [];
  readonly #ends = new DisposableStack();
  #wake = () => {};

  constructor(house: NonNullable<ReturnType<Houses["get"]>>) {
    this.#ends.use(house.trace.read((event) => {
      this.events.push(event);
      this.#wake();
    }));
    this.#ends.use(house.watch());
  }

  get said(): readonly unknown[] {
    return this.events.filter(({ kind }) => kind === "tour:step").map(({ data }) => data.says);
  }

  /** Waits until an event of a kind has come so often. */
  async until(kind: string, count: number): Promise<void> {
    const isSo = () => this.events.filter((event) => event.kind === kind).length >= count;
    await this.when(isSo, () => `${kind} has not come ${count} times`);
  }

  /** Waits until something is so of the events. */
  async when(isSo: () => boolean, problem: () => string): Promise<void> {
    while (!isSo()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await soon(promise, problem);
    }
    // What told of it comes to its end first.
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  }

  [Symbol.dispose](): void {
    this.#ends.dispose();
  }
}

Deno.test("a chapter begins when its house is first watched, and goes on as it is asked to", async () => {
  await using lab = new Lab();
  const name = await lab.start({ chapter: 2 });
  assert.deepEqual(lab.houses.names, ["main", name]);
  using watching = lab.watch(name);
  await watching.until("tour:step", 1);
  assert.equal(watching.events[0]?.kind, "tour:begin");
  assert.equal(watching.said.length, 1);
  lab.clock.advance(STEP_MS * 3);
  assert.equal(watching.said.length, 1);
  assert.deepEqual(lab.tours.next(name), { ok: true });
  assert.equal(lab.tours.next(name).ok, false);
  await watching.until("tour:step", 2);
  assert.ok(watching.events.some(({ kind }) => kind === "session:connect"));
});

Deno.test("a chapter that plays does a step each 700 ms, to its end", async () => {
  await using lab = new Lab();
  const name = await lab.start({ pace: "play" });
  using watching = lab.watch(name);
  await watching.until("tour:step", 1);
  lab.clock.advance(STEP_MS - 1);
  assert.equal(watching.events.some(({ kind }) => kind === "session:connect"), false);
  lab.clock.advance(1);
  await watching.until("tour:step", 2);
  lab.clock.advance(STEP_MS);
  await watching.until("tour:end", 1);
  const claims = watching.events.filter(({ kind }) => kind === "tour:claim");
  assert.equal(claims.length, 3);
  assert.ok(claims.every(({ data }) => data.holds));
  assert.deepEqual(lab.tours.next(name), { ok: false, why: "The chapter is over." });
  assert.deepEqual(lab.tours.setPace(name, "play"), { ok: false, why: "The chapter is over." });
  assert.ok(lab.houses.names.includes(name), "it can still be looked at");
});

Deno.test("a chapter plays by itself from where it is, and stops where it is told to", async () => {
  await using lab = new Lab();
  const name = await lab.start({ chapter: 2 });
  using watching = lab.watch(name);
  await watching.until("tour:step", 1);
  assert.deepEqual(lab.tours.setPace(name, "play"), { ok: true });
  lab.clock.advance(STEP_MS);
  await watching.until("tour:step", 2);
  assert.deepEqual(lab.tours.setPace(name, "step"), { ok: true });
  lab.clock.advance(STEP_MS * 5);
  assert.equal(watching.said.length, 2);
});

Deno.test("a house is closed when the last who watched has left, or nobody has come", async () => {
  await using lab = new Lab();
  const watched = await lab.start();
  const unwatched = await lab.start();
  const [first, second] = [lab.watch(watched), lab.watch(watched)];
  first[Symbol.dispose]();
  assert.ok(lab.houses.names.includes(watched));
  second[Symbol.dispose]();
  assert.deepEqual(lab.houses.names, ["main", unwatched]);
  lab.clock.advance(UNWATCHED_MS);
  assert.deepEqual(lab.houses.names, ["main"]);
  assert.equal(lab.tours.next(watched).ok, false);
});

Deno.test("there are four houses of tours at most: the oldest makes way", async () => {
  await using lab = new Lab();
  const names: string[] = [];
  for (let nth = 0; nth < 6; nth++) names.push(await lab.start());
  assert.deepEqual(lab.houses.names, ["main", ...names.slice(2)]);
  const [one, other] = await Promise.all([
    lab.tours.start({ chapter: 1, pace: "step" }),
    lab.tours.start({ chapter: 1, pace: "step" }),
  ]);
  assert.deepEqual([one.ok, other.ok], [true, false]);
});

Deno.test("what is no chapter, and what it is not shown in, is refused", async () => {
  await using lab = new Lab();
  for (
    const [request, why] of [
      [{ chapter: 0 }, "There is no chapter 0."],
      [{ chapter: 11 }, "There is no chapter 11."],
      [{ chapter: 1, mode: 0 }, "Chapter 1 is not shown in mode 0."],
    ] as const
  ) {
    assert.deepEqual(await lab.tours.start({ ...request, pace: "play" }), { ok: false, why });
  }
  assert.deepEqual(lab.houses.names, ["main"]);
  await lab.tours.close();
  assert.equal((await lab.tours.start({ chapter: 1, pace: "play" })).ok, false);
});

Deno.test("the second session is shown in the mode that is asked for", async () => {
  await using lab = new Lab();
  for (const mode of [0, 1, 2, 3]) {
    const name = await lab.start({ chapter: 7, mode, pace: "play" });
    using watching = lab.watch(name);
    const isOver = () => watching.events.at(-1)?.kind === "tour:end";
    for (let step = 1; !isOver(); step++) {
      const problem = () => `step ${step} of mode ${mode} does not come`;
      await watching.when(() => isOver() || watching.said.length >= step, problem);
      lab.clock.advance(STEP_MS);
    }
    assert.equal(watching.events[0]?.data.mode, mode);
    const claims = watching.events.filter(({ kind }) => kind === "tour:claim");
    assert.ok(claims.length > 0 && claims.every(({ data }) => data.holds), `mode ${mode}`);
  }
});
