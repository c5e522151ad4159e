import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  hasAccount,
  LIFECYCLE,
  nextState,
  type SessionState,
  SessionStateError,
  type SessionStep,
} from "../../../src/core/boundary/lifecycle.ts";

const STATES: readonly SessionState[] = [
  "negotiating",
  "unloggedin",
  "loggedin",
  "puppeting",
  "closed",
];
const STEPS: readonly SessionStep[] = [
  "settle",
  "authenticate",
  "login",
  "puppet",
  "unpuppet",
  "logout",
  "disconnect",
];

function walk(steps: readonly SessionStep[]): readonly SessionState[] {
  const states: SessionState[] = ["negotiating"];
  for (const step of steps) {
    const next = nextState(states.at(-1) ?? "closed", step);
    if (next !== undefined) states.push(next);
  }
  return states;
}

Deno.test("nextState() leads every walk through known states, and never out of closed", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...STEPS)), (steps) => {
    const states = walk(steps);
    assert.ok(states.every((state) => STATES.includes(state)));
    assert.ok(!states.slice(0, -1).includes("closed"));
  }));
});

Deno.test("nextState() lets nobody puppet who has not logged in first", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...STEPS)), (steps) => {
    const states = walk(steps);
    const puppeting = states.indexOf("puppeting");
    assert.ok(puppeting < 0 || states.slice(0, puppeting).includes("loggedin"));
  }));
});

Deno.test("LIFECYCLE lets every session end, from whatever state", () => {
  const ends = STATES.filter((state) => state !== "closed").map((state) =>
    nextState(state, "disconnect")
  );
  assert.deepEqual(ends, ["closed", "closed", "closed", "closed"]);
  assert.deepEqual(LIFECYCLE.closed, {});
});

Deno.test("hasAccount() is true of the states that a login leads to, and of no other", () => {
  assert.deepEqual(STATES.filter(hasAccount), ["loggedin", "puppeting"]);
});

Deno.test("SessionStateError names the session, the state and what would have been legal", () => {
  const { message } = new SessionStateError(3, "unloggedin", "puppet");
  assert.equal(
    message,
    "Cannot puppet session 3 as its state must allow it: current state is " +
      '"unloggedin", from which the legal steps are: login, disconnect',
  );
});
