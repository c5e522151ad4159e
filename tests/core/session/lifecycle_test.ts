import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  LIFECYCLE,
  nextState,
  type SessionState,
  SessionStateError,
  type SessionStep,
} from "../../../src/core/boundary/lifecycle.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";
import { RECORDED, recorder } from "../../games/recorder.ts";
import { newSession } from "./new_session.ts";

const STEPS: readonly SessionStep[] = [
  ...["settle", "authenticate", "login", "puppet", "unpuppet", "logout", "disconnect"] as const,
];

Deno.test("SessionCore.step() takes the steps of the table, and no other changes anything", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...STEPS)), (steps) => {
    const session = newSession();
    let expected: SessionState = "negotiating";
    for (const step of steps) {
      const next = nextState(expected, step);
      const before = session.sync;
      if (next === undefined) {
        assert.throws(() => session.step(step), SessionStateError);
        assert.equal(session.sync, before);
      } else {
        session.step(step);
        expected = next;
      }
      assert.equal(session.state, expected);
      assert.equal(session.signal.aborted, expected === "closed");
    }
  }));
});

Deno.test("LIFECYCLE leads from every state to the end, and from the end nowhere", () => {
  for (const state of Object.keys(LIFECYCLE) as SessionState[]) { // the keys of that record
    const isEnd = state === "closed";
    assert.equal(nextState(state, "disconnect"), isEnd ? undefined : "closed", state);
  }
  assert.deepEqual(LIFECYCLE.closed, {});
});

Deno.test("docs/lifecycle.md lists the steps of LIFECYCLE, every one and no other", () => {
  const page = readFileSync(new URL("../../../docs/lifecycle.md", import.meta.url), "utf8");
  const [table = ""] = page.slice(page.indexOf("| from ")).split("\n\n");
  const listed = [...table.matchAll(/^\| (\w+) +\| (\w+) +\| (\w+) +\|$/gm)].slice(1)
    .map(([, from, step, to]) => `${from} ${step} ${to}`);
  const legal = Object.entries(LIFECYCLE).flatMap(([from, steps]) =>
    Object.entries(steps).map(([step, to]) => `${from} ${step} ${to}`)
  );
  assert.deepEqual(listed, legal);
});

Deno.test("SessionStateError says what was asked and what would have been legal", () => {
  assert.throws(() => newSession().step("logout"), {
    message:
      'Cannot logout session 7 as its state must allow it: current state is "negotiating", ' +
      "from which the legal steps are: settle, authenticate, disconnect",
  });
});

// Inline only from here on: the tests look inside for the order of what happens.

Deno.test("1.3.10, 1.3.11, 1.4.10, 1.5.1, 1.6.3 hooks come in one order, and the trace tells each step", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({
    plugins: [recorder(seen)],
    settings: RECORDED,
    onEvent: ({ kind }) => void (kind.startsWith("session:") && seen.push(`[${kind}]`)),
  });
  const after = async (doing: Promise<unknown>) => {
    await doing;
    return seen.splice(0);
  };
  const connecting = inner.game.connect();
  assert.deepEqual(await after(connecting), [
    ...["[session:connect]", "atSync() negotiating", "session:connect unloggedin"],
  ]);
  const anna = await connecting;
  assert.deepEqual(await after(anna.send("create anna sesame-street")), [
    ...["atLogin() loggedin", "session:beforeLogin loggedin", "[session:login]"],
    ...["account:firstLogin loggedin", "session:login loggedin"],
  ]);
  await anna.send("charcreate Anna");
  assert.deepEqual(await after(anna.send("ic Anna")), PUPPETED);
  assert.deepEqual(await after(anna.send("ooc")), UNPUPPETED);
  await after(anna.send("ic Anna"));
  assert.deepEqual(await after(anna.send("logout")), [
    ...["account:lastLogout puppeting", ...UNPUPPETED, "session:logout loggedin"],
    ...["[session:logout]", "account:logout unloggedin", "session:connect unloggedin"],
  ]);
  assert.deepEqual(await after(anna.send("connect anna sesame-street")), [
    ...["atLogin() loggedin", "session:beforeLogin loggedin", "[session:login]"],
    ...["account:firstLogin loggedin", ...PUPPETED, "session:login puppeting"],
  ]);
  assert.deepEqual(await after(anna.send("quit")), [
    ...["account:lastLogout puppeting", "atDisconnect() puppeting"],
    ...["session:disconnect puppeting", ...UNPUPPETED],
    ...["[session:disconnect]", "account:logout closed"],
  ]);
});

const PUPPETED = [
  ...["session:beforePuppet loggedin", "[session:puppet]", "session:puppet puppeting"],
];

const UNPUPPETED = [
  ...["session:beforeUnpuppet puppeting", "[session:unpuppet]", "session:unpuppet loggedin"],
];

Deno.test("1.7.8 a reload runs no hook of a session but atSync()", async () => {
  const seen: string[] = [];
  await using inner = await innerGame({ plugins: [recorder(seen)], settings: RECORDED });
  await newPlayer(inner.game, "Anna");
  seen.splice(0);
  await inner.game.reload();
  assert.deepEqual(seen, ["atSync() puppeting"]);
});
