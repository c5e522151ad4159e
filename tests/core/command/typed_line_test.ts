import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { definePlugin, ServerSession } from "../../../src/plugins/api.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { newcomer, newPlayer } from "../../games/players.ts";

/** A plugin whose session class notes every call that it hears. */
function listening() {
  const heard: unknown[] = [];
  class ListeningSession extends ServerSession {
    override dataIn(call: Call): Call | null {
      heard.push(call[1][0]);
      return super.dataIn(call);
    }
  }
  const plugin = definePlugin({
    name: "listening",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("ListeningSession", ListeningSession),
  });
  return { plugin, heard };
}

for (const line of ["idle", "  idle ", "@away"]) {
  Deno.test(`8.1.1 "${line}" keeps a session alive, and is nothing else`, async () => {
    const { plugin, heard } = listening();
    await using inner = await innerGame({
      plugins: [plugin],
      settings: { idleCommand: "@away", serverSessionClass: "listening/ListeningSession" },
    });
    const anna = await newcomer(inner.game, "anna");
    const session = inner.inside.sessions.get(anna.sessid);
    assert.ok(session !== undefined);
    const { cmdLast, cmdLastVisible, cmdTotal } = session;
    heard.length = 0;
    await inner.moveTime(1000);
    assert.equal(await anna.send(line), "");
    assert.equal(session.cmdLast, cmdLast + 1000);
    assert.deepEqual([session.cmdLastVisible, session.cmdTotal], [cmdLastVisible, cmdTotal]);
    assert.deepEqual(heard, []);
    await anna.send(`${line} there`);
    assert.deepEqual([session.cmdLastVisible, session.cmdTotal], [cmdLast + 1000, cmdTotal + 1]);
    assert.deepEqual(heard, [`${line} there`]);
  });
}

Deno.test("8.1.1 a text without a line is no empty line", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const session = inner.inside.sessions.get(anna.sessid);
  const before = session?.cmdTotal;
  const { sessid } = anna;
  const calls: Call[] = [["text", [null], {}], ["text", [], {}]];
  await inner.tell({ kind: "input", sessid, calls, secret: false });
  assert.equal(session?.cmdTotal, before);
  await anna.send("");
  assert.equal(session?.cmdTotal, Number(before) + 1);
});

Deno.test("8.1.1 a link that somebody types is text to everybody who reads it", async () => {
  await using game = await testGame();
  const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
  anna.clear();
  await anna.send("say |lcquit|ltfree gold|le");
  anna.expect('"|lcquit|ltfree gold|le"');
  bert.expect('"|lcquit|ltfree gold|le"');
});

Deno.test("8.1.1 a nick of the puppet comes before the account's", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("nick hi = say I am an account.");
  await anna.send("nick/character hi = say I am Anna.");
  anna.clear();
  await anna.send("hi");
  anna.expect('"I am Anna."');
  await anna.send("nick/character/delete hi");
  anna.clear();
  await anna.send("hi");
  anna.expect('"I am an account."');
});
