import assert from "node:assert/strict";
import { chargenGame, comeBack, newcomer, sendAll } from "./chargen_game.ts";

const HELD = /^The name ".*" is held for somebody who makes a character just now\./;

Deno.test("a name is held while its character is made, from every other account", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  await anna.send("charcreate Tess");
  await carl.send("charcreate");
  for (const name of ["Tess", "TESS", "  tess "]) assert.match(await carl.send(name), HELD);
  assert.match(await carl.send("Ann"), /^What is Ann\?/);
  assert.match(await sendAll(anna, ["done", "yes"]), /You become Tess\./);
  await sendAll(carl, ["back"]);
  assert.match(await carl.send("Tess"), /^The name "Tess" is taken\. Choose another one\.$/);
});

Deno.test("names are alike when their letters are, in whatever way they were typed", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  assert.match(await anna.send("charcreate Élodie"), /^What is Élodie\?/);
  await carl.send("charcreate");
  assert.match(await carl.send("E\u0301LODIE"), HELD);
  assert.match(await carl.send("Éｌｏｄｉｅ"), HELD);
  assert.match(await carl.send("Elodie"), /^What is Elodie\?/);
  assert.match(await sendAll(anna, ["done", "yes"]), /You become Élodie\./);
});

Deno.test("a name has single spaces, however it was typed", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate");
  assert.match(await anna.send("Tess   the  Small"), /^What is Tess the Small\?/);
});

Deno.test("a name is free again when its character is thrown away, or called otherwise", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  await sendAll(anna, ["charcreate Tess", "back", "Ann"]);
  assert.match(await carl.send("charcreate Tess"), /^What is Tess\?/);
  await sendAll(carl, ["quit", "discard"]);
  assert.match(await sendAll(anna, ["back", "Tess"]), /^What is Tess\?/);
  assert.match(await carl.send("charcreate Ann"), /^What is Ann\?/);
});

Deno.test("a name is held for who is away, over a reload, and until its time is over", async () => {
  await using game = await chargenGame({ chargen: { nameHold: 3_600 } });
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate Tess");
  await anna.vanish();
  await game.reload();
  const carl = await newcomer(game, "carl");
  await game.advance(3_599_000);
  assert.match(await carl.send("charcreate Tess"), HELD);
  await game.advance(1_000);
  assert.match(await carl.send("Tess"), /^What is Tess\?/);
  const again = await comeBack(game, "anna");
  again.expect("Tess is in progress");
  assert.match(
    await again.send("charcreate"),
    /^You go on with Tess\.\nThe name "Tess" is held for somebody.*\nWhat shall your character be called/,
  );
  assert.match(await again.send("Ann"), /^What is Ann\?/);
});

Deno.test("each step that is answered holds the name anew", async () => {
  await using game = await chargenGame({ chargen: { nameHold: 60 } });
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  await anna.send("charcreate Tess");
  await game.advance(50_000);
  await anna.send("scholar");
  await game.advance(50_000);
  assert.match(await carl.send("charcreate Tess"), HELD);
});

Deno.test("with nameHold 0 a name is nobody's before its character is there", async () => {
  await using game = await chargenGame({ chargen: { nameHold: 0 } });
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  await sendAll(anna, ["charcreate Tess", "done"]);
  assert.match(await sendAll(carl, ["charcreate Tess", "done", "yes"]), /You become Tess\./);
  const shown = await anna.send("yes");
  assert.match(
    shown,
    /^The name "Tess" is taken\. Choose another one\.\nWhat shall your character/,
  );
  assert.match(await anna.send("Ann"), /^This is Ann\./);
});

Deno.test("a name that was taken past the menu is asked for again, and all else is kept", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Bea", "tinkerer", "mind 5", "done"]);
  await newcomer(game, "bea");
  assert.match(
    await anna.send("yes"),
    /^The name "Bea" is taken\. Choose another one\.\nWhat shall your character be called\?/,
  );
  assert.match(await anna.send(""), /^The name "Bea" is taken/);
  assert.match(await anna.send("Ann"), /^This is Ann\.\n +kind +tinkerer\n.*mind 5/);
  assert.match(await anna.send("yes"), /You become Ann\./);
});

Deno.test("an account's name is proposed only when a character can have it", async () => {
  await using game = await chargenGame({ settings: { autoCreateCharacterWithAccount: true } });
  const anna = await newcomer(game, "anna");
  await anna.send("ooc");
  const shown = await anna.send("charcreate");
  assert.doesNotMatch(shown, /An empty line/);
  assert.equal(await anna.send(""), "Your character needs a name. Type one.");
  assert.match(await anna.send("done"), /^Your character needs a name\. Type one\.\nWhat shall/);
});
