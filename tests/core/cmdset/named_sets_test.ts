import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newPlayer } from "../../games/players.ts";

const PLUGINS = { plugins: ["tests/games/named_sets_plugin.ts"] };

onBothWalls(
  "cmdsetUnloggedin names the set of a session that has not logged in",
  { ...PLUGINS, cmdsetUnloggedin: "named/door" },
  async (game) => {
    const anna = await game.connect();
    assert.equal(anna.screen, "Knock, please.");
    assert.doesNotMatch(await anna.send("create anna sesame-street"), /Account created/);
    assert.equal(await game.reload(), undefined);
    assert.match(await anna.send("knock anna"), /You are out of character/);
    assert.doesNotMatch(await anna.send("knock bert"), /out of character/);
    assert.match(await anna.send("logout"), /Knock, please\.$/);
    assert.match(await anna.send("knock bert"), /You are out of character/);
  },
);

onBothWalls(
  "cmdsetAccount names the set of an account",
  { ...PLUGINS, cmdsetAccount: "named/guild" },
  async (game) => {
    const anna = await newcomer(game, "anna");
    assert.equal(await anna.send("swear"), "You swear to keep the door.");
    assert.doesNotMatch(await anna.send("charcreate Anna"), /Character created/);
    assert.equal(await game.reload(), undefined);
    assert.equal(await anna.send("swear"), "You swear to keep the door.");
    assert.match(await anna.send("leave"), /Welcome to Vestibule\./);
    assert.doesNotMatch(await anna.send("swear"), /You swear/);
  },
);

onBothWalls(
  "cmdsetCharacter names the set of a character",
  { ...PLUGINS, cmdsetCharacter: "named/body" },
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    assert.equal(await anna.send("wave"), "You wave.");
    assert.match(await anna.send("say hello"), /There is no command "say hello"/);
    assert.match(await anna.send("who"), /Anna/, "the account's set is there too");
    assert.equal(await game.reload(), undefined);
    assert.equal(await anna.send("wave"), "You wave.");
    await anna.send("ooc");
    assert.match(await anna.send("wave"), /There is no command "wave"/);
  },
);
