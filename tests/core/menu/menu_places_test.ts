import assert from "node:assert/strict";
import { playAgainAs, withMenus } from "./menu_games.ts";
import { newPlayer } from "../../games/players.ts";

const MODE_2 = { multisessionMode: 2 } as const;

withMenus("14.8 one session is in a menu while another one plays on", MODE_2, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await playAgainAs(game, "Anna");
  await first.send("menu shop");
  second.clear();
  assert.match(await second.send("who"), /anna/i);
  assert.match(await first.send("buy"), /you have 2 coins/);
  assert.doesNotMatch(second.screen, /coins/);
});

withMenus("14.8 an account's menu answers the session that typed last", MODE_2, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await playAgainAs(game, "Anna");
  await first.send("menu shop account");
  assert.match(await second.send("buy"), /Crunch\.\nCounter: you have 2 coins/);
  first.clear();
  assert.match(await second.send("bag"), /Bag: 1 apples/);
  assert.equal(first.screen, "");
  assert.match(await first.send("1"), /Counter: you have 3 coins/);
  await second.send("quit");
  assert.match(await first.send("say hello"), /You say, "hello"/);
});

withMenus("14.8 a puppet's menu answers each session that puppets it", {
  multisessionMode: 3,
}, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await playAgainAs(game, "Anna");
  await second.send("ic Anna");
  await first.send("menu shop puppet");
  second.clear();
  assert.match(await second.send("buy"), /^Crunch\.\nCounter: you have 2 coins/);
  first.clear();
  await second.send("look");
  assert.equal(first.screen, "");
  assert.match(await first.send("buy"), /you have 1 coins/);
});

withMenus("14.9 an account's menu is there at the next login", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop account");
  await anna.send("buy");
  await anna.vanish();
  const again = await game.connect();
  const shown = await again.send("connect Anna sesame-street");
  assert.match(shown, /Counter: you have 2 coins/);
  assert.match(await again.send("buy"), /Counter: you have 1 coins/);
});

withMenus("14.9 a puppet's menu is there when it is puppeted again", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("menu shop puppet"), /Counter/);
  await anna.send("buy");
  await anna.vanish();
  const again = await game.connect();
  assert.match(await again.send("connect Anna sesame-street"), /Counter: you have 2 coins/);
  assert.match(await again.send("quit"), /The shop closes/);
  assert.match(await again.send("say hello"), /You say, "hello"/);
});

withMenus(
  "14.8 a question belongs to its session; others are told to wait",
  MODE_2,
  async (game) => {
    const first = await newPlayer(game, "Anna");
    const second = await playAgainAs(game, "Anna");
    await first.send("menu asking account");
    await first.send("name");
    assert.match(await second.send("name"), /One moment, please/);
    assert.match(await first.send("Anna"), /Hello Anna/);
    assert.match(await second.send("look"), /Ask away/);
    await first.send("name");
    await first.vanish();
    assert.match(await second.send("look"), /Ask away/);
  },
);
