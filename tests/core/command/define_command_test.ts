import assert from "node:assert/strict";
import { z } from "zod";
import type { Command } from "../../../src/core/command/command.ts";
import { defineCommand } from "../../../src/core/command/define_command.ts";

Deno.test("defineCommand() fills in what was not said", () => {
  const run = () => {};
  assert.deepEqual(defineCommand({ key: "look", run }), {
    key: "look",
    aliases: [],
    needs: "puppet",
    category: "general",
    run,
  });
});

Deno.test("defineCommand() keeps what was said", () => {
  const said = {
    key: "boot",
    aliases: ["kick"],
    needs: "account" as const,
    category: "admin",
    permission: "Admin" as const,
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

Deno.test("defineCommand() gives a value that nobody can change", () => {
  assert.ok(Object.isFrozen(defineCommand({ key: "look", run() {} })));
});

Deno.test("defineCommand() refuses names that nobody can type", () => {
  assert.throws(() => defineCommand({ key: "", run() {} }), TypeError);
  assert.throws(() => defineCommand({ key: "look", aliases: ["l "], run() {} }), TypeError);
});
