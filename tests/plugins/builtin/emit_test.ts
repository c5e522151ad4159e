import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls(
  "9.4.3 emit shows a text to everybody in the room, the sender too",
  {},
  async (game) => {
    const root = await newSuperuser(game, "Root");
    const [anna, far] = [await newPlayer(game, "Anna"), await newPlayer(game, "Far")];
    await far.send("north");
    for (const player of [root, anna, far]) player.clear();
    assert.equal(await root.send("emit A |rbell|n tolls."), "A bell tolls.");
    assert.equal(anna.screen, "A bell tolls.");
    assert.equal(far.screen, "");
  },
);

onBothWalls("9.4.3 emit, remit and pemit show a text to whom they name", {}, async (game) => {
  const root = await newSuperuser(game, "Root");
  const [anna, bert] = [await newPlayer(game, "Anna"), await newPlayer(game, "Bert")];
  await bert.send("north");
  for (const player of [root, anna, bert]) player.clear();
  assert.match(
    await root.send("remit hall, garden = Rain."),
    /Shown to The Hall|There is no "hall"/,
  );
  assert.match(await root.send("remit The Hall, The Garden = Rain."), /The Hall\.\n.*The Garden\./);
  assert.equal(bert.screen, "Rain.");
  assert.equal(anna.screen, "");
  await root.send("pemit anna, Bert = Psst.");
  assert.equal(anna.screen, "Psst.");
  assert.equal(bert.screen, "Rain.\nPsst.");
  await root.send("emit The Hall = Thunder.");
  bert.expect(/Thunder\.$/);
  await root.send("emit anna = Over here.");
  anna.expect(/Over here\.$/);
  anna.clear();
  await root.send("remit here = Here.");
  assert.equal(anna.screen, "Here.");
});

Deno.test("9.4.3 emit, remit and pemit make no links, whatever the text", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  assert.equal(await root.send("emit |lcquit|ltclick|le"), "|lcquit|ltclick|le");
});

Deno.test("9.4.3 emit, remit and pemit refuse, and say what to do", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  const anna = await newcomer(game, "Anna");
  for (const line of ["emit Hi", "remit here = Hi", "pemit bea = Hi"]) {
    assert.match(await anna.send(line), /There is no command/, line);
  }
  const problems = {
    "emit": /What do you want to show\?/,
    "emit = Hi": /Name whom to tell before the equals sign/,
    "emit bea =": /put the text behind it/,
    "emit nowhere = Hi": /There is no "nowhere"/,
    "remit": /Which rooms.*\n.*remit ROOM/,
    "remit bea = Hi": /There is no "bea"/,
    "remit The = Hi": /Which one\? 1-The/,
    "pemit": /To whom.*\n.*pemit WHO/,
    "pemit key = Hi": /There is no "key"/,
    "pemit nobody = Hi": /There is no "nobody"/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await bea.send(line), problem, line);
  }
  await bea.send("ooc");
  assert.match(await bea.send("emit Hi"), /You are nowhere\. Name a room/);
});
