import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import plugin from "../../games/context_plugin.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

const OPTIONS = { plugins: [plugin] };

Deno.test("8.3.2 a command is told its name as typed, its trimmed args and the whole line", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  const line = "  Tell Me   about  it ";
  assert.equal(await anna.send(line), `Tell Me|about  it|${line}|{}|last none`);
});

Deno.test("8.3.2 the caller is the puppet, else the account, else the session", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await game.connect();
  assert.equal(await anna.send("who am i"), "session");
  await anna.send("create anna sesame-street");
  assert.equal(await anna.send("who am i"), "account");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  assert.equal(await anna.send("who am i"), "puppet");
});

Deno.test("8.3.2 obj is the object whose command set the command came from", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  await anna.send("make ball");
  assert.equal(await anna.send("squeeze"), "You squeeze ball.");
  assert.equal(await anna.send("stretch"), "true");
});

Deno.test("8.3.1 a command that runs for two sessions at once keeps nothing of one for the other", async () => {
  await using game = await testGame(OPTIONS);
  const [anna, bert] = [await newcomer(game, "anna"), await newcomer(game, "bert")];
  await anna.send("keep this");
  assert.match(await bert.send("told b"), /^told\|b\|told b\|\{\}\|last none$/);
  assert.match(await anna.send("told a"), /^told\|a\|told a\|\{\}\|last kept\/keep\/this$/);
});

Deno.test("8.3.4 lastCmd is the command before, if it is to be kept, and only for the next one", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  await anna.send("kept one");
  await anna.send("KEEP two");
  assert.match(await anna.send("told"), /last kept\/KEEP\/two$/);
  assert.match(await anna.send("told"), /last none$/);
  await anna.send("kept one");
  await anna.send("nonsense");
  assert.match(await anna.send("told"), /last none$/);
});

const OUTPUT = /only here|everywhere|here alone/g;

Deno.test("6.8 a command's msg reaches all of the account's sessions with msgAllSessions", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  const again = await comeBack(game, "anna");
  const bert = await newcomer(game, "bert");
  for (const line of ["all", "everywhere", "here"]) await anna.send(line);
  assert.deepEqual(anna.screen.match(OUTPUT), ["only here", "everywhere", "here alone"]);
  assert.deepEqual(again.screen.match(OUTPUT), ["everywhere"]);
  assert.equal(bert.screen, "");
});

Deno.test("6.8 with msgAllSessions and a puppet, it reaches the sessions of that puppet", async () => {
  await using game = await testGame({ ...OPTIONS, settings: { multisessionMode: 3 } });
  const anna = await newPlayer(game, "Anna");
  const sharing = await comeBack(game, "anna");
  await sharing.send("ic Anna");
  const outside = await comeBack(game, "anna");
  await outside.send("ooc");
  await anna.send("everywhere");
  assert.deepEqual(sharing.screen.match(OUTPUT), ["everywhere"]);
  assert.equal(outside.screen.match(OUTPUT), null);
});

Deno.test("6.8 commandDefaultMsgAllSessions holds for commands that do not say", async () => {
  const settings = { commandDefaultMsgAllSessions: true };
  await using game = await testGame({ ...OPTIONS, settings });
  const anna = await newcomer(game, "anna");
  const again = await comeBack(game, "anna");
  for (const line of ["all", "here"]) await anna.send(line);
  assert.deepEqual(again.screen.match(OUTPUT), ["only here"]);
});

Deno.test("6.8 with msgAllSessions, a session that has not logged in is told alone", async () => {
  await using game = await testGame(OPTIONS);
  const [one, other] = [await game.connect(), await game.connect()];
  assert.equal(await one.send("everywhere"), "everywhere");
  assert.equal(other.screen.match(OUTPUT), null);
});
