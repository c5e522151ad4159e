import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { onBothWalls } from "../../games/both_walls.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";

const FAR = "192.0.2.7";
const REFUSED = /it said "banned"/;

// Inline only but for one: a Store fails or is slow, or the test looks inside.

/** Bans as code does, and lets the turn go on its way. */
async function ban({ inside }: InnerGame, pattern: string): Promise<void> {
  const result = await inside.game.bans.add({ pattern }, null);
  assert.equal(result.kind, "added");
}

Deno.test("a ban is not there when its commit failed, and has ended nobody", async () => {
  await using inner = await innerGame();
  const { game, disk } = inner;
  const anna = await game.connect({ address: FAR });
  disk.isFull = true;
  await ban(inner, "192.0.2.0/24");
  await game.settled();
  assert.deepEqual(inner.inside.game.bans.all(), []);
  assert.equal(anna.closedWith, undefined);
  disk.isFull = false;
  (await game.connect({ address: FAR })).expect(/connect/);
});

const BANS = { plugins: ["tests/games/bans_plugin.ts"] };

onBothWalls(
  "a ban goes with the command that made it and threw, and no other ban does",
  BANS,
  async (game) => {
    const [anna, bert] = [await game.connect(), await game.connect()];
    for (const [player, name] of [[anna, "anna"], [bert, "bert"]] as const) {
      await player.send(`create ${name} sesame-street`);
    }
    anna.type("rashly 192.0.2.0/24");
    bert.type("keepout 198.51.100.0/24");
    await game.settled();
    anna.expect(/Something went wrong in "rashly"; nothing was changed/);
    assert.equal(await bert.send("keptout"), "198.51.100.0/24");
    (await game.connect({ address: FAR })).expect(/connect/);
    await assert.rejects(game.connect({ address: "198.51.100.1" }), REFUSED);
  },
);

Deno.test("a ban that could not be lifted is there again", async () => {
  await using inner = await innerGame();
  const { game, disk } = inner;
  await ban(inner, "192.0.2.0/24");
  await game.settled();
  disk.isFull = true;
  assert.equal(inner.inside.game.bans.remove("192.0.2.0/24").kind, "removed");
  await game.settled();
  assert.equal(inner.inside.game.bans.all().length, 1);
  await assert.rejects(game.connect({ address: FAR }), REFUSED);
});

Deno.test("gate 8. a session that came before its ban ends when the ban is on disk", async () => {
  await using inner = await innerGame();
  const { game, gate } = inner;
  const anna = await game.connect({ address: FAR });
  gate.close();
  await ban(inner, "192.0.2.0/24");
  while (gate.waiting === 0) await turn();
  assert.equal(anna.closedWith, undefined);
  gate.open();
  await game.settled();
  await game.settled();
  assert.equal(anna.closedWith, "banned");
});

Deno.test("a client that the Portal took before it heard of the ban is ended", async () => {
  await using inner = await innerGame();
  const { game, gate } = inner;
  gate.close();
  await ban(inner, "192.0.2.0/24");
  while (gate.waiting === 0) await turn();
  const connecting = game.connect({ address: FAR });
  await turn();
  gate.open();
  const eve = await connecting;
  await game.settled();
  assert.equal(eve.closedWith, "banned");
  assert.doesNotMatch(eve.screen, /create/, "it is not shown the login screen");
});

Deno.test("gate 8. Sessions.login() lets nobody in who is banned, whoever calls it", async () => {
  await using inner = await innerGame();
  const { game, inside } = inner;
  const made = await inside.accounts.create("anna", "sesame-street", "127.0.0.1");
  assert.ok(made.kind === "created");
  await ban(inner, "anna");
  const anna = await game.connect();
  const session = inside.sessions.get(anna.sessid);
  assert.ok(session !== undefined);
  await inside.sessions.login(session, made.account);
  await game.settled();
  assert.equal(anna.closedWith, "banned");
  assert.equal(made.account.sessions.length, 0);
});

Deno.test("Bans.add() makes one of two bans of the same that are asked for at once", async () => {
  await using inner = await innerGame();
  const { bans } = inner.inside.game;
  const results = await Promise.all([1, 2].map(() => bans.add({ pattern: "anna" }, null)));
  assert.deepEqual(results.map(({ kind }) => kind), ["added", "refused"]);
});

Deno.test("Bans.check() says whom a ban would end, and changes nothing", async () => {
  await using inner = await innerGame();
  const { game, inside } = inner;
  const anna = await game.connect({ address: FAR });
  const check = await inside.game.bans.check({ pattern: "192.0.2.99/24", reason: "flood" }, null);
  assert.ok(check.kind === "possible");
  assert.deepEqual(check.ban, { kind: "address", pattern: "192.0.2.0/24", reason: "flood" });
  assert.deepEqual(check.sessions.map(({ sessid }) => sessid), [anna.sessid]);
  assert.deepEqual(inside.game.bans.all(), []);
});

Deno.test("13.3 there are at most 10,000 bans", async () => {
  await using inner = await innerGame();
  const { bans } = inner.inside.game;
  for (let id = 1; id <= 10_000; id++) {
    const result = await bans.add({ pattern: `10.0.${id >> 8}.${id & 255}` }, null);
    assert.equal(result.kind, "added");
  }
  const result = await bans.add({ pattern: "anna" }, null);
  assert.ok(result.kind === "refused");
  assert.match(result.problem, /^There are 10000 bans already/);
  await inner.game.settled();
  await assert.rejects(inner.game.connect({ address: "10.0.39.16" }), REFUSED);
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}
