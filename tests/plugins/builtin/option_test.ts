import assert from "node:assert/strict";
import { type Call, definePlugin, ServerSession } from "../../../mod.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer } from "../../games/players.ts";

onBothWalls("9.3.6 option sets a flag for the session, and lists it", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("option"), /screenWidth +unknown/);
  assert.match(await anna.send("option SCREENWIDTH = 100"), /screenWidth is 100 now/);
  assert.match(await anna.send("option utf-8 = off"), /utf8 is off now/);
  assert.match(await anna.send("option"), /screenWidth +100/);
  assert.match(await anna.send("option screenreader"), /screenReader +unknown/);
});

onBothWalls("9.3.6 option refuses what it does not know or cannot be", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("option screenWith = 80"), /Did you mean screenWidth/);
  assert.match(await anna.send("option screenWidth = 9000"), /whole number from 20 to 500/);
  assert.match(await anna.send("option noColor = maybe"), /must be on or off/);
  assert.match(await anna.send("option encoding = klingon"), /must be one of utf-8, us-ascii, /);
  assert.match(await anna.send("option noColor ="), /must be on or off/);
  assert.match(await anna.send("option mtts = 3"), /There is no option/);
  assert.match(await anna.send("option/save/clear"), /one switch/);
});

onBothWalls("1.3.12a a saved option holds at the next login, and no other", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("option/save screenWidth = 100");
  await anna.send("option screenHeight = 50");
  assert.match(await anna.send("option"), /screenWidth +100 +user +saved: 100/);
  const again = await comeBack(game, "Anna");
  const shown = await again.send("option");
  assert.match(shown, /screenWidth +100 +user +saved: 100/);
  assert.match(shown, /screenHeight +unknown/);
  const bert = await newPlayer(game, "Bert");
  assert.match(await bert.send("option"), /screenWidth +unknown/);
});

Deno.test("1.3.12a saved options hold before the greeting", async () => {
  const greetings: unknown[] = [];
  class WatchedSession extends ServerSession {
    override dataOut(calls: readonly Call[]): void {
      const isGreeting = calls.some(([, [text]]) => String(text).startsWith("Welcome, "));
      if (isGreeting) greetings.push(this.protocolFlags.noColor);
      super.dataOut(calls);
    }
  }
  const watch = definePlugin({
    name: "watch",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("WatchedSession", WatchedSession),
  });
  const settings = { serverSessionClass: "watch/WatchedSession" };
  await using game = await testGame({ plugins: [watch], settings });
  const anna = await newPlayer(game, "Anna");
  await anna.send("option/save noColor = on");
  await comeBack(game, "Anna");
  assert.deepEqual(greetings, [undefined, true]);
});

onBothWalls(
  "9.3.6 option/save keeps all or one, option/clear forgets all or one",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("option ansi = on");
    await anna.send("option screenWidth = 60");
    assert.match(await anna.send("option/save"), /Saved \d+ options/);
    assert.match(await anna.send("option"), /ansi +on +user +saved: on/);
    assert.match(await anna.send("option/clear ansi"), /ansi is not saved any more/);
    assert.match(await anna.send("option/clear ansi"), /was not saved/);
    assert.doesNotMatch(await anna.send("option"), /ansi +on +user +saved/);
    await anna.send("option/clear");
    assert.doesNotMatch(await anna.send("option"), /saved/);
    assert.match(await anna.send("option/save ansi"), /Saved: ansi is on/);
    assert.match(await anna.send("option/save screenReader"), /unknown: set it first/);
    assert.match(await anna.send("option/save nonsense"), /There is no option/);
  },
);

onBothWalls(
  "9.3.6 option/save keeps what the user chose, not what was found out",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.tell({ screenWidth: 70, clientName: "MUDLET" });
    assert.match(await anna.send("option/save"), /chosen nothing that could be saved/);
    await anna.send("option noColor = on");
    assert.match(await anna.send("option/save"), /Saved 1 option:/);
    const shown = await anna.send("option");
    assert.match(shown, /noColor +on +user +saved: on/);
    assert.match(shown, /clientName +MUDLET +client *$/m);
  },
);

onBothWalls(
  "9.3.6 a size that is set holds until the client's window changes",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.tell({ screenWidth: 70 });
    await anna.send("option screenWidth = 100");
    assert.match(await anna.send("option screenWidth"), /screenWidth +100/);
    await anna.tell({ screenWidth: 90 });
    assert.match(await anna.send("option screenWidth"), /screenWidth +90/);
  },
);

onBothWalls("9.3.6 saved options survive a reload", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("option/save screenWidth = 77");
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("option"), /screenWidth +77 +user +saved: 77/);
});

onBothWalls("9.3.8 color sets how many colours the client gets", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  for (const mode of ["ansi", "xterm256", "truecolor", "off"]) {
    assert.match(await anna.send(`color ${mode}`), new RegExp(`Your colours: ${mode}`));
  }
  assert.match(await anna.send("color purple"), /cannot be "purple".*color ansi/);
  await anna.send("color xterm256");
  const shown = await anna.send("option");
  assert.match(shown, /noColor +off/);
  assert.match(shown, /xterm256 +on/);
  assert.match(shown, /trueColor +off/);
  await anna.send("screenreader");
  assert.match(await anna.send("color"), /none, as screen reader output is on/);
});
