import assert from "node:assert/strict";
import { Trace } from "../../../src/core/trace/trace.ts";
import type { House } from "../../../src/portals/observatory/house.ts";
import { Houses } from "../../../src/portals/observatory/houses.ts";

function house(name: string): House {
  return {
    name,
    trace: new Trace(),
    sessions: { syncs: [] },
    state: () => ({ ready: true, reason: "", zombies: 0 }),
    watch: () => ({ [Symbol.dispose]() {} }),
  };
}

Deno.test("Houses finds a house by its name for as long as it is there", () => {
  const houses = new Houses(house("main"));
  const tour = house("tour");
  const added = houses.add(tour);
  assert.equal(houses.get("tour"), tour);
  added[Symbol.dispose]();
  assert.equal(houses.get("tour"), undefined);
  assert.deepEqual(houses.names, ["main"]);
});

Deno.test("Houses tells who watches of each that comes and goes", () => {
  const houses = new Houses(house("main"));
  const told: (readonly string[])[] = [];
  const watching = houses.onChange((names) => told.push(names));
  const added = houses.add(house("tour"));
  added[Symbol.dispose]();
  watching[Symbol.dispose]();
  houses.add(house("later"));
  assert.deepEqual(told, [["main", "tour"], ["main"]]);
});

Deno.test("Houses lets the oldest go for one too many, and never the first", () => {
  const houses = new Houses(house("main"));
  const first = houses.add(house("tour 0"));
  for (let index = 1; index < 8; index++) houses.add(house(`tour ${index}`));
  assert.deepEqual(houses.names, ["main", ...[1, 2, 3, 4, 5, 6, 7].map((at) => `tour ${at}`)]);
  houses.add(house("tour 0"));
  first[Symbol.dispose]();
  assert.notEqual(houses.get("tour 0"), undefined, "another one of the same name stays");
});

Deno.test("Houses.add() refuses a name that is taken", () => {
  const houses = new Houses(house("main"));
  assert.throws(() => houses.add(house("main")), /its name must be new/);
});
