import assert from "node:assert/strict";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

const PLUGINS = { plugins: ["tests/games/session_chargen_plugin.ts"] };

for (const multisessionMode of [2, 3] as const) {
  const settings = { ...PLUGINS, multisessionMode };

  onBothWalls(
    `14.13 in mode ${multisessionMode} one session makes a character while another plays on`,
    settings,
    async (game) => {
      const first = await newPlayer(game, "Anna");
      const second = await comeBackOutOfCharacter(game);
      assert.match(await second.send("charmake"), /^What shall your character be called\?$/);
      assert.match(await first.send("say one"), /^You say, "one"$/);
      assert.match(await second.send("say two"), /^What does say two look like\?$/);
      await second.send("back");
      assert.match(await second.send("Bea"), /^What does Bea look like\?$/);
      assert.equal(await game.reload(), undefined);
      second.expect(/reloaded\.\nWhat does Bea look like\?$/);
      assert.doesNotMatch(first.screen, /Bea/);
      assert.match(await first.send("say three"), /^You say, "three"$/);
      assert.match(await second.send("Small."), /^Bea: Small\.\n\nyes: Enter the world/);
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
  await anna.send("charmake");
  await anna.send("Bea");
  assert.match(await anna.send("quit"), /You are out of character/);
  assert.match(await anna.send("charmake"), /^What does Bea look like\?$/);
  await anna.vanish();
  const again = await comeBack(game, "Anna");
  assert.match(await again.send("charmake"), /^What does Bea look like\?$/);
  await again.send("Small.");
  assert.match(await again.send("yes"), /You become Bea\./);
  await again.send("ooc");
  assert.match(await again.send("charmake"), /^What shall your character be called\?$/);
});

onBothWalls("14.13 a character that may not be is not made", {
  ...PLUGINS,
  maxNrCharacters: 1,
}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.equal(await anna.send("charmake"), "Go out of character first.");
  await anna.send("ooc");
  for (const line of ["charmake", "Bea", "Small."]) await anna.send(line);
  assert.match(await anna.send("yes"), /^You have 1 characters already, the most allowed\.$/);
  assert.match(await anna.send("look"), /^Bea: Small\./);
  assert.match(await anna.send("quit"), /You are out of character/);
});

/** Connects another session to Anna's account, which may play at once: it goes out of character. */
async function comeBackOutOfCharacter(game: TestGame) {
  const player = await comeBack(game, "Anna");
  await player.send("ooc");
  player.clear();
  return player;
}
