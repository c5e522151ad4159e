import assert from "node:assert/strict";
import { cmdSet, defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";
import { load, plugin } from "../loading.ts";

// Inline only: the plugin is made in the test.

Deno.test("on() tells no more of a moment once its value is disposed of, while the game runs", async () => {
  const heard: string[] = [];
  const listener = definePlugin({
    name: "listener",
    version: "1.0.0",
    api: 1,
    setup({ on, provide }) {
      const hearing = on("session:login", ({ account }) => void heard.push(account.name));
      provide.commands("builtin/character", [
        defineCommand({ key: "deafen", run: () => hearing[Symbol.dispose]() }),
      ]);
    },
  });
  await using game = await testGame({ plugins: [listener] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("deafen");
  await newPlayer(game, "Bert");
  assert.deepEqual(heard, ["Anna"]);
});

Deno.test("provide.commands() brings no cmdset back that was disposed of before", async () => {
  const hop = defineCommand({ key: "hop", run() {} });
  const own = plugin("own", ({ provide, on }) => {
    const set = provide.cmdset("set", cmdSet({ key: "Set", commands: [] }));
    const commands = provide.commands("own/set", [hop]);
    on("server:stop", () => {
      set[Symbol.dispose]();
      commands[Symbol.dispose]();
    });
  });
  const { contributions } = await load({ own });
  assert.equal(contributions.cmdsets.has("own/set"), true);
  for (const { run } of contributions.hooks) Reflect.apply(run, undefined, []);
  assert.equal(contributions.cmdsets.has("own/set"), false);
});
