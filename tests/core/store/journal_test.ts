import assert from "node:assert/strict";
import { Journal } from "../../../src/core/store/journal.ts";
import { StoreUnavailableError } from "../../../src/core/store/store_unavailable_error.ts";
import { put } from "./samples.ts";

/** A small world: named numbers, whose assignments go through the journal. */
class World {
  opened = 0;
  readonly values: Record<string, number> = {};
  readonly journal = new Journal<string>(() => this.opened++);

  set(name: string, value: number): void {
    const before = this.values[name];
    this.journal.change(() => this.#restore(name, before), {
      key: name,
      slot: name,
      build: () => put(name.length, `${name}=${this.values[name]}`),
    });
    this.values[name] = value;
  }

  #restore(name: string, before: number | undefined): void {
    if (before === undefined) delete this.values[name];
    else this.values[name] = before;
  }

  written(): string[] {
    const changes = this.journal.endTurn()?.changes ?? [];
    return changes.flatMap((change) => change.kind === "putObject" ? [change.row.name] : []);
  }
}

Deno.test("Journal makes one row of many changes to one key", () => {
  const world = new World();
  world.set("a", 1);
  world.set("bb", 5);
  world.set("a", 2);
  assert.deepEqual(world.written(), ["a=2", "bb=5"]);
});

Deno.test("Journal calls onOpen() once for each turn", () => {
  const world = new World();
  world.set("a", 1);
  world.journal.say("hello");
  assert.equal(world.opened, 1);
  world.journal.endTurn();
  world.journal.say("again");
  assert.equal(world.opened, 2);
});

Deno.test("endTurn() returns null when nothing happened", () => {
  const world = new World();
  assert.equal(world.journal.endTurn(), null);
  const scope = {};
  world.journal.inScope(scope, () => world.journal.say("never"));
  world.journal.undoScope(scope);
  assert.equal(world.journal.endTurn(), null);
});

Deno.test("endTurn() returns what was said, in order, with no row for a null build", () => {
  const world = new World();
  world.journal.say("one");
  world.journal.change(() => {}, { key: "x", build: () => null });
  world.journal.say("two");
  const turn = world.journal.endTurn();
  assert.deepEqual(turn?.outputs, ["one", "two"]);
  assert.deepEqual(turn?.changes, []);
  assert.equal(turn?.undo.length, 1);
});

Deno.test("endTurn() takes the whole turn back when a row cannot be built", () => {
  const world = new World();
  world.set("a", 1);
  const build = () => {
    throw new TypeError("circular");
  };
  world.journal.change(() => {}, { key: "x", build });
  assert.throws(() => world.journal.endTurn(), /circular/);
  assert.deepEqual(world.values, {});
  assert.equal(world.journal.endTurn(), null);
});

Deno.test("undoScope() takes back one scope's changes and output, over its awaits", async () => {
  const world = new World();
  const [failing, other] = [{}, {}];
  const resume = Promise.withResolvers<void>();
  const command = world.journal.inScope(failing, async () => {
    world.set("a", 1);
    await resume.promise;
    world.set("a", 2);
    world.journal.say("from the failing one");
  });
  world.journal.inScope(other, () => {
    world.set("bb", 7);
    world.journal.say("from the other");
  });
  resume.resolve();
  await command;
  world.journal.undoScope(failing);
  assert.deepEqual(world.values, { bb: 7 });
  const turn = world.journal.endTurn();
  assert.deepEqual(turn?.outputs, ["from the other"]);
  assert.equal(turn?.changes.length, 1);
});

Deno.test("undoScope() leaves alone what another scope assigned later, and can undo that too", () => {
  const world = new World();
  const [failing, other] = [{}, {}];
  world.set("a", 1);
  world.journal.endTurn();
  world.journal.inScope(failing, () => world.set("a", 2));
  world.journal.inScope(failing, () => world.set("a", 3));
  world.journal.inScope(other, () => world.set("a", 4));
  world.journal.undoScope(failing);
  assert.deepEqual(world.values, { a: 4 });
  world.journal.undoScope(other);
  assert.deepEqual(world.values, { a: 1 });
});

Deno.test("undoTurn() takes everything back, the newest first, and returns the output", () => {
  const world = new World();
  world.set("a", 1);
  world.set("a", 2);
  world.journal.say("lost");
  assert.deepEqual(world.journal.undoTurn(), ["lost"]);
  assert.deepEqual(world.values, {});
});

Deno.test("undoTurn() goes on after an undo that throws, then says so", () => {
  const world = new World();
  world.set("a", 1);
  const undo = () => {
    throw new Error("no way back");
  };
  world.journal.change(undo, { key: "x", build: () => null });
  assert.throws(() => world.journal.undoTurn(), AggregateError);
  assert.deepEqual(world.values, {});
});

Deno.test("change() throws while changes are refused; say() does not", () => {
  const world = new World();
  world.journal.refuseChanges("disk full");
  assert.equal(world.journal.takesChanges, false);
  assert.throws(() => world.set("a", 1), StoreUnavailableError);
  assert.deepEqual(world.values, {});
  world.journal.say("still talking");
  world.journal.takeChanges();
  world.set("a", 1);
  assert.deepEqual(world.journal.endTurn()?.outputs, ["still talking"]);
});

Deno.test("Journal hears no more from a scope whose changes could not be kept", () => {
  const world = new World();
  const scope = {};
  world.journal.inScope(scope, () => world.set("a", 1));
  const turn = world.journal.endTurn();
  assert.equal(world.journal.isUndone(scope), false);
  for (const undo of turn?.undo ?? []) undo();
  assert.equal(world.journal.isUndone(scope), true);
  world.journal.inScope(scope, () => world.journal.say("Made"));
  assert.throws(() => world.journal.inScope(scope, () => world.set("a", 2)), StoreUnavailableError);
  assert.equal(world.journal.endTurn(), null);
});

Deno.test("undoScope() leaves the scope free to say why it failed", () => {
  const world = new World();
  const scope = {};
  world.journal.inScope(scope, () => world.set("a", 1));
  world.journal.undoScope(scope);
  world.journal.inScope(scope, () => world.journal.say("That did not work"));
  assert.deepEqual(world.journal.endTurn()?.outputs, ["That did not work"]);
});

Deno.test("undoSince() takes back what came after the mark, in every scope, and its output", () => {
  const world = new World();
  world.set("kept", 1);
  world.journal.say("kept");
  const mark = world.journal.mark();
  world.set("kept", 2);
  world.journal.inScope({}, () => world.set("lost", 3));
  world.journal.say("lost");
  world.journal.undoSince(mark);
  assert.deepEqual(world.values, { kept: 1 });
  const turn = world.journal.endTurn();
  assert.deepEqual(turn?.outputs, ["kept"]);
  assert.equal(turn?.changes.length, 1);
});

Deno.test("Journal.rebuild() leaves nothing to take back, and what comes after it is recorded", () => {
  const { journal } = new World();
  const undone: string[] = [];
  journal.rebuild(() => {
    journal.undoable(() => undone.push("rebuilt"));
    journal.say("hello");
  });
  assert.throws(() => journal.rebuild(() => assert.fail("half-way")), /half-way/);
  journal.undoable(() => undone.push("later"));
  assert.deepEqual(journal.undoTurn(), ["hello"]);
  assert.deepEqual(undone, ["later"]);
});
