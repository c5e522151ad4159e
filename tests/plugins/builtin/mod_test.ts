import assert from "node:assert/strict";
import { Trace } from "../../../src/core/trace/trace.ts";
import type { AnyCommand } from "../../../src/plugins/api.ts";
import builtin from "../../../src/plugins/builtin/mod.ts";
import { PluginLife } from "../../../src/plugins/plugin_life.ts";
import { Collection } from "../../../src/plugins/provide/collection.ts";

/** What the plugin provides. */
async function provided(): Promise<Collection> {
  const collection = new Collection();
  const problems: string[] = [];
  const trace = new Trace(() => 0);
  const life = new PluginLife({ name: "builtin", collection, trace, problems });
  await builtin.setup({ ...life.setup(), settings: {} });
  life.intake.keep();
  assert.deepEqual(problems, []);
  return collection;
}

async function typed(): Promise<AnyCommand[]> {
  const { cmdsets } = await provided();
  return [...cmdsets.values()].flatMap((set) => [...set])
    .filter(({ system }) => system === undefined);
}

Deno.test("builtin provides three cmdsets with the field's keys and priorities (7.4.10)", async () => {
  const { cmdsets } = await provided();
  assert.deepEqual([...cmdsets].map(([name, { key, priority }]) => [name, key, priority]), [
    ["builtin/unloggedin", "DefaultUnloggedin", 0],
    ["builtin/account", "DefaultAccount", -10],
    ["builtin/character", "DefaultCharacter", 0],
  ]);
});

Deno.test("builtin provides a world and watches logins", async () => {
  const { hooks, worlds } = await provided();
  assert.deepEqual(hooks.map(({ name }) => name), Array(3).fill("session:login"));
  assert.equal(worlds.length, 1);
});

Deno.test("builtin's sets answer each system moment that can come (7.5.1)", async () => {
  const { cmdsets } = await provided();
  for (const name of ["noInput", "noMatch", "multiMatch"] as const) {
    assert.equal(cmdsets.get("builtin/unloggedin")?.system(name)?.needs, "session");
    assert.equal(cmdsets.get("builtin/account")?.system(name)?.needs, "session");
  }
  assert.ok(cmdsets.get("builtin/unloggedin")?.system("unloggedinLook"));
});

Deno.test("builtin's sets lose no command to another of the same name", async () => {
  const { cmdsets } = await provided();
  assert.deepEqual([...cmdsets.values()].map(({ count }) => count), [12, 47, 8]);
});

Deno.test("builtin's commands all have help, and a usage that begins with their name", async () => {
  for (const { key, help, usage } of await typed()) {
    assert.ok(help !== undefined && help !== "", key);
    assert.ok(usage?.startsWith(key), key);
  }
});

Deno.test("builtin's commands before login need no more than a session", async () => {
  const { cmdsets } = await provided();
  const set = cmdsets.get("builtin/unloggedin");
  assert.ok(set !== undefined);
  assert.ok([...set].every(({ needs, permission }) => needs === "session" && !permission));
});

Deno.test("builtin keeps staff's commands from players (9.4)", async () => {
  const staff = (await typed()).filter(({ permission }) => (permission ?? "Player") !== "Player");
  assert.deepEqual(staff.map(({ key, permission }) => `${key}: ${permission}`), [
    "examine: Builder",
    "accounts: Admin",
    "userpassword: Admin",
    "perm: Developer",
    "boot: Admin",
    "ban: Admin",
    "unban: Admin",
    "wall: Admin",
    "force: Builder",
    "emit: Builder",
    "remit: Builder",
    "pemit: Builder",
    "plugins: Builder",
    "audit: Admin",
    "xray: Developer",
    "reload: Developer",
    "reset: Developer",
    "shutdown: Developer",
  ]);
});

Deno.test("9.2.2 builtin keeps the commands of an account from guests", async () => {
  const kept = (await typed()).filter(({ permission }) => permission === "Player");
  const names = kept.map(({ key }) => key).sort();
  assert.deepEqual(names, [
    ...[
      "2fa",
      "charcreate",
      "chardelete",
      "claim",
      "ooc",
      "password",
      "quell",
      "sshkey",
      "unquell",
    ],
  ]);
});
