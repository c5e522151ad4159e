import assert from "node:assert/strict";
import { newPlayer } from "../../games/players.ts";
import { onBothWalls } from "../../games/both_walls.ts";

onBothWalls("1.1.9 a new session sees the login screen", {}, async (game) => {
  const anna = await game.connect();
  anna.expect(/connect/);
  anna.expect(/create/);
});

onBothWalls(
  "1.3.10, 1.4.10 create logs in, charcreate and ic puppet, in this order",
  {},
  async (game) => {
    const anna = await game.connect();
    await anna.send("create anna sesame-street");
    await anna.send("charcreate Anna");
    anna.expect("Character created: Anna.");
    await anna.send("ic Anna");
    anna.expect(/You become Anna/);
    anna.expect("The Vestibule");
    const kinds = game.trace.map((event) => event.kind).filter((kind) =>
      kind.startsWith("session:")
    );
    assert.deepEqual(kinds, ["session:connect", "session:login", "session:puppet"]);
  },
);

onBothWalls("say reaches everybody in the room, each in their own words", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("say Hello, |rBert|n!");
  anna.expect('You say, "Hello, |rBert|n!"');
  bert.expect('Anna says, "Hello, |rBert|n!"');
});

onBothWalls("an exit moves the puppet and tells both rooms", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("look");
  const exit = /Exits: (\w+)/.exec(anna.screen)?.[1] ?? "";
  anna.clear();
  const shown = await anna.send(exit);
  assert.match(shown, /Exits:/);
  assert.doesNotMatch(shown, /The Vestibule/);
  bert.expect(`Anna leaves ${exit}.`);
});

onBothWalls("a line that fits no command is named, its markup shown as typed", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("|rlokk|n here");
  anna.expect("|rlokk|n here");
});

onBothWalls("a secret answer is hidden and reaches the command that asked", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna");
  assert.equal(anna.isSecret, true);
  await anna.send("sesame-street");
  assert.equal(anna.isSecret, true, "the password is asked for twice");
  await anna.send("sesame-street");
  assert.equal(anna.isSecret, false);
  await anna.send("charcreate Anna");
  anna.expect("Character created: Anna.");
  assert.ok(!JSON.stringify(game.trace).includes("sesame"), "no event holds the password");
});

onBothWalls("logout returns to the login screen and its commands", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("logout");
  bert.expect("Anna has left the game.");
  anna.clear();
  await anna.send("say hello");
  assert.doesNotMatch(anna.screen, /You say/);
  await anna.send("connect Anna sesame-street");
  anna.expect(/You become Anna/);
});

onBothWalls("1.6.8 a client that vanishes unpuppets and leaves no session", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.vanish();
  bert.expect("Anna has left the game.");
  await bert.send("who");
  assert.doesNotMatch(bert.screen.replace("Anna has left the game.", ""), /anna/i);
});

onBothWalls("quit ends the connection with a word of goodbye", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("quit");
  assert.equal(anna.closedWith, "quit");
  anna.expect(/Goodbye/);
});

onBothWalls("a session that vanishes in the middle of a question ends it", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("create anna");
  await anna.vanish();
  const failed = game.trace.filter((event) => event.level === "error");
  assert.deepEqual(failed, []);
  const other = await game.connect();
  await other.send("create anna sesame-street");
  other.expect(/anna/);
});

onBothWalls(
  "6.1 mode 0: a new login ends the old session",
  { multisessionMode: 0 },
  async (game) => {
    const first = await newPlayer(game, "Anna");
    const second = await game.connect();
    await second.send("connect Anna sesame-street");
    assert.equal(first.closedWith, "logged_in_elsewhere");
    second.expect(/You become Anna/);
  },
);

onBothWalls("6.2 mode 1: two sessions share a puppet", { multisessionMode: 1 }, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await game.connect();
  await second.send("connect Anna sesame-street");
  await second.send("ic Anna");
  const bert = await newPlayer(game, "Bert");
  first.clear();
  second.clear();
  await bert.send("say hi both");
  first.expect('Bert says, "hi both"');
  second.expect('Bert says, "hi both"');
});

onBothWalls("6.3 mode 2: taking over leaves the old session OOC", {}, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await game.connect();
  await second.send("connect Anna sesame-street");
  assert.doesNotMatch(second.screen, /You become/, "a puppet in use is not stolen at login");
  await second.send("ic Anna");
  second.expect(/You become Anna/);
  first.expect(/taken over/);
  first.clear();
  await first.send("say hello");
  assert.doesNotMatch(first.screen, /You say/);
});

onBothWalls("1.4.4 a puppet of another account is refused", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await game.connect();
  await bert.send("create bert sesame-street");
  bert.clear();
  await bert.send("ic Anna");
  assert.doesNotMatch(bert.screen, /You become/);
  await anna.send("look");
  anna.expect("The Vestibule");
});

onBothWalls("claim makes a superuser of whoever knows the code", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("reload");
  assert.doesNotMatch(anna.screen, /reloaded/);
  await anna.send("claim WRONG-CODE");
  await anna.send(`claim ${game.claimCode}`);
  anna.clear();
  await anna.send("help reload");
  assert.match(anna.screen, /reload/);
});
