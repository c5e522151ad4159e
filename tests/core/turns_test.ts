import assert from "node:assert/strict";
import type { PortalMessage, ServerMessage } from "../../src/core/boundary/messages.ts";
import type { Boundary } from "../../src/core/boundary/boundary.ts";
import { ManualClock } from "../../src/core/clock.ts";
import type { Store } from "../../src/core/store/store.ts";
import { InlineStore } from "../../src/core/store/inline_store.ts";
import { openDatabase } from "../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../src/core/store/store_engine.ts";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";
import { Turns } from "../../src/core/turns.ts";
import { turnsOfTheLoop } from "../games/turns_of.ts";
import { newSession } from "./session/new_session.ts";

/** Turns over a real Store, and what crossed the wall. */
class Lab implements AsyncDisposable {
  readonly sent: ServerMessage[] = [];
  readonly events: TraceEvent[] = [];
  readonly clock = new ManualClock();
  readonly disk = { isFull: false };
  isAwaiting = false;
  losses = 0;
  resumes = 0;
  readonly turns: Turns;
  readonly #engine: StoreEngine;

  constructor(engine: StoreEngine, store: Store, disk: { isFull: boolean }) {
    const trace = new Trace(() => this.clock.now());
    trace.read((event) => this.events.push(event));
    const boundary: Boundary<ServerMessage, PortalMessage> = {
      waiting: 0,
      send: (message) => void this.sent.push(message),
      onBatch: () => {},
      onFault: () => {},
      close: () => [],
    };
    this.disk = disk;
    this.#engine = engine;
    this.turns = new Turns({
      ...{ boundary, store, trace, clock: this.clock },
      isAwaiting: () => this.isAwaiting,
      onLost: () => this.losses++,
      onResumed: () => this.resumes++,
      isHeld: () => true,
      takeNews: () => [],
      onReleased: () => {},
    });
  }

  say(text: string, sessids: readonly number[] = [1]): void {
    this.turns.say({ kind: "output", sessids, calls: [["text", [text], {}]] });
  }

  change(undo: () => void = () => {}): void {
    this.turns.journal.change(undo, {
      key: "object:1",
      build: () => ({ kind: "putObject", row: { id: 1, type: "thing", name: "x", data: "{}" } }),
    });
  }

