import assert from "node:assert/strict";
import { chargenGame, comeBack, newcomer, sendAll } from "./chargen_game.ts";

for (const multisessionMode of [1, 2, 3] as const) {
  Deno.test(`in mode ${multisessionMode} another session of the account plays on undisturbed`, async () => {
    await using game = await chargenGame({ settings: { multisessionMode } });
    const first = await newcomer(game, "anna");
    await sendAll(first, ["charcreate Anna", "done", "yes"]);
    const second = await comeBack(game, "anna");
    await second.send("ooc");
    first.clear();
    assert.match(await second.send("charcreate"), /^What shall your character be called\?/);
    assert.match(await first.send("say one"), /^You say, "one"$/);
    assert.match(await second.send("Tess"), /^What is Tess\?/);
    assert.equal(await game.reload(), undefined);
    second.expect(/reloaded\.\nWhat is Tess\?/);
    assert.match(await first.send("say two"), /^You say, "two"$/);
    assert.match(await second.send("scholar"), /^What is Tess good at\?/);
    assert.match(await sendAll(second, ["done", "yes"]), /You become Tess\.[^]*You see:.*Anna/);
    assert.doesNotMatch(first.screen, /What is|good at|kept|This is/);
    first.clear();
    assert.match(await first.send("say three"), /^You say, "three"$/);
    second.expect('Anna says, "three"');
  });

  Deno.test(`in mode ${multisessionMode} charcreate goes on here with what another session was at`, async () => {
    await using game = await chargenGame({ settings: { multisessionMode } });
    const first = await newcomer(game, "anna");
    await sendAll(first, ["charcreate Tess", "scholar"]);
    first.clear();
    const second = await comeBack(game, "anna");
    second.expect(
      "Tess is in progress, with 2 of 4 steps done. Type charcreate to go on here instead of in #1.",
    );
    assert.match(await second.send("charcreate"), /^You go on with Tess\.\nWhat is Tess good at\?/);
    first.expect(/^You go on with this character in session #2\. Type charcreate to go on here/);
    first.expect("You are out of character");
    assert.match(await first.send("time"), /./);
    assert.match(await first.send("charcreate"), /^You go on with Tess\.\nWhat is Tess good at\?/);
    assert.match(await second.send("look"), /You are out of character/);
    assert.match(await sendAll(first, ["done", "yes"]), /You become Tess\./);
  });
}

Deno.test("in mode 0 the newest session goes on with what the one before it was at", async () => {
  await using game = await chargenGame({ settings: { multisessionMode: 0 } });
  const first = await newcomer(game, "anna");
  await sendAll(first, ["charcreate Tess", "scholar"]);
  const second = await comeBack(game, "anna");
  assert.notEqual(first.closedWith, undefined);
  second.expect("Tess is in progress, with 2 of 4 steps done. Type charcreate to go on.");
  assert.match(await second.send("charcreate"), /^You go on with Tess\.\nWhat is Tess good at\?/);
  assert.match(await sendAll(second, ["done", "yes"]), /You become Tess\./);
});

Deno.test("two accounts make their characters at once, each its own", async () => {
  await using game = await chargenGame();
  const anna = await newcomer(game, "anna");
  const carl = await newcomer(game, "carl");
  await sendAll(anna, ["charcreate Tess", "scholar"]);
  await sendAll(carl, ["charcreate Tom", "tinkerer"]);
  assert.match(await anna.send("done"), /^This is Tess\.\n +kind +scholar/);
  assert.match(await carl.send("done"), /^This is Tom\.\n +kind +tinkerer/);
});

Deno.test("who has all the characters they may have is told so before they are asked", async () => {
  await using game = await chargenGame({ settings: { maxNrCharacters: 1 } });
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "done", "yes", "ooc"]);
  assert.equal(
    await anna.send("charcreate Ann"),
    "You have 1 characters already, the most allowed.",
  );
});

Deno.test("a limit that is met while a character is made keeps it for later", async () => {
  await using game = await chargenGame({ settings: { maxNrCharacters: 1 } });
  const anna = await newcomer(game, "bea");
  // The game gave Bea a character when she came in; it goes, and comes back with another session.
  await sendAll(anna, ["chardelete Bea", "yes", "charcreate Tess", "done"]);
  await comeBack(game, "bea");
  assert.match(
    await anna.send("yes"),
    /^You have 1 characters already, the most allowed\. Type quit to keep this one for later\.$/,
  );
  assert.match(await sendAll(anna, ["quit", "keep"]), /Tess is in progress/);
  assert.match(
    await anna.send("charcreate"),
    /^You have 1 characters already.*\nYou go on with Tess/,
  );
});

Deno.test("guests, who have their character, do not know of charcreate", async () => {
  await using game = await chargenGame({ settings: { guestEnabled: true } });
  const guest = await game.connect();
  await guest.send("connect guest");
  assert.match(await guest.send("charcreate"), /^There is no command "charcreate" here/);
});

Deno.test("with enterWorld off the character is made, and its user stays out of character", async () => {
  await using game = await chargenGame({ chargen: { enterWorld: false } });
  const anna = await newcomer(game, "anna");
  assert.match(
    await sendAll(anna, ["charcreate Tess", "done", "yes"]),
    /^Character created: Tess\.\nType ic Tess to enter the world\.\nYou are out of character[^]*\(1\/5\)\nTess/,
  );
});

Deno.test("who may puppet nobody more is told how to enter the world later", async () => {
  await using game = await chargenGame({ settings: { maxNrSimultaneousPuppets: 1 } });
  const first = await newcomer(game, "anna");
  await sendAll(first, ["charcreate Anna", "done", "yes"]);
  const second = await comeBack(game, "anna");
  assert.match(
    await sendAll(second, ["charcreate Tess", "done", "yes"]),
    /^Character created: Tess\.\nType ic Tess to enter the world\.\n/,
  );
});
