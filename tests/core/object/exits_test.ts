import assert from "node:assert/strict";
import { exitCmdSet, traverse } from "../../../src/core/object/exits.ts";
import { worldLab } from "./world_lab.ts";

function house() {
  const { world } = worldLab();
  const [hall, garden] = ["Hall", "Garden"].map((name) => world.create({ type: "room", name }));
  assert.ok(hall !== undefined && garden !== undefined);
  const out = world.create({
    ...{ type: "exit", name: "out", aliases: ["o"], location: hall, destination: garden },
  });
  const anna = world.create({ type: "character", name: "Anna", location: hall });
  return { world, hall, garden, out, anna };
}

Deno.test("exitCmdSet() makes one command for each exit, named like it, above all others", () => {
  const { out } = house();
  const set = exitCmdSet([out]);
  const [command] = [...set];
  assert.equal(set.priority, 101);
  assert.deepEqual(
    [command?.key, command?.aliases, command?.isExit, command?.needs],
    ["out", ["o"], true, "puppet"],
  );
});

Deno.test("traverse() moves somebody to where the exit leads", () => {
  const { anna, out, garden } = house();
  assert.equal(traverse(anna, out), true);
  assert.equal(anna.location, garden);
});

Deno.test("traverse() moves nobody when the exit leads nowhere", () => {
  const { anna, out, hall, garden } = house();
  garden.delete();
  assert.equal(traverse(anna, out), false);
  assert.equal(anna.location, hall);
});
