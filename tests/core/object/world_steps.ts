import fc from "fast-check";
import type { GameObject, World } from "../../../src/core/model.ts";

/** How many objects a random step may pick from; some of them are not there. */
const IDS = 8;

const NAMES = ["Anna", "anna", "ANNA ", "ball", "Ball", "north"];

/** One thing that game code may do to a world; refused steps leave it as it was. */
export type WorldStep = (world: World) => void;

const id = fc.integer({ min: 1, max: IDS });
const place = fc.option(id);
const name = fc.constantFrom(...NAMES);

/** Does something to an object if it is there. */
function to(objectId: number, run: (object: GameObject, world: World) => void): WorldStep {
  return (world) => {
    const object = world.get(objectId);
    if (object !== undefined) run(object, world);
  };
}

/** Moves an object, unless that would put it into itself. */
function move(objectId: number, placeId: number | null): WorldStep {
  return to(objectId, (object, world) => {
    const target = placeId === null ? null : world.get(placeId) ?? null;
    if (!isWithin(target, object)) object.location = target;
  });
}

function isWithin(inner: GameObject | null, outer: GameObject): boolean {
  return inner !== null && (inner.id === outer.id || isWithin(inner.location, outer));
}

/** Any step, described in words when a law does not hold. */
export const worldStep: fc.Arbitrary<WorldStep> = fc.oneof(
  fc.tuple(name, place, place).map(([name, at, ownerId]) =>
    named(`create ${name} in ${at}`, (world) => {
      const location = at === null ? null : world.get(at) ?? null;
      world.create({ type: "thing", name, location, ownerId });
    })
  ),
  fc.tuple(id, place).map(([one, at]) => named(`move ${one} to ${at}`, move(one, at))),
  fc.tuple(id, name).map(([one, name]) =>
    named(`rename ${one} to ${name}`, to(one, (object) => object.name = name))
  ),
  fc.tuple(id, fc.array(name, { maxLength: 2 })).map(([one, aliases]) =>
    named(`alias ${one}`, to(one, (object) => object.aliases = aliases))
  ),
  fc.tuple(id, fc.constantFrom("hp", "mood"), fc.option(fc.integer(), { nil: undefined })).map(
    ([one, key, value]) => named(`set ${one}.${key}`, to(one, (object) => object.set(key, value))),
  ),
  id.map((one) => named(`delete ${one}`, to(one, (object) => object.delete()))),
);

function named(text: string, step: WorldStep): WorldStep {
  return Object.assign(step, { toString: () => text });
}
