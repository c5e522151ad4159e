import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

onBothWalls("8.1.1 a nick replaces the first word of a line", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("nick hi = say Hello, $1!"), /"hi" means: say Hello, \$1!/);
  assert.match(await anna.send("HI Bert and all"), /You say, "Hello, Bert!"/);
  await anna.send("nick t = say");
  assert.match(await anna.send("t one = two"), /You say, "one = two"/);
  assert.match(await anna.send("why t hello"), /The nick "t" makes it: say hello/);
});

onBothWalls("8.1.1 nick lists, shows one and deletes", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("nick"), /You have no nicks/);
  await anna.send("nick a = say |rred|n");
  await anna.send("nick b = look");
  assert.match(await anna.send("nick/list"), /a +say \|rred\|n[^]*b +look/);
  assert.doesNotMatch(await anna.send("nick A"), /look/);
  assert.match(await anna.send("nick/delete A"), /"a" means itself again/);
  assert.match(await anna.send("nick/del a"), /There is no nick "a"/);
  assert.match(await anna.send("nick/delete"), /Which nick/);
  assert.match(await anna.send("nick c"), /There is no nick "c"/);
});

onBothWalls(
  "8.1.1 a puppet's nicks come before the account's, while it is puppeted",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("nick x = say from the account");
    await anna.send("nick/character x = say from Anna");
    assert.match(await anna.send("x"), /from Anna/);
    assert.match(await anna.send("nick"), /x +say from Anna +only as Anna/);
    await anna.send("nick/delete/character x");
    assert.match(await anna.send("x"), /from the account/);
    await anna.send("ooc");
    assert.match(await anna.send("nick/character x = look"), /not in a character/);
  },
);

onBothWalls("8.1.1 nicks do not meet each other, and never hide nick itself", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("nick say = x");
  await anna.send("nick x = say once");
  assert.match(await anna.send("x"), /You say, "once"/);
  assert.match(await anna.send("nick nick = look"), /cannot be an alias/);
  assert.match(await anna.send("nick nick/delete = look"), /cannot be an alias/);
  assert.match(await anna.send("nick/delete say"), /means itself again/);
});

onBothWalls("8.1.1 nicks are kept on the account, over logins and reloads", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("nick hi = say Hello");
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("hi"), /You say, "Hello"/);
  await anna.send("quit");
  const again = await comeBack(game, "Anna");
  assert.match(await again.send("hi"), /You say, "Hello"/);
});

onBothWalls(
  "an answer to a question is no line, and no nick is replaced in it",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("nick yes = say no");
    await anna.send("ooc");
    await anna.send("chardelete Anna");
    assert.match(await anna.send("yes"), /was deleted/);
  },
);

onBothWalls("a nick's name is one word, its replacement not empty", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("nick two words = look"), /must be one word/);
  assert.match(await anna.send("nick x ="), /must not be empty/);
  assert.match(await anna.send("nick/what x"), /There is no switch \/what/);
});
