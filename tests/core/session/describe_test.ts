import assert from "node:assert/strict";
import { definePlugin, type Plugin, ServerSession, type SessionClass } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newSuperuser } from "../../games/players.ts";

class Telling extends ServerSession {
  override describe(): readonly string[] {
    return ["|rmood|n: calm", `typed: ${this.cmdTotal > 0}`];
  }
}

class Failing extends ServerSession {
  override describe(): readonly string[] {
    throw new Error("no mood");
  }
}

/** A game whose sessions are of a class. */
function gameOf(sessionClass: SessionClass) {
  const moods: Plugin = definePlugin({
    name: "moods",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("MoodSession", sessionClass),
  });
  return testGame({ plugins: [moods], settings: { serverSessionClass: "moods/MoodSession" } });
}

Deno.test("describe() adds lines to what examine shows of a session", async () => {
  await using game = await gameOf(Telling);
  const root = await newSuperuser(game, "Root");
  assert.match(await root.send("examine #1"), /In ndb +none\nmood: calm\ntyped: true$/);
});

Deno.test("describe() of the default class adds nothing", async () => {
  await using game = await gameOf(ServerSession);
  const root = await newSuperuser(game, "Root");
  assert.match(await root.send("examine #1"), /In ndb +none$/);
});

Deno.test("a describe() that throws leaves the rest of what examine shows", async () => {
  await using game = await gameOf(Failing);
  const root = await newSuperuser(game, "Root");
  const shown = await root.send("examine #1");
  assert.match(
    shown,
    /State +puppeting[^]*\nIts class failed to say more; the log has the reason\.$/,
  );
  assert.match(JSON.stringify(game.trace), /describe\(\) threw: Error: no mood/);
});
