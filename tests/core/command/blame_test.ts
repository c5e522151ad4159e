import assert from "node:assert/strict";
import { defineCommand, definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import { type TestGame, testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

// Inline only: the plugins are made in the test.

/** Runs what others have. */
const chain: Plugin = definePlugin({
  name: "chain",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/character", [
      defineCommand({
        key: "chain",
        async run({ args, execute }) {
          await execute(args);
        },
      }),
      defineCommand({
        key: "snap",
        async run({ execute }) {
          await execute("help");
          throw new Error("snapped");
        },
      }),
    ]),
});

/** Has commands that fail. */
const glass: Plugin = definePlugin({
  name: "glass",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/character", [
      defineCommand({
        key: "break",
        run() {
          throw new Error("broken");
        },
      }),
      defineCommand({
        key: "crack",
        async run() {
          await Promise.resolve();
          throw new Error("cracked");
        },
      }),
      defineCommand({
        key: "spin",
        run() {
          for (;;);
        },
      }),
    ]),
});

function blamed(game: TestGame, kind: string): readonly unknown[] {
  return game.trace.filter((event) => event.kind === kind).map(({ data }) => data.plugin);
}

const GAME = { plugins: [chain, glass], failures: "allow" } as const;

for (const line of ["break", "crack", "chain break", "chain chain crack"]) {
  Deno.test(`execute() blames the plugin whose command threw: "chain ${line}"`, async () => {
    await using game = await testGame(GAME);
    const anna = await newPlayer(game, "Anna");
    assert.match(await anna.send(`chain ${line}`), /^Something went wrong in "chain"/);
    assert.deepEqual(blamed(game, "command:fail"), ["glass"]);
  });
}

Deno.test("execute() blames who runs a line for what happens afterwards", async () => {
  await using game = await testGame(GAME);
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("snap"), /Something went wrong in "snap"/);
  assert.deepEqual(blamed(game, "command:fail"), ["chain"]);
});

Deno.test("execute() blames the plugin whose command did not come back, and no other later", async () => {
  await using game = await testGame({ ...GAME, settings: { commandTimeLimit: 300 } });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("chain spin"), /took too long/);
  assert.match(await anna.send("spin"), /took too long/);
  assert.match(await anna.send("snap"), /Something went wrong in "snap"/);
  assert.deepEqual(blamed(game, "command:endless"), ["glass", "glass"]);
  assert.deepEqual(blamed(game, "command:fail"), ["chain"]);
});
