import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { withMenus } from "./menu_games.ts";
import { newPlayer } from "../../games/players.ts";

withMenus("14.3 menus.start() shows the first node with its options", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const shown = await anna.send("menu shop");
  assert.match(shown, /Counter: you have 3 coins\.\n\nbuy: Buy an apple/);
  assert.match(shown, /1: Leave/);
});

withMenus("14.4 a goto changes the state and leads to a node", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  assert.match(await anna.send("buy"), /Crunch\.\nCounter: you have 2 coins/);
  assert.match(await anna.send("B"), /Counter: you have 1 coins/);
  assert.match(await anna.send("bag"), /Bag: 2 apples/);
  assert.match(await anna.send("1"), /Counter: you have 3 coins/);
});

withMenus("14.6 built-in words show a node, its help and the node before", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  assert.match(await anna.send("l"), /Counter/);
  assert.match(await anna.send("help"), /^Buy or leave\.$/);
  assert.match(await anna.send("back"), /nothing to go back to/);
  await anna.send("bag");
  assert.match(await anna.send("h"), /no help here/);
  assert.match(await anna.send("back"), /Counter/);
  assert.match(await anna.send("say hello"), /That is no choice here\. Choose buy, bag or 1\./);
});

withMenus(
  "14.4, 14.6 free input takes what fits no option and no built-in word",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("menu shop session bag");
    const shown = await anna.send("a key");
    assert.match(shown, /There is no "a key" in the bag\.\nBag/);
    assert.match(await anna.send(""), /There is no "" in the bag/);
    assert.match(await anna.send("quit"), /The shop closes: quit/);
  },
);

withMenus(
  "14.1, 14.6 options win over built-in words, which a menu can switch off",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("menu words");
    assert.match(await anna.send("quit"), /You said "quit"/);
    assert.match(await anna.send("back"), /You said "back"/);
    assert.match(await anna.send("look"), /It is over/);
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  },
);

for (const word of ["quit", "q", "exit"]) {
  withMenus(`14.7 "${word}" ends a menu, and look runs once`, {}, async (game) => {
    const anna = await newPlayer(game, "Anna");
    const room = await anna.send("look");
    await anna.send("menu shop");
    assert.equal(await anna.send(word), `The shop closes: quit.\n${room}`);
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  });
}

withMenus("14.7 an option that leads to null ends a menu", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  assert.match(await anna.send("1"), /^The shop closes: goto\./);
});

withMenus("14.3 a node that offers nothing is shown, and the menu ends", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("menu words session over"), /It is over/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

withMenus("14.2 no command and no exit is in reach of a menu", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  for (const line of ["say hello", "north", "who", "reload", "menu list"]) {
    assert.match(await anna.send(line), /That is no choice here/, line);
  }
});

withMenus(
  "14.2 menus.start() in a menu lays the new one on top, five at most",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("menu nested");
    for (const level of [4, 5, 6, 7]) {
      assert.match(await anna.send("in"), new RegExp(`Level ${level}\\.`));
    }
    assert.match(await anna.send("in"), /RangeError: Cannot start menu.*at most 5 menus/);
    for (const level of [6, 5, 4, 3]) {
      assert.match(await anna.send("quit"), new RegExp(`^Level ${level}\\.`));
    }
    await anna.send("quit");
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  },
);

withMenus("14.2 menus.start() and null put one menu in the place of another", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu nested");
  assert.match(await anna.send("instead"), /^Counter/);
  await anna.send("quit");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

withMenus("a question asked in a menu is answered past the menu", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu asking");
  assert.match(await anna.send("name"), /What is your name\?/);
  assert.match(await anna.send("quit"), /Hello quit\.\nAsk away\./);
});

withMenus("14.12 pages() turns pages", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("menu list"), /Page 1 of 3\.\n\n1: apple\n2: bread\nnext: /);
  assert.match(await anna.send("n"), /Page 2 of 3\.[^]*previous: /);
  assert.match(await anna.send("next"), /Page 3 of 3\.\n\n1: egg\nprevious: /);
  assert.match(await anna.send("p"), /Page 2 of 3/);
});

withMenus("14.12 yesNo() takes an empty line for its default", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu sure");
  assert.match(await anna.send("perhaps"), /Choose yes or no/);
  assert.match(await anna.send("Y"), /They are spent/);
  assert.match(await anna.send("menu sure"), /Spend 3 coins\?/);
  await anna.send("");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

const HEARING = {
  plugins: ["tests/core/menu/menu_plugin.ts", "tests/games/hearing_plugin.ts"],
  serverSessionClass: "hearing/Heard",
};

onBothWalls("14.8 what a menu shows is text of type menu", HEARING, async (game) => {
  const [anna, bert] = [await game.connect(), await game.connect()];
  await bert.send(`heard ${anna.sessid}`);
  await anna.send("menu shop");
  await anna.send("buy");
  assert.equal(await bert.send(`heard ${anna.sessid}`), "menu plain menu");
});

withMenus(
  "14.11 options stand in columns, and one per line for a screen reader",
  {},
  async (game) => {
    const anna = await game.player("Anna", { portal: "telnet" });
    const shown = await anna.send("menu broken");
    assert.match(shown, /throw: Throws {2,}date: Keeps a date/);
    await anna.send("throw");
    await anna.send("quit");
    await anna.send("screenreader");
    assert.match(await anna.send("menu broken"), /\nthrow: Throws\nlate: Throws later\nnode: /);
  },
);

const DOOR = { plugins: ["tests/games/door_plugin.ts"] };

onBothWalls(
  "14.14 a menu takes the place of the login screen, and a login ends it",
  DOOR,
  async (game) => {
    const anna = await game.connect();
    anna.expect(/^Who are you\?$/);
    assert.match(await anna.send("anna"), /Password:/);
    assert.equal(anna.isSecret, true);
    assert.match(await anna.send("wrong"), /That is not right\.\nWho are you\?/);
    await anna.send("new");
    const shown = await anna.send("sesame-street");
    assert.match(shown, /Welcome, new/);
    assert.doesNotMatch(shown, /Who are you/);
    assert.equal(await anna.send("leave"), "Log out?\n\nyes: Yes\nno: No");
    assert.equal(await anna.send("yes"), "Who are you?");
    assert.doesNotMatch(game.trace.map(({ kind }) => kind).join(), /menu:fail|plugin:fail/);
  },
);
