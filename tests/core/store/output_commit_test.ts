import assert from "node:assert/strict";
import fc from "fast-check";
import { ManualClock } from "../../../src/core/clock.ts";
import { Journal } from "../../../src/core/store/journal.ts";
import { OutputCommit } from "../../../src/core/store/output_commit.ts";
import { ScriptedStore, settle } from "./scripted_store.ts";

/** A Server cut down to what output commit needs: one number in memory, and a journal. */
class Game implements Disposable {
  readonly store = new ScriptedStore();
  readonly clock = new ManualClock();
  readonly journal = new Journal<string>(() => {});
  readonly heard: string[] = [];
  readonly dropped: string[] = [];
  readonly said: string[] = [];
  readonly failures: string[] = [];
  resumed = 0;
  value = 0;
  readonly commit = new OutputCommit<string>({
    journal: this.journal,
    store: this.store,
    clock: this.clock,
    release: (outputs) => this.heard.push(...outputs),
    onFailure: (reason, dropped) => {
      this.failures.push(reason);
      this.dropped.push(...dropped);
    },
    onResumed: () => this.resumed++,
  });

  set(value: number): void {
    const before = this.value;
    this.journal.change(() => void (this.value = before), {
      key: "value",
      build: () => ({
        kind: "putObject",
        row: { id: 1, type: "thing", name: String(this.value), data: "{}" },
      }),
    });
    this.value = value;
  }

  /** Plays one turn: a change, or none, and something said. */
  turn(value: number | null, said: string): void {
    if (value !== null) this.set(value);
    this.journal.say(said);
    this.said.push(said);
    this.end();
  }

  end(): void {
    const turn = this.journal.endTurn();
    if (turn !== null) this.commit.submit(turn);
  }

  get stored(): number {
    const change = this.store.committed.at(-1)?.[0];
    return change?.kind === "putObject" ? Number(change.row.name) : 0;
  }

  [Symbol.dispose](): void {
    this.commit.dispose();
  }
}

Deno.test("OutputCommit releases a turn that changed nothing at once", () => {
  using game = new Game();
  game.turn(null, "you see a room");
  assert.deepEqual(game.heard, ["you see a room"]);
  assert.equal(game.store.waiting, 0);
});

Deno.test("OutputCommit holds output, and all that follows, until the Store has committed", async () => {
  using game = new Game();
  game.turn(1, "made");
  game.turn(null, "looked");
  game.turn(2, "made more");
  assert.deepEqual(game.heard, []);
  await game.store.answer();
  assert.deepEqual(game.heard, ["made", "looked"]);
  await game.store.answer();
  assert.deepEqual(game.heard, ["made", "looked", "made more"]);
});

Deno.test("OutputCommit takes back all that is not committed when a commit fails", async () => {
  using game = new Game();
  game.turn(1, "one");
  game.turn(2, "two");
  game.turn(null, "looked");
  game.turn(3, "three");
  await game.store.answer();
  game.store.canWrite = false;
  game.set(4);
  game.journal.say("in the open turn");
  await game.store.answer();
  assert.equal(game.value, 1);
  assert.deepEqual(game.heard, ["one"]);
  assert.deepEqual(game.dropped, ["two", "looked", "three", "in the open turn"]);
  assert.deepEqual(game.failures, ["disk full"]);
  assert.throws(() => game.set(9), /must be able to write: current state is "disk full"/);
  await game.store.answer();
  assert.deepEqual(game.failures, ["disk full"]);
});

Deno.test("OutputCommit goes on speaking while changes are refused", async () => {
  using game = new Game();
  game.store.canWrite = false;
  game.turn(1, "lost");
  await game.store.answer();
  game.turn(null, "you see a room");
  assert.deepEqual(game.heard, ["you see a room"]);
});

Deno.test("OutputCommit asks after 50 ms, then a tenth later each time up to 10 s", async () => {
  using game = new Game();
  game.store.canWrite = false;
  game.turn(1, "lost");
  await game.store.answer();
  for (let wait = 50, tries = 0; tries < 60; tries++, wait = Math.min(wait * 1.1, 10_000)) {
    const before = game.store.asked;
    game.clock.advance(wait - 1);
    assert.equal(game.store.asked, before);
    game.clock.advance(1);
    assert.equal(game.store.asked, before + 1);
    await game.store.answer();
  }
  assert.equal(game.resumed, 0);
});

