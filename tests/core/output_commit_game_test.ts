import assert from "node:assert/strict";
import type { TestPlayer } from "../../src/plugins/testing.ts";
import { type InnerGame, innerGame } from "../games/inner_game.ts";
import probe from "../games/probe_plugin.ts";
import { turnsOfTheLoop, until } from "../games/turns_of.ts";
import { assertReloadKeepsAll, assertSessionLaws } from "./session/session_laws.ts";
import { newcomer } from "../games/players.ts";

// Inline only: a Store fails or is slow.

/** Turns of the event loop in which anything that is not held would have been said. */
const A_WHILE = 200;

const UNDONE = "The world could not keep what was just done, so it was undone. " +
  "Staff has been told; try again in a while.";
const REFUSED = "The world cannot keep changes just now, so nothing was changed. " +
  "Try again in a while.";

async function inPlay(inner: InnerGame, name: string): Promise<TestPlayer> {
  const player = await newcomer(inner.game, name.toLowerCase());
  await player.send(`charcreate ${name}`);
  await player.send(`ic ${name}`);
  player.clear();
  return player;
}

Deno.test("nothing is said of a change before the Store has it", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  inner.gate.close();
  anna.type("charcreate Anna");
  await until("the commit", () => inner.gate.waiting === 1);
  await turnsOfTheLoop(A_WHILE);
  assert.equal(anna.screen, "");
  inner.gate.letOneThrough();
  await until("the word", () => anna.screen !== "");
  anna.expect("Character created: Anna.");
});

Deno.test("what is said after a change that waits waits behind it, whoever says it", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await newcomer(inner.game, "anna"), await newcomer(inner.game, "bert")];
  inner.gate.close();
  anna.type("charcreate Anna");
  await until("the commit", () => inner.gate.waiting === 1);
  bert.type("look");
  await turnsOfTheLoop(A_WHILE);
  assert.deepEqual([anna.screen, bert.screen], ["", ""]);
  inner.gate.letOneThrough();
  await until("both words", () => bert.screen !== "");
  anna.expect("Character created: Anna.");
  bert.expect("You are out of character");
});

Deno.test("what changes nothing is said at once while no change waits", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  inner.gate.close();
  anna.type("look");
  await until("the word", () => anna.screen !== "");
  anna.expect("You are out of character");
  assert.equal(inner.gate.waiting, 0);
});

Deno.test("store 4. a change that cannot be kept is undone, and who made it is told", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  inner.disk.isFull = true;
  assert.equal(await anna.send("charcreate Anna"), UNDONE);
  assert.deepEqual(inner.inside.world.named("Anna"), []);
  assert.match(await anna.send("look"), /Your characters \(0\/5\)/);
  assertSessionLaws(inner.inside);
  const [event] = inner.game.trace.filter(({ kind }) => kind === "store:fail");
  assert.deepEqual([event?.level, event?.data.reason], ["error", "database or disk is full"]);
});

Deno.test("store 4. while the Store cannot write, changes are refused and reading goes on", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await inPlay(inner, "Anna"), await inPlay(inner, "Bert")];
  inner.disk.isFull = true;
  assert.equal(await anna.send("get key"), UNDONE);
  bert.clear();
  assert.equal(await anna.send("get key"), REFUSED);
  assert.equal(await anna.send("north"), REFUSED);
  assert.match(await anna.send("look"), /^The Vestibule\n[^]*You see: Bert, brass key$/);
  assert.equal(await anna.send("say hello"), 'You say, "hello"');
  assert.equal(bert.screen, 'Anna says, "hello"', "nothing else was said");
  assertSessionLaws(inner.inside);
});

Deno.test("store 4. when the Store can write again, changes are taken again", async () => {
  await using inner = await innerGame();
  const anna = await inPlay(inner, "Anna");
  inner.disk.isFull = true;
  await anna.send("get key");
  await inner.game.advance(1000);
  assert.equal(await anna.send("get key"), REFUSED, "it was asked, and could not");
  inner.disk.isFull = false;
  assert.equal(await anna.send("get key"), REFUSED, "it was not asked yet");
  await inner.game.advance(2000);
  assert.equal(await anna.send("get key"), "You take brass key.");
  assert.ok(inner.game.trace.some(({ kind }) => kind === "store:resume"));
  await assertReloadKeepsAll(inner);
});

Deno.test("a login that cannot be kept leads back to a login screen that works", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  await anna.send("logout");
  anna.clear();
  inner.disk.isFull = true;
  assert.equal(await anna.send("connect anna sesame-street"), UNDONE);
  assertSessionLaws(inner.inside);
  assert.equal(await anna.send("connect anna sesame-street"), REFUSED);
  assert.match(await anna.send("look"), /Welcome to Vestibule/);
  assert.match(await anna.send("create bert sesame-street"), /The account could not be kept/);
  assertSessionLaws(inner.inside);
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  assert.match(await anna.send("connect anna sesame-street"), /Welcome, anna/);
  await assertReloadKeepsAll(inner);
});

Deno.test("one can quit while the Store cannot write, and leaves when it can", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await inPlay(inner, "Anna"), await inPlay(inner, "Bert")];
  inner.disk.isFull = true;
  await bert.send("get key");
  await anna.send("quit");
  assert.equal(anna.closedWith, "quit");
  bert.clear();
  assert.match(await bert.send("look"), /You see: Anna, brass key/, "still there: nothing is kept");
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  bert.expect("Anna has left the game.");
  assertSessionLaws(inner.inside);
});

Deno.test("a connection that ended in a turn that was lost stays ended", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await inPlay(inner, "Anna"), await inPlay(inner, "Bert")];
  inner.disk.isFull = true;
  await anna.send("quit");
  await bert.vanish();
  assert.equal(anna.closedWith, "quit");
  assert.equal(inner.inside.sessions.count, 0);
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  assertSessionLaws(inner.inside);
});

Deno.test("a question of a command whose changes were lost is withdrawn", async () => {
  await using inner = await innerGame({ plugins: [probe] });
  const anna = await newcomer(inner.game, "anna");
  inner.gate.close();
  anna.type("changeandask now");
  await until("the commit", () => inner.gate.waiting === 1);
  inner.disk.isFull = true;
  inner.gate.open();
  await inner.game.settled();
  assert.equal(anna.screen, UNDONE);
  assert.equal(await anna.send("mark"), "mark is not set.", "it is a command, and no answer");
});

Deno.test("who only read while a change was lost is told too, since what was read is gone", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await newcomer(inner.game, "anna"), await newcomer(inner.game, "bert")];
  inner.gate.close();
  anna.type("charcreate Anna");
  await until("the commit", () => inner.gate.waiting === 1);
  bert.type("look");
  await turnsOfTheLoop(A_WHILE);
  inner.disk.isFull = true;
  inner.gate.open();
  await inner.game.settled();
  assert.deepEqual([anna.screen, bert.screen], [UNDONE, UNDONE]);
  inner.disk.isFull = false;
  await inner.game.advance(1000);
  await assertReloadKeepsAll(inner);
});
