import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls("9.3.5 who lists each account once, and counts them", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await comeBack(game, "Anna");
  await newcomer(game, "Bert");
  await game.connect();
  const shown = await anna.send("who");
  assert.match(shown, /^Account +On for +Idle *\n-[- ]*\nAnna +\d+ s +\d+ s *\nBert +/);
  assert.equal(shown.match(/Anna/g)?.length, 1);
  assert.match(shown, /\n2 accounts logged in\.$/);
});

Deno.test("9.3.5 who tells how long each is on, and since when idle", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  const bert = await newcomer(game, "Bert");
  await game.advance(60_000);
  const second = await comeBack(game, "Anna");
  await game.advance(120_000);
  await bert.send("look");
  await game.advance(60_000);
  const shown = await second.send("who");
  assert.match(shown, /Anna +4 min +0 s/, "the first session counts, and the last line");
  assert.match(shown, /Bert +4 min +1 min/);
  assert.equal(anna.closedWith, undefined);
});

Deno.test("9.3.5 who shows staff puppet, room, lines, protocol and host of each session", async () => {
  await using game = await testGame({ settings: { autoPuppetOnLogin: false } });
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  await anna.send("north");
  const far = await game.connect({ address: "192.0.2.7" });
  await far.send("connect Anna sesame-street");
  const ada = await newStaff(game, root, { name: "Ada", level: "Admin" });
  const shown = await ada.send("who");
  assert.match(
    shown,
    /^Account +On for +Idle +Puppet +Room +Lines +Session +Protocol +Address/,
  );
  const lines = "Anna +The Hall +4";
  assert.match(shown, new RegExp(`Anna +\\d+ s +\\d+ s +${lines} +#${anna.sessid} +loopback +127`));
  assert.match(shown, new RegExp(`Anna +\\d+ s +\\d+ s +- +- +1 +#${far.sessid} +loopback +192`));
  assert.match(shown, /\n3 accounts logged in\.$/);
});

Deno.test("9.3.5 doing is short, whoever asks; a Builder's who is too", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  for (const shown of [await root.send("doing"), await bea.send("doing"), await bea.send("who")]) {
    assert.match(shown, /^Account +On for +Idle *\n/);
    assert.doesNotMatch(shown, /Vestibule|127\.0/);
  }
  assert.match(await root.send("who"), /The Vestibule .*127\.0\.0\.1/);
});

Deno.test("9.3.4 sessions shows each session once, with puppet and room", async () => {
  await using game = await testGame({ settings: { autoPuppetOnLogin: false } });
  const anna = await newPlayer(game, "Anna");
  await anna.send("north");
  for (let count = 0; count < 3; count++) await comeBack(game, "Anna");
  const shown = await anna.send("sessions");
  assert.match(shown, /^Session +Protocol +Address +On for +Idle +Puppet +Room/);
  assert.deepEqual(shown.match(/#\d+/g), ["#1", "#2", "#3", "#4"]);
  assert.match(shown, /#1\* .*Anna +The Hall\n/);
  assert.equal(shown.match(/^Session/gm)?.length, 1);
});
