import assert from "node:assert/strict";
import { HookOrder, type Moment } from "./hook_order.ts";

/** Moments of one session; those of puppets name the object. */
type Story = readonly (Moment | readonly [Moment, number])[];

function problemsOf(story: Story): readonly string[] {
  const order = new HookOrder();
  for (const part of story) {
    const [moment, puppet] = typeof part === "string" ? [part, null] : part;
    order.hear(moment, 7, puppet);
  }
  return order.problems;
}

const IN: Story = ["session:connect", "session:beforeLogin", "account:firstLogin", "session:login"];
const PUPPETING: Story = [...IN, ["session:beforePuppet", 3], ["session:puppet", 3]];
const FREE: Story = [...PUPPETING, ["session:beforeUnpuppet", 3], ["session:unpuppet", 3]];

const LEGAL: Readonly<Record<string, Story>> = {
  "a visit that ends at the login screen": ["session:connect", "session:disconnect"],
  "a session that arrives with an account": ["session:beforeLogin", "session:login"],
  "a puppet refused, then another": [...IN, ["session:beforePuppet", 3], ...PUPPETING.slice(4)],
  "a logout and a second login": [
    ...FREE,
    ...["account:lastLogout", "session:logout", "account:logout"] as const,
    ...IN,
  ],
  "an end while puppeting": [
    ...[...PUPPETING, "account:lastLogout", "session:disconnect"] as const,
    ...[["session:beforeUnpuppet", 3], ["session:unpuppet", 3], "account:logout"] as const,
  ],
};

for (const [what, story] of Object.entries(LEGAL)) {
  Deno.test(`HookOrder finds nothing wrong with ${what}`, () => {
    assert.deepEqual(problemsOf(story), []);
  });
}

const ILLEGAL: Readonly<Record<string, readonly [Story, RegExp]>> = {
  "a login that nobody heard begin": [
    ["session:connect", "session:login"],
    /^session:login of session 7 while it is at the screen and free$/,
  ],
  "two logins": [[...IN, "session:login"], /session:login .* in and free/],
  "two puppets": [
    [...PUPPETING, ["session:beforePuppet", 4]],
    /session:beforePuppet .* in and bound/,
  ],
  "a puppet that was not announced": [
    [...IN, ["session:beforePuppet", 4], ["session:puppet", 3]],
    /session:puppet .* choosing/,
  ],
  "a puppet before the login": [
    [...IN.slice(0, 3), ["session:beforePuppet", 3]],
    /session:beforePuppet .* first in/,
  ],
  "a puppet let go twice": [[...FREE, ["session:unpuppet", 3]], /session:unpuppet .* free/],
  "another's puppet let go": [
    [...PUPPETING, ["session:beforeUnpuppet", 9]],
    /session:beforeUnpuppet .* bound/,
  ],
  "a logout with the puppet in hand": [
    [...PUPPETING, "session:logout"],
    /session:logout .* bound/,
  ],
  "an account left before the logout": [[...IN, "account:logout"], /account:logout .* in/],
  "an account left twice": [
    [...IN, "session:disconnect", "account:logout", "account:logout"],
    /account:logout .* ended/,
  ],
  "a last farewell after the end began": [
    [...IN, "session:disconnect", "account:lastLogout"],
    /account:lastLogout .* ending/,
  ],
  "a puppet taken at the end": [
    [...IN, "session:disconnect", ["session:beforePuppet", 3]],
    /session:beforePuppet .* ending/,
  ],
  "two ends": [["session:connect", "session:disconnect", "session:disconnect"], /ended/],
};

for (const [what, [story, problem]] of Object.entries(ILLEGAL)) {
  Deno.test(`HookOrder finds ${what}`, () => {
    const [found, ...others] = problemsOf(story);
    assert.match(found ?? "", problem);
    assert.deepEqual(others, []);
  });
}

Deno.test("HookOrder keeps sessions apart", () => {
  const order = new HookOrder();
  order.hear("session:connect", 1);
  order.hear("session:beforeLogin", 2);
  order.hear("session:disconnect", 1);
  order.hear("session:login", 2);
  assert.deepEqual(order.problems, []);
  assert.deepEqual(order.of(2), { life: "in", puppet: null });
});
