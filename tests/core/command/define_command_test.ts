import assert from "node:assert/strict";
import { z } from "zod";
import type { Command } from "../../../src/core/command/command.ts";
import { defineCommand } from "../../../src/core/command/define_command.ts";
import { definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";

Deno.test("8.3.10 defineCommand() fills in what was not said", () => {
  const run = () => {};
  assert.deepEqual(defineCommand({ key: "look", run }), {
    key: "look",
    aliases: [],
    needs: "puppet",
    category: "general",
    run,
  });
});

Deno.test("8.3.10 defineCommand() keeps what was said", () => {
  const said = {
    key: "boot",
    aliases: ["kick"],
    needs: "account" as const,
    category: "admin",
    permission: "Admin" as const,
    access: () => true,
    argRegex: /^ /,
    autoHelp: false,
    msgAllSessions: true,
    saveForNext: true,
    args: z.string(),
    help: "Ends a session.",
    usage: "boot <account>",
    run() {},
  };
  assert.deepEqual(defineCommand(said), said);
});

Deno.test("defineCommand() types the args by the schema, and every command fits a Command", () => {
  const roll = defineCommand({
    key: "roll",
    args: z.coerce.number().optional(),
    run({ args }) {
      const dice: number | undefined = args;
      assert.equal(typeof dice, "number");
    },
  });
  const say = defineCommand({
    key: "say",
    run({ args }) {
      const text: string = args;
      assert.equal(typeof text, "string");
    },
  });
  const all: readonly Command[] = [roll, say];
  assert.deepEqual(all.map(({ key }) => key), ["roll", "say"]);
});

Deno.test("8.3.1 defineCommand() gives a value that nobody can change", () => {
  assert.ok(Object.isFrozen(defineCommand({ key: "look", run() {} })));
});

Deno.test("8.3.10 a command made of another one differs in what is said anew", () => {
  const look = defineCommand({ key: "look", aliases: ["l"], run() {} });
  const peer: Command = { ...look, key: "peer" };
  assert.deepEqual([peer.key, peer.aliases, look.key], ["peer", ["l"], "look"]);
});

Deno.test("8.3.10 the help does not tell of a command with autoHelp false, which can be typed", async () => {
  const egg = defineCommand({
    ...{ key: "egg", needs: "session", autoHelp: false },
    run: ({ msg }) => msg("Happy Easter."),
  });
  const easter = definePlugin({
    name: "easter",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/unloggedin", [egg]),
  });
  await using game = await testGame({ plugins: [easter] });
  const anna = await game.connect();
  assert.doesNotMatch(await anna.send("help"), /egg/);
  assert.match(await anna.send("help egg"), /There is no help on "egg"/);
  assert.equal(await anna.send("egg"), "Happy Easter.");
});

Deno.test("defineCommand() refuses names that nobody can type", () => {
  assert.throws(() => defineCommand({ key: "", run() {} }), TypeError);
  assert.throws(() => defineCommand({ key: "look", aliases: ["l "], run() {} }), TypeError);
});
