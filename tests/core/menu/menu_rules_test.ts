import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

const STORIES = { plugins: ["tests/core/menu/template_plugin.ts"] };

onBothWalls("14.1 mergeType union leaves commands in reach of a menu", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story chat");
  assert.match(await anna.send("say hello"), /^You say, "hello"$/);
  assert.match(await anna.send("who"), /1 account logged in/);
  assert.match(await anna.send("buy"), /^Chatting, 2 coins\./);
  assert.match(await anna.send("nonsense"), /^That is no choice here\./);
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("say hello"), /You say, "hello"$/);
  assert.match(await anna.send("buy"), /Chatting, 1 coins\./);
});

onBothWalls(
  "14.1, 14.6 quit leaves a menu that leaves commands in reach",
  STORIES,
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("story chat");
    assert.match(await anna.send("look"), /^The Vestibule/);
    assert.match(await anna.send("q"), /^The Vestibule/);
    assert.match(await anna.send("buy"), /no command "buy"/);
    assert.equal(anna.closedWith, undefined);
  },
);

onBothWalls("14.1 the uppermost menu says whether commands are in reach", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story chat");
  assert.match(await anna.send("deep"), /^The road forks\./);
  assert.match(await anna.send("who"), /^That is no choice here\./);
  assert.match(await anna.send("quit"), /^Chatting/);
  assert.match(await anna.send("who"), /1 account logged in/);
});

onBothWalls("14.1 priority puts a menu above other cmdsets, or below", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("takehorn");
  await anna.send("story road");
  assert.equal(await anna.send("honk"), "Honk!");
  assert.match(await anna.send("who"), /^That is no choice here\./);
  await anna.send("quit");
  await anna.send("story loud");
  assert.match(await anna.send("honk"), /^That is no choice here\. Choose up\./);
});

onBothWalls("14.5 stay says why, and shows and changes nothing", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story chat");
  assert.equal(await anna.send("try"), "That is too dear.");
  assert.match(await anna.send("buy"), /^Chatting, 2 coins\./);
});

onBothWalls("14.3, 14.6 help can have topics, and a topic is typed", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story road");
  assert.equal(await anna.send("help"), "There is help on signpost and river.");
  assert.equal(await anna.send("Signpost"), "It has lost its arms.");
  assert.equal(await anna.send("help river"), "It is deep.");
  assert.equal(await anna.send("river"), "The river is too high.");
});

onBothWalls("14.6 markup in a choice does not count", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story road");
  assert.match(await anna.send("|rLEFT|n"), /^It is dark here\./);
});

onBothWalls("14.11 format lays a node out, and what it throws is told", STORIES, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const shown = "[stories/framed start]\nFramed.\n\non: On\n[end]";
  assert.equal(await anna.send("story framed"), shown);
  assert.match(await anna.send("on"), /^Something went wrong in this menu/);
  assert.equal(await anna.send("look"), shown);
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\n\[stories\/framed start\]/);
});

onBothWalls("14.7 cmdOnExit is run by the session that ended the menu", {
  ...STORIES,
  multisessionMode: 3,
}, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await comeBack(game, "Anna");
  await second.send("ooc");
  await second.send("story framed");
  first.clear();
  assert.match(await second.send("quit"), /^There is no command "say framed" here/);
  assert.equal(first.screen, "");
  await first.send("story framed");
  assert.equal(await first.send("quit"), 'You say, "framed"');
});
