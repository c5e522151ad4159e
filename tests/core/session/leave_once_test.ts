import assert from "node:assert/strict";
import { definePlugin } from "../../../src/plugins/define_plugin.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newPlayer } from "../../games/players.ts";

for (const end of ["reload", "reset"] as const) {
  Deno.test(`2.4.3, 2.4.5 who quits right before a ${end} leaves once`, async () => {
    const seen: string[] = [];
    const watching = definePlugin({
      name: "watching",
      version: "1.0.0",
      api: 1,
      setup({ on }) {
        on("server:stop", ({ mode }) => void seen.push(`stop ${mode}`));
        on("server:start", ({ mode }) => void seen.push(`start ${mode}`));
        on("session:unpuppet", ({ puppet }) => void seen.push(`unpuppet ${puppet.name}`));
        on("session:disconnect", ({ reason }) => void seen.push(`disconnect ${reason}`));
      },
    });
    await using inner = await innerGame({ plugins: [watching] });
    const { game, gate } = inner;
    const bert = await newPlayer(game, "bert");
    const anna = await newPlayer(game, "anna");
    bert.clear();
    seen.length = 0;
    gate.close();
    anna.type("quit");
    const reloading = game.reload(end);
    gate.open();
    assert.equal(await reloading, undefined);
    await game.settled();
    assert.equal(anna.closedWith, "quit");
    assert.equal(bert.screen.match(/anna has left/g)?.length, 1, bert.screen);
    const ours = seen.filter((what) => !what.includes("bert"));
    assert.deepEqual(ours.sort(), [
      ...["disconnect quit", `start ${end}`, `stop ${end}`, "unpuppet anna"],
    ]);
  });
}
