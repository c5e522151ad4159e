import assert from "node:assert/strict";
import { chargenGame, newcomer, sendAll } from "./chargen_game.ts";

Deno.test("charcreate makes a character step by step, with what was chosen at each", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await anna.send(`claim ${game.claimCode}`);
  assert.match(await anna.send("charcreate"), /^What shall your character be called\?\n/);
  assert.match(await anna.send("Tess"), /^What is Tess\?\n[^]*wanderer: Has come/);
  assert.match(await anna.send("tinkerer"), /^What is Tess good at\?\n[^]*You have 6 points left/);
  assert.match(await anna.send("mind 4"), /mind +4 of 5[^]*You have 3 points left/);
  assert.match(await anna.send("HEART +3"), /heart +4 of 5[^]*You have 0 points left/);
  assert.match(await anna.send(""), /^What does one see who looks at Tess\?/);
  assert.equal(await anna.send("Small, and |rred|n."), "Line 1, and 981 characters left.");
  assert.equal(await anna.send("She hums."), "Line 2, and 971 characters left.");
  assert.match(
    await anna.send(""),
    /^This is Tess\.\nSmall, and red\.\nShe hums\.\n +kind +tinkerer\n +points +body 1, mind 4, heart 4\n/,
  );
  assert.match(
    await anna.send("yes"),
    /^Character created: Tess\.\n\nYou become Tess\.\nThe Vesti/,
  );
  assert.match(await anna.send("look me"), /^Tess\nSmall, and red\.\nShe hums\.$/);
  const examined = await anna.send("examine me");
  assert.match(examined, /kind +"tinkerer"/);
  assert.match(examined, /attributes +\{"body":1,"mind":4,"heart":4\}/);
  assert.match(examined, /Owner +account 1\n/);
  assert.match(examined, /Location +The Vestibule/);
  assert.match(await sendAll(anna, ["ooc", "look"]), /Your characters \(1\/5\)\nTess\n/);
});

Deno.test("an empty line takes what is proposed, from the name to the world", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("charcreate"), /An empty line takes Anna\./);
  for (const next of [/What is Anna/, /good at/, /looks at Anna/, /This is Anna/]) {
    assert.match(await anna.send(""), next);
  }
  const entered = await anna.send("");
  assert.match(entered, /You become Anna\./);
  assert.equal(entered.split("The Vestibule").length, 2, "the room is shown once");
});

Deno.test("done takes what is proposed for all the rest, and asks no more than to confirm", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate Tess");
  await anna.send("scholar");
  await anna.send("mind 5");
  assert.match(
    await anna.send("done"),
    /^This is Tess\.\n +kind +scholar\n.*body 2, mind 5, heart 2/,
  );
  assert.match(await anna.send("done"), /You become Tess\./);
});

Deno.test("charcreate NAME = DESCRIPTION begins with both", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  assert.match(
    await anna.send("charcreate Tess  the Small = Small = small."),
    /^What is Tess the Small\?/,
  );
  assert.match(await anna.send("done"), /^This is Tess the Small\.\nSmall = small\.\n/);
});

Deno.test("charcreate says what is wrong with the name it is given, and asks for one", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  assert.match(
    await anna.send("charcreate R2D2"),
    /^The name may hold letters.*\nWhat shall your character be called\?/,
  );
});

Deno.test("back goes to the step before, and what was chosen there is proposed again", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar", "body 3"]);
  assert.match(await anna.send("back"), /^What is Tess\?\nAn empty line takes scholar\./);
  assert.match(await anna.send("back"), /^What shall.*\nAn empty line takes Tess\./);
  assert.match(await anna.send("back"), /^This is the first step\. Type quit to leave\.$/);
  assert.match(await anna.send("Ann"), /^What is Ann good at\?\n +body +3 of 5/);
  await sendAll(anna, ["", ""]);
  assert.match(await anna.send("back"), /^What does one see who looks at Ann\?/);
});

