import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls("9.4.3 force runs a line as the other, who is told", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  const anna = await newPlayer(game, "Anna");
  await anna.send("north");
  anna.clear();
  assert.equal(await bea.send("force anna = say |rHello"), "You made Anna do it.");
  await game.settled();
  assert.equal(anna.screen, 'Bea makes you do: say |rHello\nYou say, "|rHello"');
});

Deno.test("9.4.3 force lets a puppet of several sessions do it once, in the latest", async () => {
  await using game = await testGame({ settings: { multisessionMode: 1 } });
  const root = await newSuperuser(game, "Root");
  const first = await newPlayer(game, "Anna");
  const second = await comeBack(game, "Anna");
  await game.advance(1000);
  await first.send("look");
  for (const player of [first, second, root]) player.clear();
  await root.send("force anna = say Hi");
  await game.settled();
  first.expect("Root makes you do: say Hi");
  assert.doesNotMatch(second.screen, /makes you do/);
  assert.equal(root.screen.match(/Anna says, "Hi"/g)?.length, 1);
});

Deno.test("9.4.3 force refuses, and says why", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("force Bea = say Hi"), /There is no command/);
  const problems = {
    "force": /Whom do you want .*\n.*force WHO = LINE/,
    "force anna": /Whom do you want/,
    "force nobody = say Hi": /Nobody called "nobody"/,
    "force key = say Hi": /Nobody called "key" is in play/,
    "force ada = quit": /permission is above yours/,
    "force bea = say Hi": /You need not force yourself/,
    "force a = say Hi": /Which one\? 1-a/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await bea.send(line), problem, line);
  }
  assert.equal(ada.closedWith, undefined);
});

Deno.test("9.4.3 force answers no question in another's place", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  await anna.send("charcreate Adam");
  await anna.send("chardelete Adam");
  assert.match(await root.send("force anna = yes"), /is being asked something\. Try again later/);
  await game.settled();
  assert.match(await anna.send("no"), /Adam was not deleted/);
});
