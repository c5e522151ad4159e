import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer } from "../../games/players.ts";

const WITH_CHARACTER = { autoCreateCharacterWithAccount: true };

onBothWalls(
  "6.10 autoCreateCharacterWithAccount makes a character of the account's name, and it is puppeted",
  WITH_CHARACTER,
  async (game) => {
    const anna = await game.connect();
    assert.match(await anna.send("create anna sesame-street"), /You become anna\./);
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  },
);

onBothWalls(
  "6.10 autoCreateCharacterWithAccount without autoPuppetOnLogin makes one to go into the world with",
  { ...WITH_CHARACTER, autoPuppetOnLogin: false },
  async (game) => {
    const anna = await game.connect();
    assert.match(await anna.send("create anna sesame-street"), /You are out of character/);
    assert.match(await anna.send("ic anna"), /You become anna\./);
  },
);

onBothWalls(
  "6.10 autoCreateCharacterWithAccount keeps nobody out whose character's name is taken",
  WITH_CHARACTER,
  async (game) => {
    const bert = await game.connect();
    await bert.send("create bert sesame-street");
    assert.match(await bert.send("charcreate Anna"), /Character created: Anna\./);
    const anna = await game.connect();
    const shown = await anna.send("create anna sesame-street");
    assert.match(shown, /Account created: anna\./);
    assert.match(shown, /You are out of character/);
  },
);

onBothWalls("6.10 autoCreateCharacterWithAccount is off unless told", {}, async (game) => {
  const anna = await game.connect();
  assert.match(await anna.send("create anna sesame-street"), /You are out of character/);
  assert.match(await anna.send("charcreate Anna"), /Character created: Anna\./);
});

onBothWalls(
  "passwordMinLength counts the characters of a new account's password",
  { passwordMinLength: 4 },
  async (game) => {
    const anna = await game.connect();
    const short = await anna.send("create anna 🗝🔑🚪");
    assert.match(short, /The password must have at least 4 characters\./);
    assert.doesNotMatch(short, /Account created/);
    assert.match(await anna.send("create anna 🗝🔑🚪🏠"), /Account created: anna\./);
    const again = await game.connect();
    assert.match(await again.send("connect anna 🗝🔑🚪🏠"), /Welcome/);
  },
);

onBothWalls(
  "passwordMinLength holds for the password that takes the place of another",
  { passwordMinLength: 13 },
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    for (const line of ["password", "sesame-street"]) await anna.send(line);
    const short = await anna.send("sesame-lanes");
    assert.match(short, /The password must have at least 13 characters\./);
    for (const line of ["password", "sesame-street", "sesame-avenue"]) await anna.send(line);
    assert.match(await anna.send("sesame-avenue"), /Your password was changed\./);
    const again = await game.connect();
    assert.match(await again.send("connect Anna sesame-avenue"), /Welcome, Anna\./);
  },
);
