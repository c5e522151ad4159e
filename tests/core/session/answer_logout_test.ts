import assert from "node:assert/strict";
import { answerLogout } from "../../../src/core/session/answer_logout.ts";
import { innerGame } from "../../games/inner_game.ts";
import { comeBack, newPlayer } from "../../games/players.ts";
import { assertSessionLaws } from "./session_laws.ts";

// Inline only: each test looks inside.

Deno.test("answerLogout() takes sessions to the login screen, and no others of their account", async () => {
  await using inner = await innerGame();
  const { game, inside } = inner;
  const anna = await newPlayer(game, "Anna");
  const again = await comeBack(game, "Anna");
  const nobody = await game.connect();
  for (const player of [anna, again, nobody]) player.clear();
  const sessids = [anna.sessid, nobody.sessid, 999];
  assert.deepEqual(await answerLogout({ sessids }, inside.game), { kind: "done" });
  await game.settled();
  assert.match(anna.screen, /^You signed out in your browser\.\n[^]*connect/);
  assert.equal(inside.sessions.get(anna.sessid)?.state, "unloggedin");
  assert.equal(inside.sessions.get(again.sessid)?.isLoggedIn, true);
  assert.equal(nobody.screen, "");
  assertSessionLaws(inside);
});
