import assert from "node:assert/strict";
import { chargenGame, newcomer, sendAll } from "./chargen_game.ts";

for (const word of ["quit", "cancel", "exit", "q"]) {
  Deno.test(`${word} asks whether the character shall be kept, and an empty line keeps it`, async () => {
    await using game = await chargenGame();
    const anna = await newcomer(game, "anna");
    await sendAll(anna, ["charcreate Tess", "scholar"]);
    assert.match(await anna.send(word), /^Shall Tess be kept for later\?/);
    assert.match(
      await anna.send(""),
      /^Tess is kept\. Nobody else can take the name for 1 day\. Type charcreate to go on\.\nYou are out of character/,
    );
    anna.expect("Tess is in progress, with 2 of 4 steps done. Type charcreate to go on.");
    assert.match(await anna.send("charcreate"), /^You go on with Tess\.\nWhat is Tess good at\?/);
  });
}

Deno.test("a character that is thrown away is gone, and so is what the screen says of it", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar", "quit"]);
  const shown = await anna.send("discard");
  assert.match(shown, /^Tess is thrown away\.\nYou are out of character/);
  assert.doesNotMatch(shown, /in progress/);
  assert.match(
    await anna.send("charcreate"),
    /^What shall your character be called\?\nAn empty line takes Anna/,
  );
});

Deno.test("who was asked whether to keep it may go on instead", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "quit"]);
  assert.match(await anna.send("perhaps"), /^Type keep, discard or back\.$/);
  assert.match(await anna.send("back"), /^What is Tess\?/);
});

Deno.test("charcreate with another name tells of the character in progress, and goes on", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "quit", "keep"]);
  assert.match(
    await anna.send("charcreate Ann"),
    /^You have Tess in progress\. Finish that one first, or type quit to throw it away\.\nWhat is Tess\?/,
  );
  await sendAll(anna, ["quit", "keep"]);
  assert.match(await anna.send("charcreate tess"), /^You go on with Tess\./);
});

Deno.test("charcreate with a name names what is in progress without one", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate", "quit", "keep"]);
  anna.expect("A character without a name is in progress, with 0 of 4 steps done.");
  assert.match(await anna.send("charcreate Tess"), /^What is Tess\?/);
});

Deno.test("charcreate asks who is in the world to leave it first", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "done", "yes"]);
  assert.equal(await anna.send("charcreate Ann"), "You are Tess here. Type ooc first.");
});

Deno.test("ic and everything else go on while a character is in progress", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "done", "yes", "ooc", "charcreate Ann", "quit", "keep"]);
  assert.match(await anna.send("ic Tess"), /You become Tess\./);
  assert.match(await anna.send("ooc"), /Ann is in progress/);
});
