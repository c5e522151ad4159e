import assert from "node:assert/strict";
import { systemClock } from "../../src/core/clock.ts";
import { Stage } from "../../src/tour/stage.ts";
import { TourHouse } from "../../src/tour/tour_house.ts";
import { withCharacter } from "../../src/tour/chapters/with_character.ts";

function open(name: string): Promise<TourHouse> {
  return TourHouse.open({ name, mode: 2, clock: systemClock });
}

Deno.test("two houses know nothing of each other", async () => {
  await using first = await open("first");
  await using second = await open("second");
  await withCharacter(new Stage(first, 2));
  const stranger = await new Stage(second, 2).connect("Anna");
  await stranger.type("connect anna tall-clock-ticks");
  assert.match(stranger.screen, /do not belong together/);
  assert.deepEqual(first.sessions.syncs.map(({ state }) => state), ["puppeting"]);
  assert.deepEqual(second.sessions.syncs.map(({ state }) => state), ["unloggedin"]);
});

Deno.test("a house that is closed has no connection and no Server", async () => {
  const house = await open("tour");
  assert.equal(house.state().ready, true);
  const visitor = await new Stage(house, 2).connect("Anna");
  await Promise.all([house.close(), house.close()]);
  assert.equal(visitor.isGone, true);
  assert.deepEqual(house.sessions.syncs, []);
  assert.equal(house.state().ready, false);
});

Deno.test("a house makes events of detail while somebody watches, and only then", async () => {
  await using house = await open("tour");
  let details = 0;
  house.trace.read(({ level }) => void (details += level === "detail" ? 1 : 0));
  const stage = new Stage(house, 2);
  await stage.connect("Anna");
  assert.equal(details, 0);
  {
    using _watch = house.watch();
    await stage.connect("Bert");
  }
  await house.settled();
  const watched = details;
  assert.ok(watched > 0);
  await stage.connect("Carl");
  assert.equal(details, watched);
});
