import assert from "node:assert/strict";
import type { GameObject } from "../../../src/core/model.ts";
import { clearLinkDead } from "../../../src/core/session/link_dead.ts";
import { enter, leave } from "../../../src/core/session/presence.ts";
import { worldLab } from "../object/world_lab.ts";

function house() {
  const { world } = worldLab();
  const room = (name: string) => world.create({ type: "room", name });
  const [gate, hall] = [room("Gate"), room("Hall")];
  const anna = world.create({ type: "character", name: "Anna" });
  return { world, gate, hall, anna };
}

Deno.test("1.4.11 enter() puts a newcomer where the world begins", () => {
  const { world, gate, anna } = house();
  enter(anna, world);
  assert.equal(anna.location, gate);
});

Deno.test("1.4.11 enter() puts a character back where it was when it left", () => {
  const { world, hall, anna } = house();
  anna.location = hall;
  leave(anna);
  assert.equal(anna.location, null);
  enter(anna, world);
  assert.equal(anna.location, hall);
});

Deno.test("enter() falls back on the beginning when the place is gone", () => {
  const { world, gate, hall, anna } = house();
  anna.location = hall;
  leave(anna);
  hall.delete();
  enter(anna, world);
  assert.equal(anna.location, gate);
});

Deno.test("enter() moves nobody who is somewhere, and nobody into an empty world", () => {
  const { world, hall, anna } = house();
  anna.location = hall;
  enter(anna, world);
  assert.equal(anna.location, hall);
  const { world: empty } = worldLab();
  const bert = empty.create({ type: "character", name: "Bert" });
  enter(bert, empty);
  assert.equal(bert.location, null);
});

Deno.test("1.5.3 leave() takes characters away, and nothing else", () => {
  const { world, hall } = house();
  const robot = world.create({ type: "thing", name: "robot", location: hall });
  leave(robot);
  assert.equal(robot.location, hall);
});

Deno.test("1.6.11 clearLinkDead() takes away the characters that nobody puppets", () => {
  const { world, hall, anna } = house();
  const robot = world.create({ type: "thing", name: "robot", location: hall });
  anna.location = hall;
  clearLinkDead(world);
  assert.deepEqual(names(hall.contents), ["robot"]);
  assert.equal(robot.location, hall);
  enter(anna, world);
  assert.equal(anna.location, hall);
});

function names(objects: readonly GameObject[]): readonly string[] {
  return objects.map(({ name }) => name);
}
