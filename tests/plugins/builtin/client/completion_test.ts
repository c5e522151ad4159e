import assert from "node:assert/strict";
import { defineCommand, defineMenu, definePlugin, type Plugin } from "../../../../mod.ts";
import { testGame, type TestPlayer } from "../../../../src/plugins/testing.ts";
import { onBothWalls } from "../../../games/both_walls.ts";
import { newPlayer } from "../../../games/players.ts";

interface Told {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly matches: readonly { text: string; kind: string; about: string }[];
}

async function ask(player: TestPlayer, text: string, caret = text.length): Promise<Told> {
  const before = player.oob("input_completions").length;
  await player.call("input_complete", [], { id: 7, text, caret });
  const told = player.oob("input_completions");
  assert.equal(told.length, before + 1, `no answer to "${text}"`);
  return told.at(-1) as unknown as Told; // its schema has checked it
}

/** The texts that would stand in the field. */
async function texts(player: TestPlayer, text: string): Promise<readonly string[]> {
  const { from, to, matches } = await ask(player, text);
  return matches.map((match) => text.slice(0, from) + match.text + text.slice(to));
}

onBothWalls("before login what is completed is what the login screen knows", {}, async (game) => {
  const visitor = await game.connect();
  assert.deepEqual(await texts(visitor, "c"), ["connect", "create"]);
  assert.deepEqual(await texts(visitor, "charc"), []);
  assert.deepEqual(await texts(visitor, "say"), []);
  assert.deepEqual(await texts(visitor, "connect an"), []);
});

Deno.test("after login the account's commands are completed, and the character's when there is one", async () => {
  await using game = await testGame();
  const anna = await game.connect();
  await anna.send("create anna sesame-street");
  assert.deepEqual(await texts(anna, "charc"), ["charcreate"]);
  assert.deepEqual(await texts(anna, "con"), []);
  assert.deepEqual(await texts(anna, "inv"), []);
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  assert.deepEqual(await texts(anna, "inv"), ["inventory"]);
});

Deno.test("exits are completed where they are, and say what they are", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  const { from, to, id, matches } = await ask(anna, " nor");
  assert.deepEqual({ from, to, id, matches }, {
    ...{ from: 1, to: 4, id: 7 },
    matches: [{ text: "north", kind: "exit", about: "" }],
  });
  await anna.send("north");
  await anna.send("north");
  assert.deepEqual(await texts(anna, "nort"), []);
});

Deno.test("commands of staff are completed for staff alone", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  assert.deepEqual(await texts(anna, "shutd"), []);
  await anna.send(`claim ${game.claimCode}`);
  assert.deepEqual(await texts(anna, "shutd"), ["shutdown"]);
  await anna.send("quell");
  assert.deepEqual(await texts(anna, "shutd"), []);
});

Deno.test("behind a command the names of what is here and carried are completed", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  await newPlayer(game, "Bert");
  assert.deepEqual(await texts(anna, "look br"), ["look brass key"]);
  assert.deepEqual(await texts(anna, "LOOK Brass k"), ["LOOK brass key"]);
  assert.deepEqual(await texts(anna, "get brass "), ["get brass key"]);
  assert.deepEqual(await texts(anna, "say Hello, be"), ["say Hello, Bert"]);
  assert.deepEqual(await texts(anna, "page b=Hi"), []);
  assert.ok((await texts(anna, "look ")).includes("look Bert"));
  assert.ok(!(await texts(anna, "look ")).includes("look Anna"));
  await anna.send("get key");
  await anna.send("north");
  assert.deepEqual(await texts(anna, "drop b"), ["drop brass key"]);
  assert.deepEqual(await texts(anna, "look be"), []);
  assert.deepEqual(await texts(anna, "nonsense br"), []);
});

Deno.test("what stands behind the caret is left alone", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  const { from, to, matches } = await ask(anna, "inv the ball", 3);
  assert.deepEqual([from, to, matches.map(({ text }) => text)], [0, 3, ["inventory"]]);
  assert.match(matches[0]?.about ?? "", /carry/);
});

const riddles: Plugin = definePlugin({
  name: "riddles",
  version: "1.0.0",
  api: 1,
  setup({ provide }) {
    const riddle = defineMenu({
      start: "start",
      nodes: { start: () => ({ text: "What is it?", options: [{ key: "look", goto: "start" }] }) },
    });
    provide.menu("riddle", riddle);
    const begin = defineCommand({
      key: "riddle",
      run: ({ game, session }) => void game.menus.start(session, "riddles/riddle"),
    });
    const question = defineCommand({
      key: "question",
      run: async ({ ask, msg }) => msg(`You say ${await ask("What?")}.`),
    });
    provide.commands("builtin/character", [begin, question]);
  },
});

Deno.test("in a menu, and while a command asks, no command is in reach and none is completed", async () => {
  await using game = await testGame({ plugins: [riddles] });
  const anna = await newPlayer(game, "Anna");
  assert.deepEqual(await texts(anna, "inv"), ["inventory"]);
  await anna.send("question");
  assert.deepEqual(await texts(anna, "inv"), []);
  await anna.send("nothing");
  assert.deepEqual(await texts(anna, "inv"), ["inventory"]);
  await anna.send("riddle");
  anna.expect("What is it?");
  assert.deepEqual(await texts(anna, "inv"), []);
});

Deno.test("a question that is none is not answered", async () => {
  await using game = await testGame();
  const anna = await newPlayer(game, "Anna");
  for (const kwargs of [{}, { text: 7 }, { text: "x".repeat(1001) }, { text: "x", caret: -1 }]) {
    await anna.call("input_complete", [], kwargs);
  }
  assert.deepEqual(anna.oob("input_completions"), []);
});

Deno.test("of many that fit the first fifty are told", async () => {
  const many = definePlugin({
    name: "many",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      const keys = Array.from({ length: 80 }, (_, at) => `zig${String(at).padStart(2, "0")}`);
      provide.commands("builtin/character", keys.map((key) => defineCommand({ key, run() {} })));
    },
  });
  await using game = await testGame({ plugins: [many] });
  const anna = await newPlayer(game, "Anna");
  const found = await texts(anna, "zig");
  assert.deepEqual([found.length, found[0], found.at(-1)], [50, "zig00", "zig49"]);
});

Deno.test("what is asked to be completed is in no trace: it may be a password that is begun", async () => {
  await using game = await testGame();
  using _watch = game.watch();
  const visitor = await game.connect();
  await ask(visitor, "connect anna sesame-street");
  assert.ok(game.trace.some(({ kind }) => kind === "client:input"));
  assert.ok(!JSON.stringify(game.trace).includes("sesame"));
});
