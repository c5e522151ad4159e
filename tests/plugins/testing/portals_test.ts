import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";

const PORTALS = ["loopback", "telnet", "websocket"] as const;

for (const portal of PORTALS) {
  Deno.test(`TestGame.connect() plays the same visit by ${portal}`, async () => {
    await using game = await testGame();
    const anna = await game.connect({ portal });
    anna.expect(/Welcome to/);
    await anna.send("create anna");
    assert.ok(anna.isSecret);
    await anna.send("tall-clock-ticks");
    await anna.send("tall-clock-ticks");
    anna.expect("Welcome, anna");
    await anna.send("charcreate Anna");
    await anna.send("ic anna");
    await anna.send("get key");
    assert.equal(anna.portal, portal);
    assert.equal(anna.transcript.includes("tall-clock"), false);
    await anna.matchTranscript(new URL("visit.txt", import.meta.url));
    assert.match(await anna.send("quit"), /\S/);
    assert.equal(anna.closedWith, "quit");
  });

  Deno.test(`TestPlayer.vanish() by ${portal} is known to the game`, async () => {
    await using game = await testGame();
    const anna = await game.player("Anna", { portal });
    const bert = await game.player("Bert");
    await anna.send("say still here");
    await anna.vanish();
    assert.equal(anna.closedWith, "client_closed");
    bert.expect("Anna");
  });

  Deno.test(`TestPlayer.send() waits until everybody has heard it, by ${portal}`, async () => {
    await using game = await testGame();
    const bert = await game.player("Bert", { portal });
    const anna = await game.player("Anna");
    for (let count = 1; count <= 50; count++) {
      await anna.send(`say ${count}!`);
      bert.expect(`Anna says, "${count}!"`);
    }
  });

  Deno.test(`TestPlayer.tell() by ${portal} tells the window's size`, async () => {
    await using game = await testGame();
    const anna = await game.player("Anna", { portal });
    await anna.tell({ screenWidth: 60, screenHeight: 20 });
    await anna.tell({ screenWidth: 90, screenHeight: 20 });
    const [session] = game.inside.sessions.all();
    assert.equal(session?.protocolFlags.screenWidth, 90);
  });
}