Deno.test("OutputCommit asks ever later while no commit works, whatever the Store says of itself", async () => {
  using game = new Game();
  for (const [number, wait] of [50, 55, 60.5].entries()) {
    game.store.canWrite = false;
    game.turn(number, "lost");
    await game.store.answer();
    game.store.canWrite = true;
    game.clock.advance(wait - 0.5);
    assert.equal(game.store.asked, number);
    game.clock.advance(0.5);
    await game.store.answer();
    assert.equal(game.resumed, number + 1);
  }
  game.turn(5, "kept");
  await game.store.answer();
  game.store.canWrite = false;
  game.turn(6, "lost");
  await game.store.answer();
  game.clock.advance(50);
  assert.equal(game.store.asked, 4);
});

Deno.test("OutputCommit takes changes again when the Store can write", async () => {
  using game = new Game();
  game.store.canWrite = false;
  game.turn(1, "lost");
  await game.store.answer();
  game.store.canWrite = true;
  game.clock.advance(1_000);
  await game.store.answer();
  assert.equal(game.resumed, 1);
  game.turn(5, "kept");
  await game.store.answer();
  assert.deepEqual(game.heard, ["kept"]);
  assert.equal(game.stored, 5);
});

Deno.test("OutputCommit takes a rejected commit for a failed one", async () => {
  using game = new Game();
  game.store.commit = () => Promise.reject(new Error("port closed"));
  game.turn(1, "lost");
  await settle();
  assert.deepEqual(game.failures, ["port closed"]);
  assert.equal(game.value, 0);
});

Deno.test("drained() resolves when no turn waits, committed or failed", async () => {
  using game = new Game();
  await game.commit.drained();
  game.turn(1, "one");
  let isDrained = false;
  const drained = game.commit.drained().then(() => isDrained = true);
  await settle();
  assert.equal(isDrained, false);
  await game.store.answer();
  await drained;
  game.store.canWrite = false;
  game.turn(2, "two");
  const failed = game.commit.drained();
  await game.store.answer();
  await failed;
});

Deno.test("dispose() stops asking", async () => {
  const game = new Game();
  game.store.canWrite = false;
  game.turn(1, "lost");
  await game.store.answer();
  game.commit.dispose();
  game.clock.advance(60_000);
  assert.equal(game.store.asked, 0);
});

Deno.test("OutputCommit keeps the order when release() ends another turn", async () => {
  const journal = new Journal<string>(() => {});
  const heard: string[] = [];
  const store = new ScriptedStore();
  const say = (text: string): void => {
    journal.say(text);
    const turn = journal.endTurn();
    if (turn !== null) commit.submit(turn);
  };
  const commit: OutputCommit<string> = new OutputCommit({
    journal,
    store,
    clock: new ManualClock(),
    release(outputs) {
      if (outputs[0] === "first") say("third");
      heard.push(...outputs);
    },
    onFailure: () => {},
  });
  journal.change(() => {}, { key: "x", build: () => ({ kind: "deleteObject", id: 1 }) });
  say("first");
  say("second");
  await store.answer();
  assert.deepEqual(heard, ["first", "second", "third"]);
});

type Step = "look" | "change" | "open" | "answer" | "break" | "mend" | "wait";

const steps = fc.array(
  fc.constantFrom<Step>(
    "look",
    "change",
    "change",
    "open",
    "answer",
    "answer",
    "break",
    "mend",
    "wait",
  ),
  { maxLength: 60 },
);

async function play(game: Game, step: Step, number: number): Promise<void> {
  switch (step) {
    case "look":
      return game.turn(null, `look ${number}`);
    case "change":
      return game.journal.takesChanges ? game.turn(number, `change ${number}`) : undefined;
    case "open":
      return game.journal.takesChanges ? game.set(number) : undefined;
    case "answer":
      return await game.store.answer();
    case "break":
      return void (game.store.canWrite = false);
    case "mend":
      return void (game.store.canWrite = true);
    case "wait":
      game.clock.advance(2_000);
      return await settle();
  }
}

Deno.test("OutputCommit never says what is not durable, and memory ends as the Store has it", async () => {
  await fc.assert(fc.asyncProperty(steps, async (script) => {
    using game = new Game();
    for (const [index, step] of script.entries()) {
      await play(game, step, index + 1);
      const durable = new Set(
        game.store.committed.flat().map((change) =>
          change.kind === "putObject" ? Number(change.row.name) : 0
        ),
      );
      for (const text of game.heard) {
        const [what, number] = text.split(" ");
        if (what === "change") assert(durable.has(Number(number)), `${text} is not durable`);
      }
    }
    game.end();
    while (game.store.waiting > 0) await game.store.answer();
    await game.commit.drained();
    assert.equal(game.value, game.stored);
    const numbers = game.heard.map((text) => Number(text.split(" ")[1]));
    assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b));
    assert.deepEqual([...game.heard, ...game.dropped].sort(), game.said.toSorted());
  }));
});
