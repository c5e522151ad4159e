import assert from "node:assert/strict";
import { definePlugin } from "../../src/plugins/define_plugin.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { newcomer, newPlayer } from "../games/players.ts";

Deno.test("1.7.12 a shutdown takes everybody out of the world, then tells and closes each", async () => {
  const seen: string[] = [];
  const watching = definePlugin({
    name: "watching",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on("server:stop", ({ mode }) => void seen.push(`stop: ${mode}`));
      on("session:unpuppet", ({ puppet }) => void seen.push(`unpuppet: ${puppet.name}`));
      on("session:disconnect", ({ reason }) => void seen.push(`disconnect: ${reason}`));
    },
  });
  const game = await testGame({ plugins: [watching] });
  const players = [await newPlayer(game, "anna"), await newcomer(game, "bert")];
  players.push(await game.connect());
  await game[Symbol.asyncDispose]();
  assert.deepEqual(seen, ["stop: shutdown", "unpuppet: anna"]);
  for (const player of players) {
    assert.equal(player.closedWith, "shutdown");
    player.expect("The game has ended.");
  }
  const kinds = ["session:unpuppet", "portal:disconnect"];
  const trace = game.trace.filter(({ kind }) => kinds.includes(kind));
  assert.deepEqual(trace.map(({ kind, sessid }) => [kind, sessid]), [
    ["session:unpuppet", 1],
    ["portal:disconnect", 1],
    ["portal:disconnect", 2],
    ["portal:disconnect", 3],
  ]);
});