Deno.test("a step that is named at the review is asked again, and leads back to the review", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  assert.match(await sendAll(anna, ["charcreate Tess", "done", "kind"]), /^What is Tess\?/);
  assert.match(await anna.send("2"), /^This is Tess\.\n +kind +scholar/);
  assert.match(await sendAll(anna, ["name", "Ann"]), /^This is Ann\./);
  assert.match(await sendAll(anna, ["points", "body 1"]), /You have 2 points left/);
  assert.match(await anna.send("heart +2"), /You have 0 points left/);
  assert.match(await anna.send(""), /^This is Ann\.[^]*body 1, mind 3, heart 5/);
  assert.match(await sendAll(anna, ["description", "Old.", ""]), /^This is Ann\.\nOld\.\n/);
});

Deno.test("every step answers what it does not understand with what to type", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate");
  assert.match(await anna.send("7"), /^The name must have 2 to 30 characters\.$/);
  await anna.send("Tess");
  assert.match(
    await anna.send("|rghost"),
    /^Nobody can be "\|rghost"\. Choose one of wanderer, scholar, tinkerer\.$/,
  );
  await anna.send("1");
  for (const line of ["strong", "luck 3", "body", "body three", "3", "body 1.5"]) {
    assert.match(
      await anna.send(line),
      /^Type one of body, mind, heart and a number, such as "body 5"\.$/,
    );
  }
  assert.match(await anna.send("body 6"), /^Nobody has more body than 5\. Type a lower number\.$/);
  assert.match(
    await anna.send("body -1"),
    /^Nobody has less body than 1\. Type a higher number\.$/,
  );
  await anna.send("body 5");
  assert.match(
    await anna.send("mind 5"),
    /^That takes 4 more, and 2 are left: mind can be 3 at most, unless you lower something else/,
  );
  await sendAll(anna, ["", "", ""]);
  await sendAll(anna, ["charcreate Ann"]);
  assert.match(await anna.send("ooc"), /You let Tess rest/);
});

Deno.test("the description has limits, and its lines can be taken back", async () => {
  await using game = await chargenGame({
    chargen: { description: { minLength: 5, maxLength: 12, maxLines: 2 } },
  });
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "1", ""]);
  assert.match(
    await anna.send(""),
    /^A description has at least 5 characters, and this one has 0\. Write/,
  );
  assert.match(await anna.send("done"), /has at least 5 characters[^]*What does one see/);
  assert.match(
    await anna.send("Rather a tall one."),
    /^That line is 6 characters too long, and was not kept\. Write a shorter one/,
  );
  assert.equal(await anna.send("undo"), "There is no line to take back. Write one.");
  assert.equal(await anna.send("🦊🦊🦊"), "Line 1, and 9 characters left.");
  await anna.send("Red.");
  assert.match(await anna.send("Sly."), /^There is room for 2 lines\. An empty line ends it\.$/);
  assert.equal(await anna.send("undo"), "Taken back: Red.");
  assert.match(await anna.send("look"), /^What does one see.*\n🦊🦊🦊\nWrite another line/);
  await anna.send("clear");
  await anna.send("A fox.");
  assert.match(await anna.send(""), /^This is Tess\.\nA fox\.\n/);
});

Deno.test("what a description holds of markup is colours, and never a link", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "done", "description", "|rRed |lcquit|ltclick|le"]);
  assert.match(await anna.send("look"), /\nRed \|lcquit\|ltclick\|le\n/);
  await sendAll(anna, ["", "yes"]);
  assert.match(await anna.send("look me"), /^Tess\nRed \|lcquit\|ltclick\|le$/);
});

Deno.test("help tells at each step what can be typed", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  await anna.send("charcreate");
  for (
    const [line, help] of [
      ["Tess", /^A name has 2 to 30 letters/],
      ["1", /^Type one of the kinds/],
      ["", /^Each point raises one attribute/],
      ["", /^Up to 20 lines and 1000 characters/],
      ["yes", /^yes makes the character/],
    ] as const
  ) {
    assert.match(await anna.send("help"), help);
    await anna.send(line);
  }
  anna.expect("You become Tess.");
});
