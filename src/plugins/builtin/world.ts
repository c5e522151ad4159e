import type { GameObject, World } from "../api.ts";

type Direction = "north" | "south" | "east" | "west";

const OPPOSITE: Readonly<Record<Direction, Direction>> = {
  north: "south",
  south: "north",
  east: "west",
  west: "east",
};

/**
 * Builds a small house in an empty world: five rooms, the ways between them, and three things.
 *
 * @param world The world; its first room becomes the place where new characters begin.
 */
export function fillWorld(world: World): void {
  const room = (name: string, desc: string) => world.create({ type: "room", name, desc });
  const vestibule = room(
    "The Vestibule",
    "The room between the street and the house. Rain ticks against the |cglass door|n behind you. " +
      "On the wall hangs a row of |ynumbered hooks|n, one for each visitor; a number is never given " +
      "twice. The house itself lies north.",
  );
  const hall = room(
    "The Hall",
    "A tall clock counts who comes and who goes. Coats change hands here: whoever puts one on walks " +
      "about as |ysomebody else|n, and takes it off again at the door.",
  );
  const library = room(
    "The Library",
    "Shelves up to the ceiling. A brass plate reads |iWhat is written here stays|n; on the desk " +
      "below lies a slate, wiped clean whenever its writer leaves.",
  );
  const kitchen = room(
    "The Kitchen",
    "Warm, with a |rred|n stove. Orders come in through a hatch, one after the other, and nobody's " +
      "is forgotten, not even while the cooks change shifts.",
  );
  const garden = room(
    "The Garden",
    "|gApple trees|n, a bench, and a wall all around it: one hears the street, but nothing gets over " +
      "that did not come through the house.",
  );
  join(world, vestibule, { way: "north", to: hall });
  join(world, hall, { way: "east", to: library });
  join(world, hall, { way: "west", to: kitchen });
  join(world, hall, { way: "north", to: garden });
  furnish(world, { vestibule, library, garden });
}

function join(
  world: World,
  from: GameObject,
  { way, to }: { readonly way: Direction; readonly to: GameObject },
): void {
  addExit(world, way, { location: from, destination: to });
  addExit(world, OPPOSITE[way], { location: to, destination: from });
}

function addExit(
  world: World,
  name: Direction,
  ends: { readonly location: GameObject; readonly destination: GameObject },
): void {
  world.create({ type: "exit", name, aliases: [name.slice(0, 1)], ...ends });
}

function furnish(
  world: World,
  places: Readonly<Record<"vestibule" | "library" | "garden", GameObject>>,
): void {
  world.create({
    type: "thing",
    name: "brass key",
    aliases: ["key"],
    desc: "A small |ybrass|n key on a ribbon. It fits no door in this house.",
    location: places.vestibule,
  });
  world.create({
    type: "thing",
    name: "guest book",
    aliases: ["book"],
    desc: "Each line has a number, a time of arrival and, for most, a time of leaving.",
    location: places.library,
  });
  world.create({
    type: "thing",
    name: "green apple",
    aliases: ["apple"],
    desc: "A |ggreen|n apple, still wet from the rain.",
    location: places.garden,
  });
}
