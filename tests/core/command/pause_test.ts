import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";
import waiting from "../../games/waiting_plugin.ts";

const SETTINGS = { plugins: ["tests/games/waiting_plugin.ts"] };

// What is played with these, inline only, moves time.
const OPTIONS = { plugins: [waiting] };

Deno.test("8.3.6 pause() goes on after its time, and other lines run meanwhile", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("wait one"), "one begins");
  await game.advance(500);
  assert.equal(await anna.send("wait two"), "two begins");
  anna.clear();
  await game.advance(500);
  assert.equal(anna.screen, "one goes on");
  await game.advance(500);
  assert.equal(anna.screen, "one goes on\ntwo goes on");
});

Deno.test("8.3.6 pause() does not break into another command of the session", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("waitandask");
  await anna.send("wait other");
  await anna.send("asks");
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "");
  assert.equal(await anna.send("yes"), "You answered yes.\nWhat? ");
  assert.equal(await anna.send("no"), "You said no.\nother goes on");
});

Deno.test("8.3.6 pause() ends its command without a word when the session ends", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  const bert = await newcomer(game, "bert");
  await anna.send("wait one");
  await bert.send("wait one");
  await anna.vanish();
  await game.advance(1000);
  assert.equal(bert.screen, "one begins\none goes on");
  assert.equal(anna.screen, "one begins");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("8.3.6 pause() does not hold up a reload, and is lost with it", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("wait one");
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "");
  assert.equal(await anna.send("wait two"), "two begins");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("a command that throws after a pause changes nothing from there on", async () => {
  await using game = await testGame({ ...OPTIONS, failures: "allow" });
  const anna = await newcomer(game, "anna");
  await anna.send("waitandfail");
  await game.advance(1000);
  assert.match(anna.screen, /^Something went wrong in "waitandfail"/);
});

Deno.test("pause() that nobody awaits holds nothing and harms nobody", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("forgetful");
  const bert = await newcomer(game, "bert");
  await bert.send("forgetful");
  await bert.vanish();
  await game.advance(1000);
  assert.equal(await anna.send("wait one"), "one begins");
});

onBothWalls("8.3.6 pause() refuses a time that no timer can wait", SETTINGS, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("forever"), /^Something went wrong in "forever"/);
  const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
  assert.match(String(event?.data.error), /^RangeError: Cannot wait as the time must be from 0 to/);
});

Deno.test("pause() within a line of execute() lets other lines run, and both go on", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("within"), "inner begins");
  assert.equal(await anna.send("wait other"), "other begins");
  anna.clear();
  await game.advance(1000);
  assert.equal(anna.screen, "inner goes on\nouter goes on\nother goes on");
});

onBothWalls("signal ends when the session does", SETTINGS, async (game) => {
  const [anna, bert] = [await newcomer(game, "anna"), await newcomer(game, "bert")];
  await anna.send("watch");
  const before = Number(await bert.send("ended"));
  await anna.vanish();
  assert.equal(Number(await bert.send("ended")), before + 1);
});

Deno.test("8.3.7 ask() gives undefined when no answer comes in time, and what comes later is a line", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("quick"), "Quick! ");
  assert.equal(await anna.send("this"), "You gave this.");
  await game.advance(5000);
  await anna.send("quick");
  anna.clear();
  await game.advance(4999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  assert.equal(anna.screen, "You gave no answer.");
  assert.match(await anna.send("that"), /There is no command "that"/);
});

Deno.test("ask() shows what is typed again when a secret answer came too late", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("quicksecret");
  assert.equal(anna.isSecret, true);
  await game.advance(5000);
  assert.equal(anna.isSecret, false);
  assert.match(anna.screen, /Too late\.$/);
});

Deno.test("8.3.6 ask() with a timeout is lost at a reload, without a word", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("quick");
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await game.advance(5000);
  assert.equal(anna.screen, "");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});
