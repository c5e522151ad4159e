import type { TestPlayer } from "../../../src/plugins/testing.ts";
import assert from "node:assert/strict";
import { login, onStaffedWalls, PASSWORD } from "../../games/staffed_game.ts";

const FAR = "192.0.2.7";
const NEAR_FAR = "192.0.2.8";
const FARTHER = "198.51.100.1";
const REFUSED = /it said "banned"/;

onStaffedWalls("9.4.2 ban keeps out a network from the next connection on", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  assert.match(
    await ada.send("ban 192.0.2.77/24 : flood"),
    /You banned 192\.0\.2\.0\/24: .* ban 1/,
  );
  await assert.rejects(game.connect({ address: FAR }), REFUSED);
  await assert.rejects(game.connect({ address: `::ffff:${FAR}` }), REFUSED);
  (await game.connect({ address: FARTHER })).expect(/connect/);
  const list = await ada.send("ban");
  assert.match(list, /1 +address +192\.0\.2\.0\/24 +ada +20\d\d-\d\d-\d\d +- +flood/);
});

onStaffedWalls("9.4.2, 16.2.3 ban asks, and then ends the sessions it fits", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  const anna = await login(game, "anna", FAR);
  const stranger = await game.connect({ address: NEAR_FAR });
  const other = await game.connect({ address: FARTHER });
  assert.match(await ada.send("ban 192.0.2.0/24: flood"), /That ends 2 sessions\./);
  assert.match(await ada.send("no"), /Nobody was banned\./);
  await game.settled();
  assert.deepEqual([anna.closedWith, stranger.closedWith], [undefined, undefined]);
  await ada.send("ban 192.0.2.0/24: flood");
  await ada.send("yes");
  await game.settled();
  assert.deepEqual([anna, stranger, other].map(({ closedWith }) => closedWith), [
    "banned",
    "banned",
    undefined,
  ]);
  anna.expect("Connections from your address are not accepted here: flood");
});

onStaffedWalls("13.5 a banned name ends its sessions and cannot log in", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  const anna = await login(game, "anna");
  await ada.send("ban Anna : rude |rwords|n");
  await ada.send("yes");
  await game.settled();
  assert.equal(anna.closedWith, "banned");
  anna.expect("Your account is banned here: rude |rwords|n");
  const again = await game.connect();
  assert.match(await again.send(`connect ANNA ${PASSWORD}`), /That name is banned here\./);
  assert.match(await again.send("connect anna not-the-one"), /That name is banned here\./);
  assert.equal(again.closedWith, undefined);
  assert.match(await again.send(`connect abe ${PASSWORD}`), /abe/);
});

onStaffedWalls("a banned name cannot be taken by a new account", {}, async (start) => {
  await using game = await start();
  await (await login(game, "ada")).send("ban newcomer");
  const somebody = await game.connect();
  assert.match(await somebody.send("create Newcomer sesame-street"), /That name is banned here\./);
});

onStaffedWalls("9.4.2 unban lets in again, by number and by pattern", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  for (const line of ["ban 192.0.2.0/24", "ban newcomer", "ban/name 192.0.2.7"]) {
    await ada.send(line);
  }
  assert.match(await ada.send("unban 192.0.2.200/24"), /You lifted ban 1, of 192\.0\.2\.0\/24\./);
  (await game.connect({ address: FAR })).expect(/connect/);
  assert.match(await ada.send("unban #3"), /You lifted ban 3, of 192\.0\.2\.7\./);
  assert.match(await ada.send("unban NEWCOMER"), /You lifted ban 2, of newcomer\./);
  assert.match(await ada.send("unban 2"), /There is no ban "2"\./);
  assert.match(await ada.send("ban"), /Nobody is banned\./);
});

