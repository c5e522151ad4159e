import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { comeBack, newcomer, newPlayer, newStaff, newSuperuser } from "../../games/players.ts";

onBothWalls("9.3.1 ic enters the world by name, or as who one was last", {}, async (game) => {
  const anna = await newcomer(game, "Anna");
  await anna.send("charcreate Ada");
  await anna.send("charcreate Alma");
  assert.match(await anna.send("ic ALMA"), /You become Alma\./);
  assert.match(await anna.send("ic alma"), /You are Alma already/);
  await anna.send("ooc");
  assert.match(await anna.send("ic"), /You become Alma\./);
  assert.match(await anna.send("puppet ada"), /You become Ada\./);
});

Deno.test("9.3.1 ic refuses, and lists what can be chosen", async () => {
  await using game = await testGame();
  const anna = await newcomer(game, "Anna");
  assert.match(await anna.send("ic"), /Type charcreate and a name/);
  await newPlayer(game, "Bert");
  await anna.send("charcreate Ada");
  await anna.send("charcreate Adam");
  assert.match(await anna.send("ic bert"), /no character called "bert"\. Type ic Ada or ic Adam\./);
  assert.match(await anna.send("ic ad"), /^Which one\? 1-ad \(Ada\), 2-ad \(Adam\)$/);
  assert.match(await anna.send("ic 2-ad"), /You become Adam\./);
});

Deno.test("9.3.1 ic finds staff anything that it may puppet, what is near first", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const bea = await newStaff(game, root, { name: "Bea", level: "Builder" });
  await newPlayer(game, "Bert");
  const ada = await newStaff(game, root, { name: "Ada", level: "Helper" });
  const [, number] = /brass key \(#(\d+)\)/.exec(await bea.send("examine key")) ?? [];
  assert.match(await ada.send("ic key"), /You have no character called "key"/);
  assert.match(await bea.send("ic key"), /You become brass key\./);
  assert.match(await bea.send("ic green apple"), /You become green apple\./, "far away");
  assert.match(await bea.send("ic bert"), /Bert is played by Bert just now/);
  assert.match(await bea.send("ic hall"), /You have no character called "hall"/);
  assert.match(await bea.send(`ic #${number}`), /You become brass key\./);
  assert.match(await bea.send("ic g"), /^Which one\? 1-g \(guest book\), 2-g/);
});

onBothWalls(
  "9.3.2 ooc lets the puppet go, shows the OOC screen, and remembers it",
  {},
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    const bert = await newPlayer(game, "Bert");
    const shown = await anna.send("ooc");
    assert.match(shown, /You let Anna rest\.\nYou are out of character, as the account Anna\./);
    bert.expect(/Anna has left|Anna/);
    assert.match(await anna.send("unpuppet"), /out of character already\. Type look/);
    assert.match(await anna.send("ic"), /You become Anna\./);
  },
);

onBothWalls("9.3.3 charcreate makes a character with what one sees of it", {}, async (game) => {
  const anna = await newcomer(game, "Anna");
  const shown = await anna.send("charcreate Ada = A |gtall|n one |lcquit|lthere|le = yes");
  assert.equal(shown, "Character created: Ada.\nType ic Ada to enter the world.");
  assert.equal(await anna.send("look ada"), "Ada\nA tall one |lcquit|lthere|le = yes");
  await anna.send("charcreate Plain =");
  assert.equal(await anna.send("look plain"), "Plain");
});

Deno.test("9.3.3 charcreate refuses, and says why", async () => {
  await using game = await testGame({ settings: { maxNrCharacters: 1 } });
  const anna = await newcomer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  const problems = {
    "charcreate": /What shall your character be called\?\n.*charcreate NAME/,
    "charcreate = tall": /What shall your character be called\?/,
    "charcreate bert": /The name "bert" is taken/,
    "charcreate R2D2": /letters/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await anna.send(line), problem, line);
  }
  assert.match(await bert.send("charcreate Berta"), /the most allowed/);
});

onBothWalls(
  "9.3.3 chardelete deletes one's character once its name or yes is typed",
  {},
  async (game) => {
    const anna = await newcomer(game, "Anna");
    for (const name of ["Ada", "Alma"]) await anna.send(`charcreate ${name}`);
    assert.match(await anna.send("chardelete ada"), /Type its name, or yes, to delete it/);
    assert.equal(await anna.send("no"), "Ada was not deleted.");
    for (const [name, answer] of [["Ada", "YES"], ["Alma", "alma"]] as const) {
      await anna.send(`chardelete ${name}`);
      assert.equal(await anna.send(answer), `${name} was deleted.`);
    }
    assert.match(await anna.send("look"), /None yet/);
  },
);

Deno.test("9.3.3 chardelete refuses, and says why", async () => {
  await using game = await testGame();
  const root = await newSuperuser(game, "Root");
  const anna = await newPlayer(game, "Anna");
  for (const name of ["Ada", "Adam"]) await anna.send(`charcreate ${name}`);
  const problems = {
    "chardelete": /Which of your characters\?\n.*chardelete NAME/,
    "chardelete root": /You have no character called "root"/,
    "chardelete ad": /^Which one\?/,
    "chardelete anna": /Anna is in play\. Type ooc there first/,
  };
  for (const [line, problem] of Object.entries(problems)) {
    assert.match(await anna.send(line), problem, line);
  }
  assert.match(await root.send("chardelete anna"), /no character called "anna"/, "not even staff");
});

Deno.test("9.3.3 chardelete sees what another session did while it asked", async () => {
  await using game = await testGame({ settings: { autoPuppetOnLogin: false } });
  const anna = await newcomer(game, "Anna");
  for (const name of ["Ada", "Alma"]) await anna.send(`charcreate ${name}`);
  const other = await comeBack(game, "Anna");
  await anna.send("chardelete ada");
  await other.send("ic ada");
  assert.match(await anna.send("yes"), /Ada is in play/);
  await anna.send("chardelete alma");
  await other.send("chardelete alma");
  assert.equal(await other.send("yes"), "Alma was deleted.");
  assert.equal(await anna.send("yes"), "Alma is gone already.");
});
