import assert from "node:assert/strict";
import fc from "fast-check";
import type { PluginStorage } from "../../../src/core/plugin_storage/plugin_storage.ts";
import { storageLab } from "./storage_lab.ts";

/** What both the storage and its model are asked to do. */
type Step = (storage: Pick<PluginStorage, "set" | "delete">) => void;

const key = fc.constantFrom("a", "b", "c", "d", "e");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(key, fc.jsonValue({ maxDepth: 2 }))
    // A value may be too long, and then nobody keeps it; `jsonValue` is what `Json` stands for.
    .map(([key, value]): Step => (storage) => storage.set(key, value as never)),
  key.map((key): Step => (storage) => void storage.delete(key)),
);
const steps = fc.array(step, { maxLength: 20 });

const ROOM = { keyLength: 5, valueBytes: 10_000, keys: 4, totalBytes: 40_000 };

/** A plain Map that does the same, with room for as many keys. */
class Model {
  readonly values = new Map<string, unknown>();

  set(key: string, value: unknown): void {
    if (!this.values.has(key) && this.values.size >= ROOM.keys) throw new RangeError("full");
    // As it would be after a visit to the disk: -0 is 0.
    this.values.set(key, JSON.parse(JSON.stringify(value)));
  }

  delete(key: string): boolean {
    return this.values.delete(key);
  }

  inOrder(): Map<string, unknown> {
    return new Map([...this.values].sort(([a], [b]) => a < b ? -1 : 1));
  }
}

function take(storage: Pick<PluginStorage, "set" | "delete">, steps: readonly Step[]): void {
  for (const step of steps) {
    try {
      step(storage);
    } catch (error) {
      assert.ok(error instanceof RangeError, String(error));
    }
  }
}

function kept(storage: PluginStorage): Map<string, unknown> {
  return new Map(storage.entries());
}

Deno.test("KeptStorage is a Map with room for so many keys", () => {
  fc.assert(fc.property(steps, (steps) => {
    const { storage } = storageLab(ROOM);
    const model = new Model();
    for (const step of steps) {
      take(storage, [step]);
      take(model, [step]);
      assert.deepEqual(kept(storage), model.inOrder());
    }
  }));
});

Deno.test("KeptStorage is as it was before a turn that is taken back", () => {
  fc.assert(fc.property(steps, steps, (before, lost) => {
    const { storage, journal, data } = storageLab(ROOM);
    take(storage, before);
    data.setVersion("rain", 2);
    journal.endTurn();
    const [state, bytes] = [kept(storage), data.values("rain").bytes];
    take(storage, lost);
    data.setVersion("rain", 3);
    journal.undoTurn();
    assert.deepEqual(kept(storage), state);
    assert.deepEqual([data.version("rain"), data.values("rain").bytes], [2, bytes]);
  }));
});

Deno.test("KeptStorage keeps what one command did when another one throws", () => {
  const mixed = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 20 });
  fc.assert(fc.property(steps, mixed, (before, mixed) => {
    const { storage, journal } = storageLab({ ...ROOM, keys: 100 });
    take(storage, before);
    journal.endTurn();
    const state = kept(storage);
    const [thrown, other] = [{}, {}];
    for (const [step, isThrown] of mixed) {
      journal.inScope(isThrown ? thrown : other, () => take(storage, [step]));
    }
    const touched = new Set<string>();
    const watch = {
      set: (key: string) => void touched.add(key),
      delete: (key: string) => touched.add(key).has(key),
    };
    for (const [step, isThrown] of mixed) if (isThrown) step(watch);
    const after = kept(storage);
    journal.undoScope(thrown);
    for (const key of ["a", "b", "c", "d", "e"]) {
      if (!touched.has(key)) assert.deepEqual(storage.get(key), after.get(key));
    }
    journal.undoTurn();
    assert.deepEqual(kept(storage), state, "the rest can still be taken back");
  }));
});

Deno.test("PluginData writes rows from which other data is the same", () => {
  const turns = fc.array(fc.tuple(steps, fc.boolean()), { maxLength: 6 });
  fc.assert(fc.property(turns, (turns) => {
    const { storage, journal, data } = storageLab(ROOM);
    const follower = storageLab(ROOM);
    for (const [index, [steps, isLost]] of turns.entries()) {
      take(storage, steps);
      data.setVersion("rain", index + 2);
      if (isLost) journal.undoTurn();
      const turn = journal.endTurn();
      if (turn !== null) follower.data.onChanges(structuredClone(turn.changes));
      assert.deepEqual(kept(follower.storage), kept(storage));
      assert.equal(follower.data.version("rain"), data.version("rain"));
    }
  }));
});
