import assert from "node:assert/strict";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";

const SETTINGS = { plugins: ["tests/games/moments_plugin.ts"] };

/** Somebody to ask what happened since the last time. */
async function witness(game: TestGame): Promise<() => Promise<string>> {
  const player: TestPlayer = await game.connect();
  await player.send("create witness sesame-street");
  await player.send("moments");
  return () => player.send("moments");
}

onBothWalls("1.8.1 a new account is told of, and then its first login", SETTINGS, async (game) => {
  const happened = await witness(game);
  const anna = await game.connect({ address: "192.0.2.7" });
  await anna.send("create anna sesame-street");
  assert.equal(
    await happened(),
    "create anna 192.0.2.7 0; firstLogin anna loggedin 1; login anna",
  );
});

onBothWalls(
  "1.8.2 account:firstLogin comes with each first session only",
  SETTINGS,
  async (game) => {
    const happened = await witness(game);
    const anna = await newPlayer(game, "Anna");
    await happened();
    const other = await comeBack(game, "Anna");
    assert.equal(await happened(), "login Anna");
    await other.send("quit");
    assert.equal(await happened(), "disconnect quit");
    await anna.send("quit");
    assert.equal(await happened(), "lastLogout Anna Anna; disconnect quit; unpuppet Anna");
    await comeBack(game, "Anna");
    assert.equal(await happened(), "firstLogin Anna loggedin 1; login Anna");
  },
);

onBothWalls(
  "1.6.2 account:lastLogout comes before all else of a logout",
  SETTINGS,
  async (game) => {
    const happened = await witness(game);
    const anna = await newPlayer(game, "Anna");
    await happened();
    await anna.send("logout");
    assert.equal(await happened(), "lastLogout Anna Anna; unpuppet Anna; logout Anna");
    await anna.send("quit");
    assert.equal(await happened(), "disconnect quit");
  },
);

onBothWalls(
  "1.3.11, 1.8.2 a session that takes over in mode 0 is neither first nor last",
  { ...SETTINGS, multisessionMode: 0 },
  async (game) => {
    const happened = await witness(game);
    await newPlayer(game, "Anna");
    await happened();
    await comeBack(game, "Anna");
    assert.equal(await happened(), "disconnect logged_in_elsewhere; unpuppet Anna; login Anna");
  },
);

onBothWalls(
  "1.8.1 a failed login is told of with the account it was for",
  SETTINGS,
  async (game) => {
    const happened = await witness(game);
    const eve = await game.connect({ address: "192.0.2.9" });
    await eve.send("connect witness wrong-guess");
    await eve.send("connect nobody wrong-guess");
    assert.match(await happened(), /^loginFail \d+ 192\.0\.2\.9; loginFail null 192\.0\.2\.9$/);
  },
);

onBothWalls("1.8.1 new objects and ways through exits are told of", SETTINGS, async (game) => {
  const happened = await witness(game);
  const anna = await newPlayer(game, "Anna");
  assert.match(await happened(), /; object Anna character$/);
  await anna.send("north");
  assert.equal(await happened(), "traverse Anna north The Vestibule The Hall The Hall");
});

onBothWalls("1.5.5 deleting a puppet leaves nothing of it", {
  ...SETTINGS,
  multisessionMode: 3,
}, async (game) => {
  const happened = await witness(game);
  const anna = await newPlayer(game, "Anna");
  const other = await comeBack(game, "Anna");
  await other.send("ic Anna");
  await happened();
  await anna.send("destroy");
  assert.equal(await happened(), "unpuppet Anna; unpuppet Anna");
  for (const player of [anna, other]) {
    player.expect("Anna is no more.");
    assert.match(await player.send("look"), /Your characters \(0\/5\)\nNone yet\./);
    assert.match(await player.send("lastpuppet"), /last: nobody/);
  }
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("ic"), /Type charcreate/);
  assert.match(await anna.send("charcreate Anna"), /Character created: Anna\./);
});

onBothWalls("6.8 msg with sessions reaches exactly those", {
  ...SETTINGS,
  multisessionMode: 1,
}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const [second, third] = [await comeBack(game, "Anna"), await comeBack(game, "Anna")];
  for (const player of [second, third]) await player.send("ic Anna");
  const bert = await newPlayer(game, "Bert");
  [anna, second, third].forEach((player) => player.clear());
  await anna.send(`telltwo ${second.sessid} ${bert.sessid}`);
  await game.settled();
  assert.equal(anna.screen.trim(), "from the room");
  assert.equal(third.screen.trim(), "");
  for (const player of [second, bert]) {
    assert.match(player.screen, /from the account[^]*from the puppet/);
    assert.doesNotMatch(player.screen, /from the room/);
  }
});

onBothWalls("9.3.7 quit tells what is left, and quit/all ends every session", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  const [second, third] = [await comeBack(game, "Anna"), await comeBack(game, "Anna")];
  await third.send("quit");
  third.expect("Goodbye. You have 2 sessions left.");
  await second.send("quit/all");
  await game.settled();
  second.expect("Goodbye. You ended 2 sessions.");
  anna.expect(`Goodbye. Session #${second.sessid} of yours ended all of your sessions.`);
  assert.deepEqual([anna, second, third, bert].map(({ closedWith }) => closedWith), [
    ...["quit", "quit", "quit", undefined],
  ]);
  assert.match(await bert.send("quit/al now"), /You ended 1 session\./);
});

onBothWalls("1.3.7 of many logins at once in mode 0 exactly one stays", {
  multisessionMode: 0,
}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("quit");
  const many = await Promise.all(Array.from({ length: 5 }, () => game.connect()));
  await Promise.all(many.map((player) => player.send("connect anna sesame-street")));
  await game.settled();
  assert.equal(many.filter(({ closedWith }) => closedWith === undefined).length, 1);
});
