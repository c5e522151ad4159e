import assert from "node:assert/strict";
import { definePlugin, type HookName } from "../../../../src/plugins/api.ts";
import { ControlLab } from "./control_lab.ts";

/** The moments of a session's life. */
const HOOKS: readonly HookName[] = [
  ...["session:connect", "session:beforeLogin", "account:firstLogin", "session:login"] as const,
  ...["session:beforePuppet", "session:puppet", "session:beforeUnpuppet"] as const,
  ...["session:unpuppet", "account:lastLogout", "session:logout", "account:logout"] as const,
  ...["session:disconnect", "session:flags"] as const,
];

/** Watches everything. */
const watching = definePlugin({
  name: "watching",
  version: "1.0.0",
  api: 1,
  setup: ({ on }) => HOOKS.forEach((hook) => on(hook, () => {})),
});

Deno.test("observatory 9. the hooks that are told of a held message are those that then run", async () => {
  await using lab = await ControlLab.started([watching]);
  const first = await lab.player("anna");
  await lab.type(first, "quit");
  lab.control.hold(null);
  const anna = await lab.connect();

  assert.deepEqual(await steps(lab), [[], ["session:connect"]], "connect, settled");
  for (const line of VISIT) await compare(lab, () => anna.type(line), line);
  await compare(lab, () => anna.tell({ screenWidth: 120 }), "session:flags");
  await compare(lab, () => anna.vanish(), "the end");
});

/** Every step of a life. */
const VISIT: readonly string[] = [
  "look",
  "connect anna sesame-street",
  "ooc",
  "ic anna",
  "charcreate Berta",
  "ic Berta",
  "logout",
  "create carl sesame-street",
  "logout",
  "connect anna sesame-street",
];

Deno.test("foresee tells nothing of a line that would answer a question, nor of a secret one", async () => {
  await using lab = await ControlLab.started([watching]);
  const anna = await lab.connect();
  await lab.type(anna, "create anna");
  lab.control.hold(null);
  await lab.type(anna, "connect bert sesame-street");

  assert.deepEqual(lab.told("step:held").at(-1)?.hooks, []);
});

Deno.test("foresee names the plugins that watch, and no hook that nobody watches", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.connect();
  lab.control.hold(null);
  await lab.type(anna, "connect anna sesame-street");

  const held = lab.told("step:held").at(-1);
  assert.deepEqual(held?.hooks, ["session:login"]);
  assert.deepEqual(held?.watchers, {
    "session:login": ["builtin", "builtin", "builtin", "core/menu"],
  });
});

/** Does something, steps through all that comes of it, and compares what was told with what ran. */
async function compare(lab: ControlLab, act: () => void, what: string): Promise<void> {
  act();
  await lab.settled();
  const [foreseen] = await steps(lab);
  assert.ok(foreseen !== undefined, what);
}

/** Lets all through, one by one; returns what was told of each message to the Server. */
async function steps(lab: ControlLab): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    await lab.settled();
    const passed = new Set(lab.told("step:passed").map(({ id }) => id));
    const next = lab.told("step:held").find(({ id }) => !passed.has(id));
    if (next === undefined) return all;
    const from = lab.events.length;
    lab.control.step(null);
    await lab.settled();
    const ran = lab.events.slice(from).filter(({ kind }) => kind === "hook:begin")
      .map(({ data }) => data.hook);
    assert.deepEqual(ran, next.hooks, JSON.stringify(next.message));
    if (next.direction === "portal") all.push(next.hooks);
  }
}