onStaffedWalls("bans outlive a reload, a reset and a restart", {}, async (start) => {
  {
    await using game = await start();
    const ada = await login(game, "ada");
    await ada.send("ban 192.0.2.0/24");
    await ada.send("ban anna");
    for (const mode of ["reload", "reset"] as const) {
      assert.equal(await game.reload(mode), undefined);
      await assert.rejects(game.connect({ address: FAR }), REFUSED);
      const anna = await game.connect();
      assert.match(await anna.send(`connect anna ${PASSWORD}`), /That name is banned here\./);
    }
    await ada.send("ban 198.51.100.0/24");
    await ada.send("unban 192.0.2.0/24");
  }
  await using game = await start();
  await assert.rejects(game.connect({ address: FARTHER }), REFUSED);
  (await game.connect({ address: FAR })).expect(/connect/);
  const ada = await login(game, "ada");
  assert.match(await ada.send("ban bert"), /it is ban 4/);
});

onStaffedWalls("a client that connects while it is banned does not stay", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  ada.type("ban 192.0.2.0/24");
  ada.type("yes");
  // The Portal has not heard of the ban, and the Server has not heard of the client.
  const eve = await game.connect({ address: FAR });
  await game.settled();
  await game.settled();
  assert.equal(eve.closedWith, "banned");
});

onStaffedWalls("9.4.2 nobody bans themselves or this machine", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada", FAR);
  const problems = {
    "ban ADA": /You cannot ban yourself\./,
    "ban 192.0.0.0/8": /You cannot ban yourself\./,
    "ban 127.0.0.1": /That would keep out this machine itself\./,
    "ban ::1": /That would keep out this machine itself\./,
    "ban 0.0.0.0/0": /That would keep out this machine itself\./,
    "ban 192.0.2.300": /That is no address: write one such as/,
    "ban anna bert": /Put a colon before the reason\./,
    "ban/name/address anna": /Choose one/,
    "ban/address anna": /That is no address/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await ada.send(line), problem, line);
  }
  assert.match(await ada.send("ban"), /Nobody is banned\./);
});

onStaffedWalls(
  "9.4.1, 9.4.2 an Admin bans and boots nobody of higher permission",
  {},
  async (start) => {
    await using game = await start();
    const ada = await login(game, "ada");
    const dora = await login(game, "dora", FAR);
    const higher = /permission is higher than yours/;
    for (const line of ["ban dora", "ban root", "ban 192.0.2.0/24", "boot dora", "boot #2"]) {
      assert.match(await ada.send(line), higher, line);
    }
    assert.equal(dora.closedWith, undefined);
    await login(game, "root", FARTHER);
    assert.match(await dora.send("boot root"), higher);
    assert.match(await dora.send("boot ada"), /You booted 1 session of ada\./);
    assert.equal(ada.closedWith, "booted");
  },
);

onStaffedWalls("9.4.1 an Admin boots another Admin and a Player", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  const [abe, anna] = [await login(game, "abe"), await login(game, "anna")];
  await ada.send("boot abe");
  await ada.send("boot anna");
  assert.deepEqual([abe.closedWith, anna.closedWith], ["booted", "booted"]);
});

onStaffedWalls("9.4.2 the same is not banned twice, and only staff bans", {}, async (start) => {
  await using game = await start();
  const ada = await login(game, "ada");
  await ada.send("ban 192.0.2.0/24");
  assert.match(await ada.send("ban 192.0.2.99/24"), /That is banned already: it is ban 1\./);
  const anna = await login(game, "anna");
  const answer = await anna.send("ban ada");
  assert.doesNotMatch(answer, /You banned/);
  assert.match(await ada.send("unban 1"), /You lifted ban 1/);
});

onStaffedWalls(
  "13.2 password is throttled for an account and an address",
  { loginThrottleLimit: 2 },
  async (start) => {
    await using game = await start();
    const anna = await login(game, "anna", FAR);
    const change = async (player: TestPlayer, old: string) => {
      for (const line of ["password", old, "apple-orchard-9"]) await player.send(line);
      return await player.send("apple-orchard-9");
    };
    assert.match(await change(anna, "guess-one"), /That is not your password\./);
    assert.match(await change(anna, "guess-two"), /That is not your password\./);
    assert.match(
      await change(anna, PASSWORD),
      /You gave a wrong password too often\. Try again in [45] min/,
    );
    const near = await login(game, "anna", FARTHER);
    assert.match(await change(near, PASSWORD), /Your password was changed\./);
  },
);