  get said(): readonly unknown[] {
    return this.sent.map((message) =>
      message.kind === "output" ? message.calls[0]?.[1][0] : message.kind
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disk.isFull = false;
    await this.turns.finish();
    this.turns.dispose();
    await this.#engine.close();
  }
}

async function lab({ isOpen = true } = {}): Promise<Lab> {
  const disk = { isFull: false };
  const engine = new StoreEngine(openDatabase(":memory:"), {
    beforeCommit() {
      if (disk.isFull) throw new Error("disk full");
    },
  });
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  const made = new Lab(engine, store, disk);
  if (isOpen) made.turns.release();
  return made;
}

Deno.test("Turns.drain() ends its turn, and what changed nothing is said at once", async () => {
  await using game = await lab();
  game.turns.drain(() => {
    game.say("one");
    game.say("two");
    assert.deepEqual(game.said, []);
  });
  assert.deepEqual(game.said, ["one", "two"]);
});

Deno.test("Turns.release() lets what was said before cross the wall, in order", async () => {
  await using game = await lab({ isOpen: false });
  game.turns.drain(() => {
    game.change();
    game.say("one");
  });
  game.turns.drain(() => game.say("two"));
  await game.turns.finish();
  assert.deepEqual(game.said, []);
  game.turns.release();
  game.turns.drain(() => game.say("three"));
  assert.deepEqual(game.said, ["one", "two", "three"]);
});

Deno.test("Turns.say() outside a drain is said when the event loop turns", async () => {
  await using game = await lab();
  game.say("later");
  assert.deepEqual(game.said, []);
  await turnsOfTheLoop(1);
  assert.deepEqual(game.said, ["later"]);
});

Deno.test("Turns.drain() lets a command that awaits throw before its words are said", async () => {
  await using game = await lab();
  game.isAwaiting = true;
  const scope = {};
  game.turns.drain(() => game.turns.journal.inScope(scope, () => game.say("half")));
  game.turns.journal.undoScope(scope);
  game.isAwaiting = false;
  await turnsOfTheLoop(1);
  assert.deepEqual(game.said, []);
});

Deno.test("Turns hold what is said until the change before it is durable, in order", async () => {
  await using game = await lab();
  game.turns.drain(() => {
    game.change();
    game.say("changed");
  });
  game.turns.drain(() => game.say("looked"));
  assert.deepEqual(game.said, []);
  assert.equal(game.turns.isIdle, false);
  await game.turns.finish();
  assert.deepEqual(game.said, ["changed", "looked"]);
  assert.equal(game.turns.isIdle, true);
});

Deno.test("Turns tell those whose turn was lost, once each, and end connections all the same", async () => {
  await using game = await lab();
  let undone = 0;
  game.disk.isFull = true;
  game.turns.drain(() => {
    game.change(() => undone++);
    game.say("changed", [1, 2]);
    game.say("more", [2]);
    game.turns.say({ kind: "disconnect", sessids: [3], reason: "quit", text: null });
  });
  await game.turns.finish();
  assert.deepEqual([undone, game.losses], [1, 1]);
  assert.deepEqual(
    game.sent.map((message) => "sessids" in message && [message.kind, message.sessids]),
    [
      ["disconnect", [3]],
      ["output", [1, 2]],
    ],
  );
  assert.match(String(game.said[1]), /could not keep what was just done, so it was undone/);
  assert.deepEqual(game.events.map(({ kind }) => kind), ["store:fail"]);
});

Deno.test("Turns take changes again when the Store can write", async () => {
  await using game = await lab();
  game.disk.isFull = true;
  game.turns.drain(() => game.change());
  await game.turns.finish();
  assert.throws(() => game.change(), /disk full/);
  game.disk.isFull = false;
  game.clock.advance(1000);
  await turnsOfTheLoop(5);
  assert.deepEqual([game.resumes, game.events.at(-1)?.kind], [1, "store:resume"]);
  game.change();
});

Deno.test("Turns that cannot be written down are taken back and told of", async () => {
  await using game = await lab();
  let undone = 0;
  game.turns.drain(() => {
    game.turns.journal.change(() => undone++, {
      key: "object:1",
      build() {
        throw new Error("not JSON");
      },
    });
  });
  assert.equal(undone, 1);
  const [event] = game.events;
  assert.deepEqual([event?.kind, event?.level], ["turn:fail", "error"]);
});

Deno.test("Turns that were disposed of say nothing more", async () => {
  await using game = await lab();
  game.turns.dispose();
  game.say("too late");
  await turnsOfTheLoop(2);
  assert.deepEqual(game.said, []);
});

Deno.test("Turns says last of a turn which lines were run and who has joined", async () => {
  await using game = await lab();
  const core = newSession();
  core.inbox.accept(1);
  game.turns.drain(() => {
    game.turns.ran(core);
    game.turns.joined(7);
    game.turns.changed(core, ["cmdTotal"]);
    game.say("one");
  });
  assert.deepEqual(game.said, ["one", "sync", "ran", "joined"]);
});

Deno.test("Turns says so although the turn's changes cannot even be described", async () => {
  await using game = await lab();
  const core = newSession();
  core.inbox.accept(1);
  game.turns.drain(() => {
    game.turns.ran(core);
    game.turns.joined(7);
    game.say("lost");
    game.turns.journal.change(() => {}, {
      key: "object:1",
      build: () => {
        throw new Error("a bug");
      },
    });
  });
  assert.deepEqual(game.said, []);
  await game.turns.finish();
  assert.deepEqual(game.said, ["ran", "joined"]);
  assert.deepEqual(game.events.map(({ kind }) => kind), ["turn:fail"]);
});

Deno.test("Turns says what is surely so although the turn's changes cannot even be described", async () => {
  await using game = await lab();
  game.turns.drain(() => {
    game.turns.surely(() => game.say("so"));
    game.say("lost");
    game.turns.journal.change(() => {}, {
      key: "object:1",
      build: () => {
        throw new Error("a bug");
      },
    });
  });
  await game.turns.finish();
  assert.deepEqual(game.said, ["so"]);
});
