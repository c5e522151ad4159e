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

Deno.test("what is asked of a session is asked of the Server of the realm in which it is", async () => {
  const clock = new ManualClock();
  const questions = new RealmQuestions({
    ...{ clock, max: 10, realms: ["main", "arena"], isIn: () => true },
    realmOf: (sessid) => sessid === 1 ? "main" : "arena",
  });
  const asked: string[] = [];
  for (const realm of ["main", "arena"]) {
    const server = {
      ask: (name: string) => {
        asked.push(`${name} of ${realm}`);
        return Promise.resolve({ kind: "answered", value: { kind: "gone" } });
      },
    };
    // Nobody looks at what is answered.
    questions.at(realm).open(server as unknown as Asks);
  }
  const limits = { deadline: clock.now() + 1_000 };
  for (const sessid of [1, 2]) {
    await questions.ask("inspect", { sessid, line: null }, limits);
    await questions.ask("foresee", { kind: "disconnect", sessid }, limits);
  }
  await questions.ask("measures", {}, limits);
  assert.deepEqual(asked, [
    ...["inspect of main", "foresee of main", "inspect of arena", "foresee of arena"],
    "measures of main",
  ]);
});
