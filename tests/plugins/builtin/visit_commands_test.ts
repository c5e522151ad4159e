import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

onBothWalls(
  "9.1.3 info tells a visitor which server this is, and how many accounts are logged in",
  { serverName: "The |rHouse" },
  async (game) => {
    const visitor = await game.connect();
    assert.match(
      await visitor.send("info"),
      /^Name: The \|rHouse\nVersion: Vestibule \d+\.\d+\.\d+\S*\nUp for: \d+ s\nLogged in: 0$/,
    );
    const anna = await newcomer(game, "anna");
    await newcomer(game, "bert");
    assert.match(await visitor.send("info"), /\nLogged in: 2$/);
    await anna.send("quit");
    assert.match(await visitor.send("info"), /\nLogged in: 1$/);
  },
);

onBothWalls("9.1.3 info counts an account of two sessions once", {
  multisessionMode: 2,
}, async (game) => {
  const visitor = await game.connect();
  await newcomer(game, "anna");
  await comeBack(game, "anna");
  assert.match(await visitor.send("info"), /\nLogged in: 1$/);
});

onBothWalls("9.1.3 encoding shows, sets and clears what is spoken", {}, async (game) => {
  const visitor = await game.connect();
  assert.match(
    await visitor.send("encoding"),
    /^Your encoding is utf-8. Known are utf-8, us-ascii/,
  );
  for (
    const [typed, name] of [["UTF8", "utf-8"], ["cp1251", "windows-1251"], ["KOI8-R", "koi8-r"]]
  ) {
    assert.match(
      await visitor.send(`encoding ${typed}`),
      new RegExp(`^Your encoding is ${name} now`),
    );
  }
  assert.match(await visitor.send("encode"), /^Your encoding is koi8-r\. /);
  assert.equal(await visitor.send("encoding/clear"), "Your encoding is utf-8 again.");
  assert.match(await visitor.send("encoding"), /^Your encoding is utf-8\. /);
});

onBothWalls(
  "9.1.3 encoding takes no encoding that is not known, and tells which are",
  {},
  async (game) => {
    const visitor = await game.connect();
    assert.match(
      await visitor.send("encoding |rutf-16"),
      /^"\|rutf-16" is not known. Known are utf-8, /,
    );
    assert.match(await visitor.send("encoding"), /^Your encoding is utf-8\. /);
  },
);

Deno.test("9.1.3 encoding leaves a connection alone that always speaks utf-8", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("option/save encoding = cp1251");
  const visitor = await game.connect({ portal: "websocket" });
  const always = /Your connection always speaks utf-8\./;
  for (const typed of ["encoding", "encoding cp1251", "encoding/clear"]) {
    assert.match(await visitor.send(typed), always);
  }
  await visitor.send("connect Anna sesame-street");
  assert.match(await visitor.send("option encoding = cp1251"), always);
  assert.match(
    await visitor.send("option encoding"),
    /encoding +utf-8 +portal +saved: windows-1251/,
  );
});

onBothWalls("9.1.3 encoding sets the option that stays after the login", {}, async (game) => {
  const [anna, bert] = [await game.connect(), await game.connect()];
  await anna.send("encoding cp1251");
  await anna.send("create anna sesame-street");
  await bert.send("create bert sesame-street");
  assert.match(await anna.send("option"), /encoding +windows-1251 +user/);
  assert.match(await bert.send("option"), /encoding +unknown/);
});

onBothWalls("9.3.4 sessions lists those of the account, with a star at one's own", {
  multisessionMode: 2,
  autoPuppetOnLogin: false,
}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const other = await game.connect({ address: "192.0.2.7" });
  await other.send("connect Anna sesame-street");
  const bert = await newPlayer(game, "Bert");
  const [mine, far] = [`#${anna.sessid}`, `#${other.sessid}`];
  const shown = await anna.send("sessions");
  assert.match(shown, /Session +Protocol +Address +On for +Idle +Puppet/);
  assert.match(shown, new RegExp(`${mine}\\* +loopback +127\\.0\\.0\\.1 +\\d+ s +\\d+ s +Anna`));
  assert.match(shown, new RegExp(`${far} +loopback +192\\.0\\.2\\.7 +\\d+ s +\\d+ s +-`));
  assert.doesNotMatch(shown, new RegExp(`#${bert.sessid}\\b`));
  const seen = await other.send("sessions");
  assert.match(seen, new RegExp(`${mine} +loopback`));
  assert.match(seen, new RegExp(`${far}\\* +loopback`));
  await other.vanish();
  assert.doesNotMatch(await anna.send("sessions"), new RegExp(`${far}\\b`));
});

onBothWalls("drop puts down what one carries, and the room sees it", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  assert.equal(await anna.send("drop key"), 'You carry no "key".');
  await anna.send("get key");
  assert.doesNotMatch(await bert.send("look"), /brass key/);
  bert.clear();
  assert.equal(await anna.send("drop KEY"), "You drop brass key.");
  assert.equal(bert.screen, "Anna drops brass key.");
  assert.match(await bert.send("look"), /brass key/);
  assert.doesNotMatch(await anna.send("inventory"), /brass key/);
  assert.equal(await anna.send("drop key"), 'You carry no "key".');
});

onBothWalls("drop asks what, and which one of several", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("drop"), /What do you want to drop\?/);
  for (const line of ["get key", "north", "east", "get book"]) await anna.send(line);
  const shown = await anna.send("drop b");
  assert.match(
    shown,
    /^Which one\? 1-b \((brass key|guest book)\), 2-b \((brass key|guest book)\)$/,
  );
  const [, second] = /2-b \(([^)]+)\)/.exec(shown) ?? [];
  assert.equal(await anna.send("drop 2-b"), `You drop ${second}.`);
  assert.match(await anna.send("look"), new RegExp(`${second}`));
});
