import assert from "node:assert/strict";
import { type GameObject, stripMarkup } from "../../../src/plugins/api.ts";
import { fillWorld } from "../../../src/plugins/builtin/world.ts";
import { emptyWorld } from "./empty_world.ts";

function house(): readonly GameObject[] {
  const world = emptyWorld();
  fillWorld(world);
  return Array.from({ length: world.size }, (_, at) => world.get(at + 1))
    .filter((object) => object !== undefined);
}

Deno.test("fillWorld() begins with the vestibule", () => {
  const world = emptyWorld();
  fillWorld(world);
  assert.equal(world.startLocation()?.name, "The Vestibule");
});

Deno.test("fillWorld() makes five rooms that can all be reached, and left again", () => {
  const rooms = house().filter(({ type }) => type === "room");
  assert.equal(rooms.length, 5);
  const seen = new Set(rooms.slice(0, 1));
  for (const room of seen) {
    for (const { destination } of room.contents) if (destination !== null) seen.add(destination);
  }
  assert.equal(seen.size, 5);
  const exits = rooms.flatMap(({ contents }) => contents).filter(({ type }) => type === "exit");
  for (const { location, destination } of exits) {
    assert.ok(destination?.contents.some((back) => back.destination === location));
  }
});

Deno.test("fillWorld() gives each exit its letter, and no room two of one name", () => {
  for (const room of house().filter(({ type }) => type === "room")) {
    const exits = room.contents.filter(({ type }) => type === "exit");
    assert.equal(new Set(exits.map(({ name }) => name)).size, exits.length);
    assert.ok(exits.every(({ name, aliases }) => aliases.includes(name.slice(0, 1))));
  }
});

Deno.test("fillWorld() leaves three things to take, and describes all but the exits", () => {
  const objects = house();
  assert.equal(objects.filter(({ type }) => type === "thing").length, 3);
  const described = objects.filter(({ type }) => type !== "exit");
  assert.ok(described.every(({ desc }) => desc !== "" && !stripMarkup(desc).includes("|")));
});
