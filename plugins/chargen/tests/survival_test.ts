import assert from "node:assert/strict";
import { chargenGame, comeBack, newcomer, sendAll } from "./chargen_game.ts";

Deno.test("a reload shows the same step again, with all that was chosen", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  for (
    const [line, step] of [
      ["charcreate", /reloaded\.\nWhat shall your character be called\?/],
      ["Tess", /reloaded\.\nWhat is Tess\?/],
      ["scholar", /reloaded\.\nWhat is Tess good at\?/],
      ["mind 4", /reloaded\.\nWhat is Tess good at\?\n[^]*mind +4 of 5[^]*3 points left/],
      ["", /reloaded\.\nWhat does one see who looks at Tess\?/],
      ["Small.", /reloaded\.\nWhat does one see who looks at Tess\?\nSmall\.\n/],
      ["", /reloaded\.\nThis is Tess\.\nSmall\.\n +kind +scholar\n/],
      ["quit", /reloaded\.\nShall Tess be kept for later\?/],
    ] as const
  ) {
    await anna.send(line);
    anna.clear();
    assert.equal(await game.reload(), undefined);
    anna.expect(step);
  }
  assert.match(await sendAll(anna, ["back", "yes"]), /You become Tess\./);
});

Deno.test("who loses the connection goes on at the next login", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar", "mind 4", "", "Small."]);
  await anna.vanish();
  const again = await comeBack(game, "anna");
  again.expect("Tess is in progress, with 3 of 4 steps done. Type charcreate to go on.");
  assert.match(
    await again.send("charcreate"),
    /^You go on with Tess\.\nWhat does one see who looks at Tess\?\nSmall\.\n/,
  );
  assert.match(await sendAll(again, ["", "yes"]), /You become Tess\./);
  assert.match(await again.send("look me"), /^Tess\nSmall\.$/);
});

Deno.test("a character in progress is there when the whole game was ended and begun anew", async () => {
  const folder = await Deno.makeTempDir({ prefix: "chargen-" });
  try {
    const options = { database: `${folder}/game.db` };
    {
      await using game = await chargenGame(options);
      const anna = await newcomer(game, "anna");
      await sendAll(anna, ["charcreate Tess", "scholar"]);
    }
    await using game = await chargenGame(options);
    const carl = await newcomer(game, "carl");
    assert.match(await carl.send("charcreate Tess"), /^The name "Tess" is held/);
    const anna = await comeBack(game, "anna");
    anna.expect("Tess is in progress, with 2 of 4 steps done.");
    assert.match(await anna.send("charcreate"), /What is Tess good at\?/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a reset ends the menu, and what is in progress is gone on with", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar"]);
  await game.reload("reset");
  assert.match(await anna.send("look"), /Tess is in progress/);
  assert.match(await anna.send("charcreate"), /What is Tess good at\?/);
});

Deno.test("who is put into a character at login is told of the one in progress", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Anna", "done", "yes", "ooc", "charcreate Tess"]);
  await anna.vanish();
  const again = await comeBack(game, "anna");
  again.expect(/You become Anna\.[^]*\nTess is in progress, with 1 of 4 steps done/);
});

Deno.test("who is logged out by somebody else while choosing goes on at the next login", async () => {
  await using game = await chargenGame();
  const root = await newcomer(game, "root");
  await sendAll(root, [`claim ${game.claimCode}`]);
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar"]);
  await root.send("boot anna");
  const again = await comeBack(game, "anna");
  assert.match(await again.send("charcreate"), /What is Tess good at\?/);
});
