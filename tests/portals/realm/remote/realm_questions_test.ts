import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import type { Asks } from "../../../../src/core/boundary/questions.ts";
import { RealmQuestions } from "../../../../src/portals/realm/remote/realm_questions.ts";

/** Two realms whose Servers say that they have logged everybody out; these sessions are in still. */
function saysDone(isIn: (sessid: number) => boolean) {
  const clock = new ManualClock();
  const questions = new RealmQuestions({
    ...{ clock, max: 10, realms: ["main", "arena"], isIn },
    realmOf: (sessid) => sessid === 1 ? "main" : "arena",
  });
  const done = { ask: () => Promise.resolve({ kind: "answered", value: { kind: "done" } }) };
  for (const realm of ["main", "arena"]) questions.at(realm).open(done as unknown as Asks);
  return questions.ask("logout", { sessids: [1, 2] }, { deadline: clock.now() + 1_000 });
}

Deno.test("a logout is answered when no session is in any more", async () => {
  assert.deepEqual(await saysDone(() => false), { kind: "answered", value: { kind: "done" } });
});

Deno.test("a logout is not answered while a session is in that was going from realm to realm", async () => {
  const answer = await saysDone((sessid) => sessid === 2);
  assert.deepEqual(answer, { kind: "unavailable", wasSent: true });
});
