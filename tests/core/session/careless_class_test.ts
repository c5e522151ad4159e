import assert from "node:assert/strict";
import { type Call, definePlugin, type Plugin, ServerSession } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newPlayer } from "../../games/players.ts";

// Inline only: the class is made in the test.

const SETTINGS = { serverSessionClass: "careless/Careless" };

/** A plugin whose session class does what it must not, as JavaScript lets it. */
function careless(Careless: typeof ServerSession): Plugin {
  return definePlugin({
    name: "careless",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("Careless", Careless),
  });
}

for (const answer of [undefined, ["text"], "text", Promise.resolve(null)]) {
  Deno.test(`3.9 a dataIn() that answers ${answer} is told of, and the call is obeyed`, async () => {
    class Careless extends ServerSession {
      override dataIn(call: Call): Call | null {
        if (call[1][0] !== "say hello") return call;
        return answer as never; // what a class without types could return
      }
    }
    await using game = await testGame({
      plugins: [careless(Careless)],
      settings: SETTINGS,
      failures: "allow",
    });
    const anna = await newPlayer(game, "Anna");
    assert.match(await anna.send("say hello"), /You say, "hello"/);
    assert.match(await anna.send("look"), /The Vestibule/);
    const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
    assert.deepEqual(failed.map(({ sessid, data }) => [sessid, data.hook]), [
      ...[[anna.sessid, "dataIn"]],
    ]);
  });
}

Deno.test("3.9 a dataOut() that throws is told of, and nobody misses a word", async () => {
  class Careless extends ServerSession {
    override dataOut(calls: readonly Call[]): void {
      if (this.account?.name === "Bad") throw new Error("no voice");
      super.dataOut(calls);
    }
  }
  {
    await using game = await testGame({
      plugins: [careless(Careless)],
      settings: SETTINGS,
      failures: "allow",
    });
    const [anna, bad] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bad")];
    const cleo = await newPlayer(game, "Cleo");
    bad.clear();
    assert.match(await anna.send("say hello"), /You say, "hello"/);
    for (const player of [bad, cleo]) player.expect('Anna says, "hello"');
    assert.match(await bad.send("look"), /The Vestibule/);
    const [failed] = game.trace.filter(({ kind }) => kind === "plugin:fail").slice(-1);
    assert.deepEqual([failed?.sessid, failed?.data.hook, failed?.data.plugin], [
      ...[bad.sessid, "dataOut", SETTINGS.serverSessionClass],
    ]);
  }
  // Disposing of the game has shut it down, with all its farewells.
});
