import assert from "node:assert/strict";
import { StoredObject } from "../../../src/core/object/game_object.ts";
import { MemoryWorld, nameKey } from "../../../src/core/object/world.ts";
import { Journal } from "../../../src/core/store/journal.ts";

/** A world without sessions, and the journal that it writes. */
export interface WorldLab {
  readonly world: MemoryWorld;
  readonly journal: Journal<never>;
}

/** Makes an empty world. */
export function worldLab(startLocation = ""): WorldLab {
  const journal = new Journal<never>(() => {});
  const world = new MemoryWorld({
    journal,
    output: () => {},
    sessionsOf: () => [],
    startLocation,
  });
  return { world, journal };
}

/** Returns what is kept of every object, by its number. */
export function kept(world: MemoryWorld): Record<number, unknown> {
  return Object.fromEntries(stored(world).map((object) => [object.id, object.data]));
}

/**
 * Checks that whatever is found by name, place or owner is what the objects say of themselves.
 *
 * @param ids The highest number that any object had.
 */
export function assertIndexesAgree(world: MemoryWorld, ids: number): void {
  const objects = stored(world);
  const numbers = (found: readonly { readonly id: number }[]) => sorted(found.map(({ id }) => id));
  const those = (is: (object: StoredObject) => boolean) => numbers(objects.filter(is));
  assert.equal(world.size, objects.length);
  for (let id = 0; id <= ids + 1; id++) {
    assert.deepEqual(numbers(world.contentsOf(id)), those(({ data }) => data.location === id));
    assert.deepEqual(numbers(world.ownedBy(id)), those(({ data }) => data.ownerId === id));
  }
  for (const { name } of objects) {
    const same = those((other) => nameKey(other.name) === nameKey(name));
    assert.deepEqual(numbers(world.named(name)), same);
  }
}

/** Checks that no object is inside itself, however deep. */
export function assertNoCircles(world: MemoryWorld): void {
  for (const object of stored(world)) {
    const way = new Set<number>();
    for (let at: number | null = object.id; at !== null;) {
      assert.ok(!way.has(at), `object ${at} is inside itself`);
      way.add(at);
      const place = world.get(at);
      at = place instanceof StoredObject ? place.data.location : null;
    }
  }
}

function stored(world: MemoryWorld): StoredObject[] {
  return world.all().map((object) => {
    assert.ok(object instanceof StoredObject);
    return object;
  });
}

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}
