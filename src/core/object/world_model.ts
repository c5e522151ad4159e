import type { GameObject, ObjectInit } from "../model.ts";

/** All objects, in memory. */
export interface World {
  /** How many objects there are. */
  readonly size: number;
  /** Returns every object. */
  all(): readonly GameObject[];
  /** Makes an object. */
  create(init: ObjectInit): GameObject;
  /** Returns the object with this number. */
  get(id: number): GameObject | undefined;
  /** Returns the objects with exactly this name, whatever its case. */
  named(name: string): readonly GameObject[];
  /** Returns where new characters begin, or `null` in an empty world. */
  startLocation(): GameObject | null;
}
