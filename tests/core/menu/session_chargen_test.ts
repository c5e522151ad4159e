import assert from "node:assert/strict";
import chargen from "@vestibule/chargen";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newcomer } from "../../games/players.ts";

const PLUGINS = { plugins: ["plugins/chargen/mod.ts"] };

for (const multisessionMode of [2, 3] as const) {
  const settings = { ...PLUGINS, multisessionMode };

  onBothWalls(
    `14.13 in mode ${multisessionMode} one session makes a character while another plays on`,
    settings,
    async (game) => {
      const first = await playing(game, "Anna");
      const second = await comeBackOutOfCharacter(game);
      assert.match(await second.send("charcreate"), /^What shall your character be called\?/);
      assert.match(await first.send("say one"), /^You say, "one"$/);
      assert.match(await second.send("Bea"), /^What is Bea\?/);
      assert.match(await second.send("scholar"), /^What is Bea good at\?/);
      second.clear();
      assert.equal(await game.reload(), undefined);
      second.expect(/reloaded\.\nWhat is Bea good at\?/);
      assert.doesNotMatch(first.screen, /Bea/);
      assert.match(await first.send("say three"), /^You say, "three"$/);
      await second.send("");
      await second.send("Small.");
      assert.match(await second.send(""), /^This is Bea\.\nSmall\.\n/);
      const entered = await second.send("yes");
      assert.match(entered, /You become Bea\./);
      assert.match(entered, /You see: .*Anna/);
      assert.match(await first.send("look Bea"), /Bea\nSmall\./);
      second.clear();
      await first.send("say four");
      second.expect('Anna says, "four"');
      assert.match(await second.send("say five"), /^You say, "five"$/);
    },
  );
}

onBothWalls("14.13 a character that was not finished is gone on with", PLUGINS, async (game) => {
  const anna = await newcomer(game, "Anna");
  await anna.send("charcreate Bea");
  await anna.send("quit");
  assert.match(await anna.send("keep"), /You are out of character[^]*Bea is in progress/);
  assert.match(await anna.send("charcreate"), /\nWhat is Bea\?/);
  await anna.vanish();
  const again = await comeBack(game, "Anna");
  again.expect("Bea is in progress");
  assert.match(await again.send("charcreate"), /\nWhat is Bea\?/);
  await again.send("done");
  assert.match(await again.send("yes"), /You become Bea\./);
  await again.send("ooc");
  assert.match(await again.send("charcreate"), /^What shall your character be called\?/);
});

onBothWalls("14.13 a character that may not be is not made", {
  ...PLUGINS,
  maxNrCharacters: 1,
}, async (game) => {
  const anna = await playing(game, "Anna");
  assert.equal(await anna.send("charcreate"), "You are Anna here. Type ooc first.");
  await anna.send("ooc");
  assert.match(
    await anna.send("charcreate"),
    /^You have 1 characters already, the most allowed\.$/,
  );
});

/** Makes an account and a character of the same name, and goes into the world. */
async function playing(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await newcomer(game, name);
  for (const line of [`charcreate ${name}`, "done", "yes"]) await player.send(line);
  player.clear();
  return player;
}

/** Connects another session to Anna's account, which may play at once: it goes out of character. */
async function comeBackOutOfCharacter(game: TestGame): Promise<TestPlayer> {
  const player = await comeBack(game, "Anna");
  await player.send("ooc");
  player.clear();
  return player;
}

Deno.test("14.13 a character in progress is where it was after the Server died", async () => {
  await using inner = await innerGame({ plugins: [chargen] });
  const anna = await newcomer(inner.game, "Anna");
  for (const line of ["charcreate Bea", "scholar", "mind 4"]) await anna.send(line);
  anna.clear();
  await inner.crash();
  anna.expect(/What is Bea good at\?\n[^]*mind +4 of 5/);
  await anna.send("done");
  assert.match(await anna.send("yes"), /You become Bea\./);
});
