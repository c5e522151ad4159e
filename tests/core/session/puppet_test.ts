import assert from "node:assert/strict";
import type { TestGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";
import { house } from "./house.ts";

// Inline only but for one: each test looks inside, at the end for the laws of sessions.

Deno.test("1.4.1, 1.4.2, 1.4.3, 1.4.4 Sessions.puppet() gives one outcome, typed by its kind", async () => {
  await using game = await house();
  const { anna, bert } = game;
  const guest = await game.inner.game.connect();
  assert.deepEqual(await game.puppet(guest, "Anna"), { kind: "notLoggedIn" });
  assert.deepEqual(await game.puppet(anna, "Bert"), { kind: "notYours" });
  assert.deepEqual(await game.puppet(anna, "The Vestibule"), { kind: "notYours" });
  assert.deepEqual(await game.puppet(anna, "brass key"), { kind: "notYours" });
  const puppet = game.object("Anna");
  assert.deepEqual(await game.puppet(anna, "Anna"), { kind: "puppeted", puppet });
  assert.deepEqual(await game.puppet(anna, "Anna"), { kind: "already" });
  await bert.send("claim TEST-CODE");
  assert.deepEqual(await game.puppet(bert, "Anna"), { kind: "inUse", by: "anna" });
  assert.equal((await game.puppet(bert, "Alma")).kind, "puppeted", "a superuser may");
  const [exit] = game.object("The Vestibule").contents.filter(({ type }) => type === "exit");
  assert.ok(exit !== undefined);
  const { sessions } = game.inner.inside;
  assert.deepEqual(await sessions.puppet(game.session(bert), exit), { kind: "notYours" });
});

Deno.test("1.4.6 Sessions.puppet() looks at everything before the old puppet is let go", async () => {
  await using game = await house({ maxNrSimultaneousPuppets: 1 });
  const { anna } = game;
  const other = await game.again("anna");
  assert.equal((await game.puppet(anna, "Anna")).kind, "puppeted");
  assert.deepEqual(await game.puppet(other, "Alma"), { kind: "tooMany", limit: 1 });
  assert.deepEqual(await game.puppet(anna, "Bert"), { kind: "notYours" });
  assert.equal(game.session(anna).puppet, game.object("Anna"));
  assert.equal((await game.puppet(anna, "Alma")).kind, "puppeted", "a switch is not one more");
});

Deno.test("1.4.5 Sessions.puppet() lets the old puppet leave before the new one comes", async () => {
  await using game = await house();
  await game.puppet(game.bert, "Bert");
  await game.puppet(game.anna, "Anna");
  await game.inner.game.settled();
  game.bert.clear();
  await game.puppet(game.anna, "Alma");
  await game.inner.game.settled();
  assert.deepEqual(game.bert.screen.split("\n"), [
    "Anna has left the game.",
    "Alma has entered the game.",
  ]);
  assert.equal(game.object("Anna").location, null);
});

for (const multisessionMode of [1, 3] as const) {
  Deno.test(`1.4.4 in mode ${multisessionMode} sessions share a puppet, and each is told`, async () => {
    await using game = await house({ multisessionMode });
    const { anna } = game;
    const other = await game.again("anna");
    await game.puppet(anna, "Anna");
    await game.inner.game.settled();
    anna.clear();
    assert.equal((await game.puppet(other, "Anna")).kind, "puppeted");
    await game.inner.game.settled();
    anna.expect("Another session of yours shares Anna from now on.");
    other.expect("You share Anna with another session of yours.");
    const sessions = game.object("Anna").sessions.map(({ sessid }) => sessid);
    assert.deepEqual(sessions, [anna.sessid, other.sessid]);
  });
}

for (const multisessionMode of [0, 2] as const) {
  Deno.test(`1.4.4 in mode ${multisessionMode} a puppet has one session, whoever asks at once`, async () => {
    await using game = await house({ multisessionMode });
    const players = multisessionMode === 0
      ? [game.anna]
      : [game.anna, await game.again("anna"), await game.again("anna")];
    await Promise.all(players.map((player) => game.puppet(player, "Anna")));
    assert.equal(game.object("Anna").sessions.length, 1);
  });
}

Deno.test("an object has sessions of one account, whoever asks at once", async () => {
  await using game = await house();
  await game.bert.send("claim TEST-CODE");
  const outcomes = await Promise.all([
    game.puppet(game.anna, "Anna"),
    game.puppet(game.bert, "Anna"),
  ]);
  assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ["inUse", "puppeted"]);
});

/** Lets one account log in from two sessions at once. */
async function logInTwice(game: TestGame): Promise<void> {
  const two = [await game.connect(), await game.connect()];
  await Promise.all(two.map((player) => player.send("connect anna sesame-street")));
  assert.deepEqual(two.map(({ closedWith }) => closedWith).sort(), [
    "logged_in_elsewhere",
    undefined,
  ]);
}

Deno.test("1.3.7 in mode 0 two logins at once keep the laws of sessions", async () => {
  await using game = await house({ multisessionMode: 0 });
  await game.anna.send("quit");
  await logInTwice(game.inner.game);
});

onBothWalls(
  "1.3.7 in mode 0 one of two logins at once stays",
  { multisessionMode: 0, autoPuppetOnLogin: false },
  async (game) => {
    await (await newcomer(game, "anna")).send("quit");
    await logInTwice(game);
  },
);

Deno.test("1.5.5 deleting a puppet leaves its sessions logged in, and what it carried behind", async () => {
  await using game = await house({ multisessionMode: 3 });
  const { anna } = game;
  const other = await game.again("anna");
  await game.puppet(anna, "Anna");
  await anna.send("get key");
  await game.puppet(other, "Anna");
  const key = game.object("brass key");
  assert.equal(key.location, game.object("Anna"));
  game.object("Anna").delete();
  await game.inner.game.settled();
  for (const player of [anna, other]) {
    player.expect("Anna is no more.");
    assert.deepEqual([game.session(player).state, game.session(player).puppet], ["loggedin", null]);
  }
  assert.equal(key.location, game.object("The Vestibule"));
  assert.match(await anna.send("look"), /You are out of character/);
});
