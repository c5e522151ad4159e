import type { GameObject, World } from "../../../src/plugins/api.ts";
import { MemoryWorld } from "../../../src/core/object/world.ts";
import { Journal } from "../../../src/core/store/journal.ts";

/** Makes a world that holds nothing and that nobody keeps. */
export function emptyWorld(): World {
  return new MemoryWorld({
    journal: new Journal<never>(() => {}),
    output: () => {},
    sessionsOf: () => [],
    startLocation: "",
  });
}

/** Makes things with these names, each with its aliases. */
export function things(names: readonly (string | readonly string[])[]): readonly GameObject[] {
  const world = emptyWorld();
  return names.map((one) => {
    const [name = "", ...aliases] = typeof one === "string" ? [one] : one;
    return world.create({ type: "thing", name, aliases });
  });
}
