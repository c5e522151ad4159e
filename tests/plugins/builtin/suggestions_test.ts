import assert from "node:assert/strict";
import { type AnyCommand, cmdSet, defineCommand } from "../../../src/plugins/api.ts";
import { suggestions } from "../../../src/plugins/builtin/suggestions.ts";
import { usableCommands } from "../../../src/plugins/builtin/usable_commands.ts";

const look = defineCommand({ key: "look", aliases: ["looks", "l"], run() {} });
const lock = defineCommand({ key: "lock", run() {} });
const reboot = defineCommand({ key: "reboot", permission: "Developer", run() {} });
const login = defineCommand({ key: "login", system: "unloggedinLook", run() {} });
const cmdset = cmdSet<AnyCommand>({ key: "Sample", commands: [look, lock, reboot, login] });
const usable = usableCommands({ cmdset, account: null, puppet: null });

Deno.test("suggestions() names each command once, under its likeliest name", () => {
  assert.deepEqual(suggestions("lookz now", usable), ["look"]);
  assert.deepEqual(suggestions("lok", usable), ["lock", "look"]);
});

Deno.test("suggestions() says nothing of what the caller may not use", () => {
  assert.deepEqual(suggestions("rebot", usable), []);
  assert.deepEqual(suggestions("rebot", cmdset.entries), ["reboot"]);
});

Deno.test("usableCommands() leaves out system commands and what is not permitted", () => {
  assert.deepEqual(usable.map(({ command }) => command), [look, lock]);
});
