import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { layersPlugin } from "../../games/layers_plugin.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";
import { defineCommand, definePlugin, type Plugin } from "../../../src/plugins/api.ts";

Deno.test("7.4.2, 7.4.3 a thing offers a cmdset only to those for whom offeredTo gives true, at every line anew", async () => {
  await using game = await testGame({ plugins: [layersPlugin()] });
  const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
  await anna.send("lay ball book persistent");
  await anna.send("lend ball Bert");
  assert.match(await anna.send("read"), /There is no command "read"/);
  assert.equal(await bert.send("read"), "You read.");
  await game.reload();
  assert.equal(await bert.send("read"), "You read.");
  await anna.send("lend ball Anna");
  assert.equal(await anna.send("read"), "You read.");
  assert.match(await bert.send("read"), /There is no command "read"/);
});

Deno.test("7.4.3 a character offers nothing but what says to whom, and uses its own whatever that says", async () => {
  await using game = await testGame({ plugins: [layersPlugin()] });
  const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
  await anna.send("lay puppet fire");
  await anna.send("lay puppet book");
  assert.equal(await anna.send("read"), "You read.");
  assert.match(await bert.send("burn"), /There is no command "burn"/);
  assert.match(await bert.send("read"), /There is no command "read"/);
  await anna.send("lend Anna Bert");
  assert.equal(await bert.send("read"), "You read.");
});

Deno.test("7.4.3 a cmdset whose offeredTo throws is offered to nobody, and the trace tells why", async () => {
  await using game = await testGame({ plugins: [layersPlugin()], failures: "allow" });
  const anna = await newPlayer(game, "Anna");
  await anna.send("lay ball bomb");
  await anna.send("lay cup fire");
  assert.match(await anna.send("explode"), /There is no command "explode"/);
  assert.equal(await anna.send("burn"), "You burn.");
  const told = game.trace.find(({ kind }) => kind === "plugin:fail");
  assert.equal(told?.data?.cmdset, "Bomb");
  assert.deepEqual([told?.data?.plugin, told?.data?.hook], ["layers", "offeredTo of Bomb"]);
  assert.match(String(told?.data?.error), /tick/);
});

/** Lets staff puppet the ball. */
const possess: Plugin = definePlugin({
  name: "possess",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/account", [
      defineCommand({
        key: "possess",
        needs: "account",
        async run({ args, game, session, msg }) {
          const [object] = game.world.named(args);
          if (object !== undefined) msg((await game.sessions.puppet(session, object)).kind);
        },
      }),
    ]),
});

Deno.test("7.4.3 a thing that is puppeted has the commands of a character, and offers them to nobody", async () => {
  await using game = await testGame({ plugins: [layersPlugin(), possess] });
  const [anna, bert] = [await newSuperuser(game, "Anna"), await newPlayer(game, "Bert")];
  await anna.send("lay ball fire");
  await anna.send("possess ball");
  assert.match(await anna.send("say hello"), /You say/);
  assert.match(await bert.send("say hello"), /You say/);
  assert.equal(await bert.send("burn"), "You burn.");
  assert.equal(await anna.send("burn"), "You burn.");
});
