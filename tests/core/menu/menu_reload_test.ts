import assert from "node:assert/strict";
import { defineMenu, definePlugin, type MenuNode, type Provide } from "@vestibule/core";
import { testGame } from "../../../src/plugins/testing.ts";
import { menuPlugin } from "./menu_plugin.ts";
import { playAgainAs, withMenus } from "./menu_games.ts";
import { newPlayer } from "../../games/players.ts";

withMenus("14.9 a reload shows the same node of a session's menu again", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  await anna.send("buy");
  await anna.send("bag");
  anna.clear();
  assert.equal(await game.reload(), undefined);
  anna.expect(/^The world has been reloaded\.\nBag: 1 apples\.\n\n1: Drop all$/);
  assert.match(await anna.send("back"), /Counter: you have 2 coins/);
  assert.match(await anna.send("quit"), /The shop closes/);
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

withMenus("14.10 a menu before the login outlives a reload", {}, async (game) => {
  const anna = await game.connect();
  await anna.send("menu shop");
  await anna.send("buy");
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\nCounter: you have 2 coins/);
  assert.match(await anna.send("buy"), /you have 1 coins/);
  await anna.send("quit");
  assert.match(await anna.send("create anna sesame-street"), /Welcome/);
});

withMenus("14.9 menus on top of one another outlive a reload", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu nested");
  await anna.send("in");
  assert.equal(await game.reload(), undefined);
  assert.match(await anna.send("quit"), /^Level 3/);
});

withMenus("14.9 a line typed during a reload goes to the menu", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  anna.clear();
  const reload = game.reload();
  anna.type("buy");
  assert.equal(await reload, undefined);
  await game.settled();
  anna.expect(/you have 2 coins/);
});

withMenus("14.9 a reset ends the menus of sessions, and keeps an account's", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  const bert = await newPlayer(game, "Bert");
  await anna.send("menu shop");
  await bert.send("menu shop account");
  assert.equal(await game.reload("reset"), undefined);
  assert.match(await anna.send("who"), /anna/i);
  assert.match(await bert.send("buy"), /you have 2 coins/);
});

withMenus("14.9 an account's menu outlives a reload, for whoever chose last", {
  multisessionMode: 2,
}, async (game) => {
  const first = await newPlayer(game, "Anna");
  const second = await playAgainAs(game, "Anna");
  await first.send("menu shop account");
  await second.send("buy");
  first.clear();
  second.clear();
  assert.equal(await game.reload(), undefined);
  second.expect(/you have 2 coins/);
  assert.doesNotMatch(first.screen, /coins/);
  assert.match(await first.send("buy"), /you have 1 coins/);
});

// Inline only from here on: the test changes code that both of its Servers share.

/** Changes between two Servers. */
const code: { nodes: Record<string, MenuNode<unknown>>; isThere: boolean } = {
  nodes: {},
  isThere: true,
};

const changing = definePlugin({
  name: "menus",
  version: "1.0.0",
  api: 1,
  async setup(setup) {
    const { menu } = setup.provide;
    const provide: Provide = {
      ...setup.provide,
      menu(name, value) {
        const given = menu(name, value);
        if (name === "shop") given[Symbol.dispose]();
        return given;
      },
    };
    await menuPlugin.setup({ ...setup, provide });
    if (code.isThere) {
      setup.provide.menu("shop", defineMenu<unknown>({ start: "counter", nodes: code.nodes }));
    }
  },
});

Deno.test("a node that new code no longer has gives way to the menu's start", async () => {
  const counter = () => ({ text: "Counter.", options: [{ key: "on", desc: "On", goto: "bag" }] });
  code.nodes = { counter, bag: () => ({ text: "Bag.", input: null }) };
  await using game = await testGame({ plugins: [changing] });
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop session bag");
  code.nodes = { counter };
  anna.clear();
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\nCounter\./);
});

Deno.test("14.5 a node that fails after a reload can be left", async () => {
  const text = "Bag.";
  code.nodes = { counter: () => ({ text, input: null }) };
  await using game = await testGame({ plugins: [changing], failures: "allow" });
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu shop");
  code.nodes = {
    counter() {
      throw new Error("new and broken");
    },
  };
  anna.clear();
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\nSomething went wrong in this menu/);
  assert.match(await anna.send("look"), /Something went wrong in this menu/);
  await anna.send("quit");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

Deno.test("14.10 a menu that new code no longer has ends, and its user is told", async () => {
  const name = "menus/gone";
  const gone = definePlugin({
    name: "menus",
    version: "1.0.0",
    api: 1,
    async setup(setup) {
      await menuPlugin.setup(setup);
      if (!code.isThere) return;
      const nodes = { start: () => ({ text: "Here.", input: null }) };
      setup.provide.menu("gone", defineMenu<unknown>({ start: "start", nodes }));
    },
  });
  code.isThere = true;
  await using game = await testGame({ plugins: [gone] });
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("menu gone"), /Here/);
  code.isThere = false;
  anna.clear();
  assert.equal(await game.reload(), undefined);
  code.isThere = true;
  anna.expect(/The menu you were in is gone\./);
  const missing = game.trace.find(({ kind }) => kind === "menu:missing");
  assert.equal(missing?.data.menu, name);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});
