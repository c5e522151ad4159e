import assert from "node:assert/strict";
import fc from "fast-check";
import type { StoredObject } from "../../../src/core/object/game_object.ts";
import { rowOf } from "../../../src/core/object/game_object.ts";
import type { MemoryWorld } from "../../../src/core/object/world.ts";
import type { Change, ObjectRow } from "../../../src/core/store/store.ts";
import { assertIndexesAgree, assertNoCircles, kept, worldLab } from "./world_lab.ts";
import { type WorldStep, worldStep } from "./world_steps.ts";

/** More numbers than a law's steps give out. */
const MAX_ID = 60;

const steps = fc.array(worldStep, { maxLength: 25 });

function take(world: MemoryWorld, steps: readonly WorldStep[]): void {
  for (const step of steps) step(world);
}

Deno.test("MemoryWorld finds by name, place and owner exactly what is there", () => {
  fc.assert(fc.property(steps, (steps) => {
    const { world } = worldLab();
    for (const step of steps) {
      step(world);
      assertIndexesAgree(world, MAX_ID);
      assertNoCircles(world);
    }
  }));
});

Deno.test("MemoryWorld is as it was before a turn that is taken back", () => {
  fc.assert(fc.property(steps, steps, (before, lost) => {
    const { world, journal } = worldLab();
    take(world, before);
    journal.endTurn();
    const state = kept(world);
    take(world, lost);
    journal.undoTurn();
    assert.deepEqual(kept(world), state);
    assertIndexesAgree(world, MAX_ID);
  }));
});

Deno.test("MemoryWorld stays whole when one of two commands in a turn is taken back", () => {
  const mixed = fc.array(fc.tuple(worldStep, fc.boolean()), { maxLength: 25 });
  fc.assert(
    fc.property(steps, mixed, (before, mixed) => {
      const { world, journal } = worldLab();
      take(world, before);
      journal.endTurn();
      const state = kept(world);
      const [thrown, other] = [{}, {}];
      for (const [step, isThrown] of mixed) {
        journal.inScope(isThrown ? thrown : other, () => step(world));
      }
      journal.undoScope(thrown);
      assertIndexesAgree(world, MAX_ID);
      assertNoCircles(world);
      journal.undoTurn();
      assert.deepEqual(kept(world), state, "the rest can still be taken back");
    }),
    { numRuns: 300 },
  );
});

Deno.test("MemoryWorld writes rows from which another world is the same", () => {
  const turns = fc.array(steps, { maxLength: 5 });
  fc.assert(fc.property(turns, (turns) => {
    const { world, journal } = worldLab();
    const { world: follower } = worldLab();
    for (const steps of turns) {
      take(world, steps);
      const turn = journal.endTurn();
      if (turn !== null) follower.onChanges(structuredClone(turn.changes));
      assert.deepEqual(kept(follower), kept(world));
      assertIndexesAgree(follower, MAX_ID);
    }
  }));
});

/** A Store's tables, and how far a reader has got with their snapshot. */
class Tables {
  readonly rows = new Map<number, ObjectRow>();
  #cursor = 0;

  apply(change: Change): void {
    if (change.kind === "putObject") this.rows.set(change.row.id, change.row);
    if (change.kind === "deleteObject") this.rows.delete(change.id);
  }

  chunk(): readonly ObjectRow[] {
    const rows = [...this.rows.values()].sort((a, b) => a.id - b.id)
      .filter(({ id }) => id > this.#cursor).slice(0, 2);
    this.#cursor = rows.at(-1)?.id ?? Infinity;
    return rows;
  }
}

Deno.test("MemoryWorld is the same however the snapshot and the feed are interleaved", () => {
  const turns = fc.array(fc.tuple(steps, fc.boolean()), { maxLength: 12 });
  fc.assert(fc.property(steps, turns, (before, turns) => {
    const { world, journal } = worldLab();
    const { world: reader } = worldLab();
    const tables = new Tables();
    const commit = () => {
      const changes = journal.endTurn()?.changes ?? [];
      changes.forEach((change) => tables.apply(change));
      return changes;
    };
    take(world, before);
    commit();
    for (const [steps, isChunkFirst] of turns) {
      if (isChunkFirst) reader.onObjects(tables.chunk());
      take(world, steps);
      reader.onChanges(commit());
    }
    while (tables.rows.size > 0) {
      const rows = tables.chunk();
      if (rows.length === 0) break;
      reader.onObjects(rows);
    }
    assert.deepEqual(kept(reader), kept(world));
    assertIndexesAgree(reader, MAX_ID);
    const rows = world.all().map((object) => rowOf(object as StoredObject)); // it makes no others
    assert.deepEqual(sorted([...tables.rows.values()]), sorted(rows));
  }));
});

function sorted(rows: readonly ObjectRow[]): ObjectRow[] {
  return rows.toSorted((a, b) => a.id - b.id);
}
