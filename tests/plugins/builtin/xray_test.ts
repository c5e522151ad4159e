import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newSuperuser } from "../../games/players.ts";

onBothWalls("xray asks the Portal, which says why there is nothing to see", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const anna = await newcomer(game, "Anna");
  await root.send(`xray #${anna.sessid}`);
  await game.settled();
  root.expect(`#${anna.sessid} came by loopback, of which there is no X-ray: telnet has one.`);
  await root.send("xray/stop");
  await game.settled();
  root.expect("You look at nobody's line.");
  await root.send(`xray #${root.sessid}`);
  await game.settled();
  root.expect("You cannot look at your own line, which would show itself: use another session.");
});

Deno.test("xray says whom it needs to know", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  await newcomer(game, "Anna");
  await comeBack(game, "Anna");
  assert.match(await root.send("xray"), /^Whose line do you want to see\? Type xray and a session/);
  assert.equal(await root.send("xray |rnobody"), 'There is no session "|rnobody".');
  assert.match(
    await root.send("xray anna"),
    /^anna has several sessions: choose one of #\d+, #\d+\.$/,
  );
});

Deno.test("xray is for staff alone", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send(`xray #${anna.sessid}`), /^There is no command "xray #\d+" here/);
});
