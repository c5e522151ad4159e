import assert from "node:assert/strict";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import menuLogin from "../../../docs/examples/menu_login/mod.ts";

const LOGIN = { plugins: ["docs/examples/menu_login/mod.ts"] };

/** Makes an account through the menu. */
async function enterNew(game: TestGame, name: string): Promise<TestPlayer> {
  const player = await game.connect();
  for (const line of [name, "yes", "sesame-street"]) await player.send(line);
  assert.match(await player.send("sesame-street"), new RegExp(`Welcome, ${name}`));
  return player;
}

onBothWalls("14.14 a menu on unloggedinLook asks for name and password", LOGIN, async (game) => {
  const anna = await enterNew(game, "anna");
  assert.match(await anna.send("logout"), /\nWho are you\?\n\nguest: Look around first\n/);
  const again = await game.connect();
  again.expect(/^Who are you\?\n\nguest: Look around first\nquit: Leave$/);
  assert.match(await again.send("anna"), /^Password:/);
  assert.equal(again.isSecret, true);
  assert.equal(await again.send("wrong"), "That is not your password.");
  assert.equal(again.isSecret, false);
  await again.send("anna");
  const shown = await again.send("sesame-street");
  assert.match(shown, /Welcome, anna/);
  assert.doesNotMatch(shown, /Who are you/);
  assert.match(await again.send("who"), /1 account logged in/);
  assert.doesNotMatch(game.trace.map(({ kind }) => kind).join(), /menu:fail|plugin:fail/);
});

onBothWalls("14.14 a menu login makes an account, and survives a reload", LOGIN, async (game) => {
  const anna = await game.connect();
  assert.equal(await anna.send("an"), "The name must have 3 to 30 characters.");
  assert.match(await anna.send("anna"), /^There is no anna yet\. Shall there be\?/);
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\nThere is no anna yet\. Shall there be\?/);
  assert.match(await anna.send("no"), /^Who are you/);
  await anna.send("anna");
  assert.match(await anna.send("y"), /^Choose a password:/);
  assert.equal(anna.isSecret, true);
  await anna.send("sesame-street");
  assert.equal(await anna.send("sesame"), "They differ.");
  await anna.send("y");
  await anna.send("sesame-street");
  assert.match(await anna.send("sesame-street"), /Welcome, anna/);
});

onBothWalls("14.14 an empty line leaves a menu login's question", LOGIN, async (game) => {
  await enterNew(game, "anna");
  const again = await game.connect();
  assert.equal(await again.send(""), "Type your name, please.");
  await again.send("anna");
  assert.match(await again.send(""), /^Who are you/);
  assert.match(await again.send("help"), /^Type the name of your account/);
});

onBothWalls("14.14 a menu login that has ended does not come back", LOGIN, async (game) => {
  const anna = await enterNew(game, "anna");
  anna.clear();
  assert.equal(await game.reload(), undefined);
  assert.doesNotMatch(anna.screen, /anna yet|Who are you/);
  assert.match(await anna.send("who"), /1 account logged in/);
});

onBothWalls("14.14 a reload takes a menu login's question back", LOGIN, async (game) => {
  await enterNew(game, "anna");
  const again = await game.connect();
  await again.send("anna");
  again.clear();
  assert.equal(await game.reload(), undefined);
  again.expect(/reloaded\.\nWho are you\?/);
  assert.equal(again.isSecret, false);
  // It may have been on its way to the question that hid it.
  assert.match(await again.send("sesame-street"), /^Nothing waits for that answer any more\./);
  assert.match(await again.send("anna"), /^Password:/);
  assert.match(await again.send("sesame-street"), /Welcome, anna/);
});

onBothWalls("14.14 a menu login lets guests in, and who wants out", {
  ...LOGIN,
  guestEnabled: true,
  guestList: ["Visitor"],
}, async (game) => {
  const guest = await game.connect();
  assert.match(await guest.send("guest"), /Visitor/);
  const other = await game.connect();
  assert.equal(await other.send("guest"), "There is no room for guests.");
  await other.send("quit");
  assert.equal(other.closedWith, "quit");
});

onBothWalls("14.14 no command is in reach of a menu login", LOGIN, async (game) => {
  const anna = await game.connect();
  assert.match(await anna.send("create anna sesame-street"), /^The name may hold letters,/);
  assert.match(await anna.send("look"), /^Who are you/);
});

onBothWalls("14.14 bans hold in a menu login", LOGIN, async (game) => {
  const root = await enterNew(game, "root");
  await root.send(`claim ${game.claimCode}`);
  await enterNew(game, "anna");
  await root.send("ban anna : rude");
  await root.send("yes");
  const again = await game.connect();
  await again.send("anna");
  assert.equal(await again.send("sesame-street"), "You are not welcome here.");
});

Deno.test("14.14 throttles hold in a menu login, until their time is over", async () => {
  const settings = { loginThrottleLimit: 2, loginThrottleTimeout: 60 };
  await using game = await testGame({ plugins: [menuLogin], settings });
  const connect = () => game.connect({ address: "192.0.2.1" });
  const anna = await connect();
  for (const line of ["anna", "yes", "sesame-street", "sesame-street"]) await anna.send(line);
  const again = await connect();
  const tryPassword = async (password: string) => {
    await again.send("anna");
    return await again.send(password);
  };
  assert.equal(await tryPassword("wrong"), "That is not your password.");
  assert.equal(await tryPassword("wrong"), "That is not your password.");
  assert.equal(await tryPassword("sesame-street"), "Too many tries. Come back later.");
  await game.advance(60_000);
  assert.match(await tryPassword("sesame-street"), /Welcome, anna/);
});
