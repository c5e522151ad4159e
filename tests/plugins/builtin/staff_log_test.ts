import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer, newSuperuser } from "../../games/players.ts";

Deno.test("9.4.1, 9.4.3 what staff does to others is logged, without secrets", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  const lines = [
    ...["perm anna = Builder", "perm/del anna = Builder", "userpassword anna = apple-orchard-9"],
    ...["force anna = password apple-orchard-9 = pear-orchard-9", "boot anna: loud"],
  ];
  for (const line of lines) await root.send(line);
  const logged = game.trace.filter(({ kind }) => kind === "session:log");
  assert.deepEqual(logged.map(({ sessid, data }) => [sessid, data.text]), [
    [root.sessid, "Root gave Anna Builder"],
    [root.sessid, "Root took from Anna Builder"],
    [root.sessid, "Root changed the password of Anna"],
    [root.sessid, "Root ran a line as Anna"],
    [root.sessid, `Root booted #${anna.sessid} (Anna): loud`],
  ]);
  assert.doesNotMatch(JSON.stringify(game.trace), /orchard/);
});
