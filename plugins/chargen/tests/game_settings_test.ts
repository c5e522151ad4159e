import assert from "node:assert/strict";
import type { ChargenInput } from "../mod.ts";
import { chargenGame, comeBack, newcomer, sendAll } from "./chargen_game.ts";

const FLEET = {
  kinds: [{ key: "pilot", desc: "Flies." }, { key: "Chief Engineer", desc: "Repairs." }],
  attributes: [{ key: "nerve", max: 3 }, { key: "steady hand", min: 0, max: 9 }],
  points: 5,
  texts: {
    name: "Name, recruit?",
    kind: "And what does {name} do?",
    points: "How good is {name}?",
    review: "{name}, as the files have it:",
    created: "{name} reports for duty.",
  },
};

Deno.test("a game asks for what it likes, in its own words, by its settings alone", async () => {
  await using game = await chargenGame({ chargen: FLEET });
  const anna = await newcomer(game, "anna");
  await anna.send(`claim ${game.claimCode}`);
  assert.match(await anna.send("charcreate"), /^Name, recruit\?/);
  assert.match(await anna.send("Tess"), /^And what does Tess do\?\n[^]*Chief Engineer: Repairs\./);
  assert.match(
    await anna.send("chief engineer"),
    /^How good is Tess\?\n +nerve +1 of 3\n +steady hand +0 of 9\nYou have 5/,
  );
  assert.match(await anna.send("steady hand 4"), /steady hand +4 of 9[^]*You have 1 point left/);
  assert.match(
    await sendAll(anna, ["", ""]),
    /^Tess, as the files have it:[^]*nerve 2, steady hand 4/,
  );
  assert.match(await anna.send("yes"), /^Tess reports for duty\.\n/);
  assert.match(
    await anna.send("examine me"),
    /kind +"Chief Engineer"[^]*\{"nerve":2,"steady hand":4\}/,
  );
});

Deno.test("a step that leaves no choice is not asked", async () => {
  await using game = await chargenGame({
    chargen: { kinds: [{ key: "hobbit" }], points: 0, description: { maxLength: 0 } },
  });
  const anna = await newcomer(game, "anna");
  await anna.send(`claim ${game.claimCode}`);
  const shown = await anna.send("charcreate Tess");
  assert.match(shown, /^This is Tess\.\nTo change something, type name\. /);
  assert.match(await anna.send("kind"), /^Type yes to go on, or what to change: name\.$/);
  await anna.send("yes");
  assert.match(await anna.send("examine me"), /kind +"hobbit"[^]*\{"body":1,"mind":1,"heart":1\}/);
});

Deno.test("without kinds and attributes a character has none", async () => {
  await using game = await chargenGame({ chargen: { kinds: [], attributes: [] } });
  const anna = await newcomer(game, "anna");
  await anna.send(`claim ${game.claimCode}`);
  assert.match(await anna.send("charcreate Tess"), /^What does one see who looks at Tess\?/);
  await sendAll(anna, ["", "yes"]);
  assert.match(await anna.send("examine me"), /Attributes +none/);
});

Deno.test("a kind that is gone when the game comes back is asked for again, and all else is kept", async () => {
  let settings: ChargenInput = {};
  await using game = await chargenGame({ chargen: () => settings });
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "tinkerer", "mind 4", "", "Small.", ""]);
  settings = { kinds: [{ key: "elf" }, { key: "dwarf" }] };
  anna.clear();
  assert.equal(await game.reload(), undefined);
  anna.expect(/Nobody can be "tinkerer" any more\. Choose again\.\nWhat is Tess\?[^]*elf\ndwarf/);
  assert.match(await anna.send("dwarf"), /^This is Tess\.\nSmall\.\n +kind +dwarf\n.*mind 4/);
});

Deno.test("points and a description that do not fit any more are asked for again at the next login", async () => {
  let settings: ChargenInput = {};
  await using game = await chargenGame({ chargen: () => settings });
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess", "scholar", "mind 5", "", "Rather small.", ""]);
  await anna.vanish();
  settings = { points: 3, description: { maxLength: 5 } };
  await game.reload();
  const again = await comeBack(game, "anna");
  assert.match(
    await again.send("charcreate"),
    /^You go on with Tess\.\nThe points are counted otherwise now\. Give them again\.\nWhat is Tess good at\?[^]*You have 3 points left/,
  );
  assert.match(
    await again.send(""),
    /^A description has at most 5 characters, and this one has 13\. Take some back with undo, or all with clear\.\nWhat does one see/,
  );
  assert.match(await again.send(""), /^A description has at most 5 characters/);
  await again.send("clear");
  await again.send("Tiny");
  assert.match(await again.send(""), /^This is Tess\.\nTiny\n[^]*body 2, mind 2, heart 2/);
});

Deno.test("a step that is asked no more is skipped by who was at it", async () => {
  let settings: ChargenInput = {};
  await using game = await chargenGame({ chargen: () => settings });
  const anna = await newcomer(game, "anna");
  await sendAll(anna, ["charcreate Tess"]);
  settings = { kinds: [], points: 0 };
  anna.clear();
  await game.reload();
  anna.expect("What does one see who looks at Tess?");
});
