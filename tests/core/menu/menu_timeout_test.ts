import assert from "node:assert/strict";
import { defineMenu, definePlugin, type Plugin } from "@vestibule/core";
import { type TestGame, testGame } from "../../../src/plugins/testing.ts";
import { menuPlugin } from "./menu_plugin.ts";
import { playAgainAs } from "./menu_games.ts";
import { newPlayer } from "../../games/players.ts";

// Inline only: time moves.
const quiz: Plugin = definePlugin({
  name: "menus",
  version: "1.0.0",
  api: 1,
  async setup(setup) {
    await menuPlugin.setup(setup);
    setup.provide.menu(
      "quiz",
      defineMenu<unknown>({
        start: "question",
        cmdOnExit: null,
        nodes: {
          question: () => ({
            text: "Six times seven?",
            options: [{ key: "42", desc: "That", goto: "won" }, {
              key: "again",
              desc: "Again",
              goto: "question",
            }],
            timeout: { ms: 10_000, goto: "late" },
          }),
          late: () => ({ text: "Too late.", timeout: { ms: 5_000, goto: null } }),
          won: () => ({ text: "Right.", input: null }),
        },
        onEnd: ({ msg, reason }) => msg(`Over: ${reason}.`),
      }),
    );
    setup.provide.menu(
      "trap",
      defineMenu<unknown>({
        start: "start",
        nodes: {
          start: () => ({ text: "Wait.", timeout: { ms: 10, goto: "hole" } }),
          hole() {
            throw new Error("a hole");
          },
        },
      }),
    );
  },
});

function quizGame(settings = {}): Promise<TestGame> {
  return testGame({ plugins: [quiz], settings, failures: "allow" });
}

Deno.test("14.11 a time-out leads to its node, and then out of the menu", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu quiz");
  anna.clear();
  await game.advance(9_999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  anna.expect(/^Time is up\.\nToo late\.$/);
  await game.advance(5_000);
  anna.expect(/Too late\.\nTime is up\.\nOver: timeout\.$/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

Deno.test("14.11 a time-out counts from when the node was reached, whatever is typed", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu quiz");
  await game.advance(6_000);
  await anna.send("look");
  await anna.send("41");
  anna.clear();
  await game.advance(4_000);
  anna.expect(/Too late/);
});

Deno.test("14.11 a time-out starts anew when a choice reaches the node again", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu quiz");
  await game.advance(6_000);
  await anna.send("again");
  anna.clear();
  await game.advance(9_999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  anna.expect(/Too late/);
});

Deno.test("14.11 a time-out ends with its node and with its session", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("menu quiz");
  await bert.send("menu quiz");
  await anna.send("42");
  await bert.vanish();
  anna.clear();
  await game.advance(60_000);
  assert.equal(anna.screen, "");
  assert.deepEqual(game.trace.filter(({ kind }) => kind.endsWith(":fail")), []);
});

Deno.test("14.11 a time-out starts anew after a reload", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu quiz");
  await game.advance(6_000);
  assert.equal(await game.reload(), undefined);
  anna.clear();
  await game.advance(9_999);
  assert.equal(anna.screen, "");
  await game.advance(1);
  anna.expect(/^Time is up\.\nToo late\.$/);
});

Deno.test("14.11 an account's time-out is told to the session that chose last", async () => {
  await using game = await quizGame({ multisessionMode: 2 });
  const first = await newPlayer(game, "Anna");
  const second = await playAgainAs(game, "Anna");
  await first.send("menu quiz account");
  await second.send("again");
  first.clear();
  second.clear();
  await game.advance(10_000);
  second.expect(/Too late/);
  assert.equal(first.screen, "");
});

Deno.test("a time-out that fails is told once, and quit leads out", async () => {
  await using game = await quizGame();
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu trap");
  anna.clear();
  await game.advance(1_000);
  await game.advance(1_000);
  assert.equal(anna.screen.split("Something went wrong").length, 2);
  await anna.send("quit");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});
