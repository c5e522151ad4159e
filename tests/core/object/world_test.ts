import assert from "node:assert/strict";
import type { Json } from "../../../src/core/model.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { readInto } from "../../../src/core/store/read_into.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { temporaryFolder } from "../store/samples.ts";
import { assertIndexesAgree, assertNoCircles, worldLab } from "./world_lab.ts";

Deno.test("MemoryWorld.create() fills in what is not said", () => {
  const { world } = worldLab();
  const ball = world.create({ type: "thing", name: "Ball" });
  assert.deepEqual(
    [ball.id, ball.type, ball.name, ball.aliases, ball.desc, ball.location, ball.destination],
    [1, "thing", "Ball", [], "", null, null],
  );
  assert.deepEqual([ball.ownerId, ball.contents, ball.sessions, ball.account], [
    null,
    [],
    [],
    null,
  ]);
  assert.equal(world.get(1), ball);
  assert.equal(world.get(2), undefined);
});

Deno.test("MemoryWorld.named() compares names as readers do", () => {
  const { world } = worldLab();
  const ball = world.create({ type: "thing", name: "Red  Ball" });
  for (const name of ["red ball", " RED BALL ", "Ｒed ball"]) {
    assert.deepEqual(world.named(name), [ball], name);
  }
  assert.deepEqual(world.named("redball"), []);
});

Deno.test("MemoryWorld.startLocation() is the named object, else the first room", () => {
  const { world } = worldLab("Gate");
  assert.equal(world.startLocation(), null);
  world.create({ type: "thing", name: "Stone" });
  const hall = world.create({ type: "room", name: "Hall" });
  assert.equal(world.startLocation(), hall);
  const gate = world.create({ type: "room", name: "GATE" });
  assert.equal(world.startLocation(), gate);
});

Deno.test("GameObject.location refuses a place inside the object", () => {
  const { world } = worldLab();
  const box = world.create({ type: "thing", name: "box" });
  const bag = world.create({ type: "thing", name: "bag", location: box });
  assert.throws(() => box.location = box, /^RangeError: Cannot move object 1 .* object 1$/);
  assert.throws(() => box.location = bag, /^RangeError: Cannot move object 1 .* object 2$/);
  assert.deepEqual([box.location, bag.location], [null, box]);
});

Deno.test("GameObject.contents keeps the order in which things came, whatever they are called", () => {
  const { world } = worldLab();
  const hall = world.create({ type: "room", name: "Hall" });
  const [one, two] = ["one", "two"].map((name) =>
    world.create({ type: "thing", name, location: hall })
  );
  if (one !== undefined) one.name = "first";
  assert.deepEqual(hall.contents, [one, two]);
});

Deno.test("GameObject.delete() moves what is in it to where it was", () => {
  const { world } = worldLab();
  const hall = world.create({ type: "room", name: "Hall" });
  const box = world.create({ type: "thing", name: "box", location: hall });
  const ball = world.create({ type: "thing", name: "ball", location: box });
  box.delete();
  assert.equal(ball.location, hall);
  assert.deepEqual(hall.contents, [ball]);
  assert.deepEqual([world.get(box.id), world.size], [undefined, 2]);
  box.delete();
  assert.equal(world.size, 2, "twice is once");
});

Deno.test("GameObject.delete() is kept, whatever is done to the object afterwards", () => {
  const { world, journal } = worldLab();
  const hall = world.create({ type: "room", name: "Hall" });
  const ball = world.create({ type: "thing", name: "ball", location: hall });
  journal.endTurn();
  ball.delete();
  const message = /^RangeError: Cannot change object 2 as it must be in the world: it was deleted$/;
  assert.throws(() => ball.set("hp", 1), message);
  assert.throws(() => ball.name = "ghost", message);
  assert.deepEqual(journal.endTurn()?.changes, [{ kind: "deleteObject", id: 2 }]);
  assert.deepEqual([hall.contents, world.named("ghost")], [[], []]);
  assertIndexesAgree(world, 2);
});

Deno.test("GameObject.location and destination refuse a place that was deleted", () => {
  const { world } = worldLab();
  const hall = world.create({ type: "room", name: "Hall" });
  const exit = world.create({ type: "exit", name: "out" });
  hall.delete();
  const message = /as it must be in the world: object 1 was deleted$/;
  assert.throws(() => exit.location = hall, message);
  assert.throws(() => exit.destination = hall, message);
  assert.throws(() => world.create({ type: "thing", name: "ball", location: hall }), message);
  assert.equal(world.size, 1);
});

Deno.test("GameObject.set() keeps a copy, which nobody can change behind its back", () => {
  const { world } = worldLab();
  const ball = world.create({ type: "thing", name: "ball" });
  const owners = ["anna"];
  ball.set("owners", owners);
  owners.push("bert");
  assert.deepEqual(ball.get("owners"), ["anna"]);
  assert.equal(ball.get("constructor"), undefined);
  ball.set("owners", undefined);
  assert.equal(ball.get("owners"), undefined);
});

Deno.test("GameObject.set() refuses what cannot be kept, and says where it is", () => {
  const { world, journal } = worldLab();
  const ball = world.create({ type: "thing", name: "ball" });
  journal.endTurn();
  const value = { parts: [1, { of: () => 1 }] } as unknown as Json; // what a plugin in JS may do
  assert.throws(
    () => ball.set("made", value),
    /^TypeError: Cannot keep "made" as it must be JSON: current value at "parts\[1\]\.of" is a function$/,
  );
  assert.equal(journal.endTurn(), null, "nothing was changed");
});

Deno.test("MemoryWorld never gives a number twice, deletes and restarts included", async () => {
  using folder = temporaryFolder();
  const given: number[] = [];
  for (let start = 1; start <= 3; start++) {
    const engine = new StoreEngine(openDatabase(`${folder.path}/world.db`));
    const store = new InlineStore(engine, start);
    const { world, journal } = worldLab();
    await store.read(readInto([world]));
    world.setLastId((await store.takeOver()).lastObjectId);
    const made = ["one", "two"].map((name) => world.create({ type: "thing", name }));
    given.push(...made.map(({ id }) => id));
    await store.commit(journal.endTurn()?.changes ?? []);
    made.forEach((object) => object.delete());
    await store.commit(journal.endTurn()?.changes ?? []);
    assert.equal(world.size, 0);
    await engine.close();
  }
  assert.deepEqual(given, [1, 2, 3, 4, 5, 6]);
});

Deno.test("MemoryWorld lets nothing into itself when one of two moves is taken back", () => {
  const { world, journal } = worldLab();
  const box = world.create({ type: "thing", name: "box" });
  const bag = world.create({ type: "thing", name: "bag", location: box });
  journal.endTurn();
  const thrown = {};
  journal.inScope(thrown, () => bag.location = null);
  journal.inScope({}, () => box.location = bag);
  journal.undoScope(thrown);
  assert.deepEqual([bag.location, box.location], [null, bag]);
  assertNoCircles(world);
});
