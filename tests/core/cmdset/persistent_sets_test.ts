import assert from "node:assert/strict";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { layersPlugin } from "../../games/layers_plugin.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

/** Tells which of the words that the sets bring can be typed. */
async function words(player: TestPlayer): Promise<readonly string[]> {
  const found: string[] = [];
  for (const word of ["burn", "freeze", "tip", "read", "explode"]) {
    if (await player.send(word) === `You ${word}.`) found.push(word);
  }
  return found;
}

for (const end of ["reload", "reset", "crash"] as const) {
  for (const who of ["account", "puppet", "ball", "here", "gate"]) {
    Deno.test(`7.3.2 CmdSetStack.add() keeps what is persistent on ${who} over a ${end}`, async () => {
      await using inner = await innerGame({ plugins: [layersPlugin()] });
      const anna = await newPlayer(inner.game, "Anna");
      await anna.send(`lay ${who} ice`);
      await anna.send(`lay ${who} fire persistent`);
      assert.deepEqual(await words(anna), ["burn", "freeze"]);
      if (end === "crash") await inner.crash();
      else await inner.game.reload(end);
      if (end === "reset") await anna.send("ic Anna");
      assert.deepEqual(await words(anna), ["burn"]);
    });
  }
}

Deno.test("7.3.2 CmdSetStack.add() keeps what is persistent over a restart, with nobody there", async () => {
  await using folder = await tempFolder();
  const database = `${folder.path}/world.db`;
  {
    await using game = await testGame({ database, plugins: [layersPlugin()] });
    const anna = await newPlayer(game, "Anna");
    await anna.send("lay ball fire persistent");
    await anna.send("lay gate ice persistent");
    await anna.send("lay here robe persistent");
    await anna.send("lay cup book");
  }
  await using game = await testGame({ database, plugins: [layersPlugin()] });
  const bert = await newPlayer(game, "Bert");
  assert.deepEqual(await words(bert), ["burn", "freeze", "tip"]);
});

onBothWalls(
  "7.3.2 CmdSetStack.add() keeps a persistent default cmdset, and one that covers it ends",
  { plugins: ["tests/games/layers_plugin.ts"] },
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("lay puppet robe default persistent");
    await anna.send("lay puppet ice default");
    assert.equal(await anna.send("stack puppet"), "layers/ice (kept: layers/robe)");
    await game.reload();
    assert.equal(await anna.send("stack puppet"), "layers/robe (kept: layers/robe)");
    assert.match(await anna.send("say hello"), /There is no command "say hello"/);
  },
);

Deno.test("7.3.3 CmdSetStack.remove() forgets what was persistent", async () => {
  await using game = await testGame({ plugins: [layersPlugin()] });
  const anna = await newPlayer(game, "Anna");
  for (const who of ["account", "ball"]) {
    await anna.send(`lay ${who} fire persistent`);
    await anna.send(`lift ${who} fire`);
  }
  await game.reload();
  assert.deepEqual(await words(anna), []);
  assert.equal(await anna.send("stack account"), "builtin/account (kept: )");
});

Deno.test("7.3.3 CmdSetStack.removeDefault() leaves the settings' cmdset out until the next start", async () => {
  await using game = await testGame({ plugins: [layersPlugin()] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("lay puppet robe default persistent");
  await anna.send("lift puppet default");
  assert.equal(await anna.send("stack puppet"), " (kept: )");
  await anna.send("ooc");
  await anna.send("ic Anna");
  assert.equal(await anna.send("stack puppet"), " (kept: )");
  await game.reload();
  assert.equal(await anna.send("stack puppet"), "builtin/character (kept: )");
});

Deno.test("7.3.5 a name that nobody registers any more is left out, told of, and not forgotten", async () => {
  let isKnown = true;
  await using game = await testGame({
    plugins: [layersPlugin((name) => name === "ice" || isKnown)],
  });
  const anna = await newPlayer(game, "Anna");
  await anna.send("lay account fire persistent");
  await anna.send("lay puppet robe default persistent");
  isKnown = false;
  await game.reload();
  assert.deepEqual(await words(anna), []);
  assert.equal(await anna.send("stack account"), "builtin/account (kept:  layers/fire)");
  assert.equal(await anna.send("stack puppet"), "builtin/character (kept: layers/robe)");
  const told = game.trace.filter(({ kind }) => kind === "cmdset:missing");
  const names = told.map(({ data }) => data?.name).toSorted();
  assert.deepEqual(names, ["layers/fire", "layers/robe"]);
  await anna.send("lay account ice persistent");
  isKnown = true;
  await game.reload();
  assert.deepEqual(await words(anna), ["burn", "freeze", "tip"]);
  assert.equal(
    await anna.send("stack account"),
    [
      ...["builtin/account layers/fire layers/ice", "(kept:  layers/fire layers/ice)"],
    ].join(" "),
  );
});

Deno.test("7.4.12 cmdsetCharacter and cmdsetAccount count anew at each start, but where a set was kept", async () => {
  await using folder = await tempFolder();
  const database = `${folder.path}/world.db`;
  {
    await using game = await testGame({ database, plugins: [layersPlugin()] });
    const anna = await newPlayer(game, "Anna");
    await newPlayer(game, "Bert");
    await anna.send("lay puppet ice default persistent");
  }
  const settings = { cmdsetCharacter: "layers/robe", cmdsetAccount: "layers/fire" };
  await using game = await testGame({ database, settings, plugins: [layersPlugin()] });
  const [anna, bert] = [await comeBack(game, "Anna"), await comeBack(game, "Bert")];
  assert.deepEqual(await words(anna), ["burn", "freeze"]);
  assert.deepEqual(await words(bert), ["burn", "tip"]);
});
