import assert from "node:assert/strict";
import { testGame } from "../../../src/plugins/testing.ts";
import commands from "../../games/command_plugin.ts";
import context from "../../games/context_plugin.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { newcomer } from "../../games/players.ts";

const PLUGIN = { plugins: ["tests/games/command_plugin.ts"] };

for (const [line, when] of [["ordered", "at once"], ["orderedlate", "later"]] as const) {
  onBothWalls(`8.3.4 preRun, run and postRun come in this order, ${when}`, PLUGIN, async (game) => {
    const anna = await newcomer(game, "anna");
    assert.equal(await anna.send(line), "pre\nrun\npost");
  });
}

onBothWalls('8.3.4 preRun ends its command silently with "stop"', PLUGIN, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("stopped"), "");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

for (
  const [line, where] of [
    ["failsbefore", "preRun"],
    ["failsbetween", "run"],
    ["failsafter", "postRun"],
  ] as const
) {
  onBothWalls(
    `8.3.5 what throws in ${where} is told once, and the command undone`,
    PLUGIN,
    async (game) => {
      const anna = await newcomer(game, "anna");
      assert.match(await anna.send(line), /^Something went wrong in "\w+"; nothing was changed\./);
      assert.equal(await anna.send("marked"), "mark is not set.");
      const [event] = game.trace.filter(({ kind }) => kind === "command:fail");
      assert.match(String(event?.data.error), new RegExp(`^Error: in ${where}\n`));
    },
  );
}

const CONTEXT = { plugins: [context] };

Deno.test("8.3.4 preRun comes before the args are read, even when they do not fit", async () => {
  await using game = await testGame(CONTEXT);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("early a b"), "pre with a b\nrun with 2");
  assert.match(await anna.send("early/x a"), /^pre with \/x a\nThere is no switch \/x/);
});

Deno.test("8.3.5 InterruptCommand ends a command silently; what it did stays", async () => {
  await using game = await testGame(CONTEXT);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("interrupted there"), "so far");
  assert.equal(await anna.send("interrupted before"), "");
  assert.equal(await anna.send("marked"), "mark is there.");
  assert.deepEqual(game.trace.filter(({ level }) => level === "error"), []);
});

Deno.test("8.3.5 InterruptCommand leaves lastCmd as it was", async () => {
  await using game = await testGame(CONTEXT);
  const anna = await newcomer(game, "anna");
  await anna.send("kept one");
  await anna.send("interrupted x");
  assert.match(await anna.send("told"), /last kept\/kept\/one$/);
});

Deno.test("8.3.5 InterruptCommand in a line of execute() ends that line alone", async () => {
  await using game = await testGame(CONTEXT);
  const anna = await newcomer(game, "anna");
  assert.equal(await anna.send("outer"), "so far\nouter goes on");
});

Deno.test("8.3.5 the log names a command that throws, and never what was typed behind it", async () => {
  await using game = await testGame({ plugins: [commands], failures: "allow" });
  const anna = await newcomer(game, "anna");
  await anna.send("failsbefore sesame-street");
  assert.equal(game.trace.filter(({ kind }) => kind === "command:fail").length, 1);
  assert.doesNotMatch(JSON.stringify(game.trace), /sesame-street/);
});
