import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import plugin from "../../games/context_plugin.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

const OPTIONS = { plugins: [plugin] };

Deno.test("8.1.2 an account and a puppet run a line as their session would, nicks replaced", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  await anna.send("nick tt = told by nick");
  assert.match(await anna.send("account does tt"), /^true\ntold\|by nick\|tt\|/);
  assert.match(await anna.send("body does tt"), /^true\ntold\|by nick\|tt\|/);
});

Deno.test("8.1.2 an object without a session runs nothing, and says so", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newPlayer(game, "Anna");
  assert.equal(await anna.send("room does told"), "false");
});

Deno.test("8.1.2 an account runs a line in the session that is named, if it is its own", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  const again = await comeBack(game, "anna");
  const bert = await newcomer(game, "bert");
  again.clear();
  assert.equal(await anna.send("other does told"), "true");
  assert.match(again.screen, /^told\|/);
  assert.equal(await anna.send("stranger does told"), "false");
  assert.equal(bert.screen, "");
});

Deno.test("8.1.3 what game code gives with a line is the command's extra", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("account does told"), /\|\{"by":"account"\}\|/);
  assert.match(await anna.send("giving told"), /\|\{"quiet":true\}\|/);
  assert.match(await anna.send("told"), /\|\{\}\|/);
});

Deno.test("8.1.3 execute() runs a ready command without looking for one, locks and all", async () => {
  await using game = await testGame(OPTIONS);
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("locked"), /There is no command "locked"/);
  assert.equal(
    await anna.send("ready"),
    'unlocked: locked|some args| some args |{"a":1}|last none',
  );
});
