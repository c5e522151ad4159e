import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import type { Measures } from "../../../src/core/boundary/measures_question.ts";
import { Tally } from "../../../src/core/boundary/tally.ts";
import { WallMeasures } from "../../../src/portals/operators/wall_measures.ts";
import { nextTurn } from "../../../src/plugins/testing/next_turn.ts";
import { FakeServer } from "../fake_server.ts";

/** A Server that answers as the script says, behind a wall that is measured. */
function measured(script: ConstructorParameters<typeof FakeServer>[1] = {}) {
  const lastWords: Measures[] = [];
  const wall = new WallMeasures((measures) => lastWords.push(measures));
  const server = new FakeServer(1, script);
  const { boundary } = wall.watch(server);
  const heard: ServerMessage[] = [];
  boundary.onBatch(({ messages }) => heard.push(...messages));
  return { wall, server, boundary, heard, lastWords };
}

function count({ counts }: Tally): number {
  return counts.buckets.reduce((sum, one) => sum + one, 0);
}

Deno.test("WallMeasures counts a round trip for each heartbeat that is answered", async () => {
  const { wall, boundary, heard } = measured();
  boundary.send({ kind: "ping", at: 1 });
  boundary.send({ kind: "ping", at: 2 });
  await nextTurn();
  await nextTurn();
  assert.equal(heard.filter(({ kind }) => kind === "pong").length, 2);
  assert.equal(count(wall.roundTrips), 2);
});

Deno.test("WallMeasures counts no heartbeat that is not answered", async () => {
  const { wall, boundary } = measured({ ping: "hang" });
  boundary.send({ kind: "ping", at: 1 });
  await nextTurn();
  await nextTurn();
  assert.equal(count(wall.roundTrips), 0);
});

Deno.test("WallMeasures tells how many messages wait to cross to the Server", async () => {
  const { wall, boundary } = measured();
  assert.equal(wall.waiting, 0);
  boundary.send({ kind: "ping", at: 1 });
  assert.equal(wall.waiting, 1);
  await nextTurn();
  assert.equal(wall.waiting, 0);
});
