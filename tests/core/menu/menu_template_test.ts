import assert from "node:assert/strict";
import { defineMenu, type MenuChoice, menuTemplate } from "@vestibule/core";
import { onBothWalls } from "../../games/both_walls.ts";
import { newPlayer } from "../../games/players.ts";

interface Coins {
  readonly coins: number;
}

Deno.test("14.12 menuTemplate() compiles when everything leads to a node", () => {
  const menu = menuTemplate({
    start: "hall",
    nodes: {
      hall: {
        text: "A hall.",
        options: [
          { key: "up", desc: "Up", goto: "attic" },
          { desc: "Out", goto: null },
          { desc: "Down", goto: { stay: "There is no way down." } },
          { desc: "Pay", goto: ({ state }: MenuChoice<Coins>) => state.coins > 0 ? "attic" : null },
          { desc: "Earn", goto: { node: "hall", state: { coins: 3 } } },
        ],
        input: [{ match: "climb *", goto: "attic" }, { match: /^fly/, goto: "attic" }],
        empty: "hall",
      },
      attic: { text: "An attic.", timeout: { ms: 10, goto: "hall" } },
    },
  });
  assert.equal(menu.start, "hall");
  assert.deepEqual(Object.keys(menu.nodes), ["hall", "attic"]);
});

const attic = { text: "An attic." };

/** Templates that lead nowhere: the compiler refuses each of them, and so does the running game. */
const WRONG: Readonly<Record<string, () => unknown>> = {
  "its start": () =>
    menuTemplate({
      // @ts-expect-error there is no such node
      start: "cellar",
      nodes: { attic },
    }),
  "an option": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", options: [{ desc: "Down", goto: "cellar" }] } },
    }),
  "a new state": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", options: [{ goto: { node: "cellar", state: 1 } }] } },
    }),
  "free input": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", input: "cellar" } },
    }),
  "a form of input": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", input: [{ match: "*", goto: "cellar" }] } },
    }),
  "an empty line": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", empty: "cellar" } },
    }),
  "a time-out": () =>
    menuTemplate({
      start: "attic",
      // @ts-expect-error there is no such node
      nodes: { attic: { text: "", timeout: { ms: 10, goto: "cellar" } } },
    }),
};

for (const [what, make] of Object.entries(WRONG)) {
  Deno.test(`14.12 menuTemplate() refuses a node that is not there as ${what}`, () => {
    assert.throws(make, /RangeError: Cannot define a menu as .*"cellar" is not; there are "attic"/);
  });
}

Deno.test("14.12 menuTemplate() compiles no function that leads to a node that is not there", () => {
  const menu = menuTemplate({
    start: "attic",
    // @ts-expect-error there is no such node; where a function leads is known when it has run
    nodes: { attic: { text: "", options: [{ desc: "Down", goto: () => "cellar" }] } },
  });
  assert.equal(menu.start, "attic");
});

/** What the compiler refuses, and JavaScript does not. */
const NO_VIEWS: Readonly<Record<string, [unknown, RegExp]>> = {
  "no text": [{}, /must return a text: current value is undefined/],
  "no node at all": [3, /must return a text/],
  "options that are no list": [{ text: "", options: {} }, /options must be a list/],
  "an empty key": [{ text: "", options: [{ key: " ", goto: null }] }, /no key may be empty/],
  "a match that is none": [{ text: "", input: [{ match: 3, goto: null }] }, /must be a string or/],
  "a goto that is none": [{ text: "", input: 3 }, /must lead to a node, be null or a function/],
};

for (const [what, [view, error]] of Object.entries(NO_VIEWS)) {
  Deno.test(`14.12 menuTemplate() refuses ${what}`, () => {
    // A game in JavaScript can write anything.
    const nodes = { hall: view } as never;
    assert.throws(() => menuTemplate({ start: "hall" as never, nodes }), (thrown) => {
      assert.ok(thrown instanceof TypeError);
      assert.match(thrown.message, error);
      return true;
    });
  });
}

const ROAD = { plugins: ["tests/core/menu/template_plugin.ts"] };

onBothWalls("14.12 menuTemplate() makes a menu of data alone", ROAD, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.equal(
    await anna.send("story road"),
    "The road forks.\n\nleft: Into the wood\nriver: Along the river\nrun\n1: Go home",
  );
  assert.match(await anna.send("L"), /^It is dark here\./);
  assert.equal(await game.reload(), undefined);
  anna.expect(/reloaded\.\nIt is dark here\./);
  assert.match(await anna.send("back"), /^The road forks\./);
  assert.match(await anna.send("1"), /^Home\.\nThe Vestibule/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

onBothWalls("14.12 a line leads where the first form leads that it has", ROAD, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story road");
  assert.equal(await anna.send("SAY hello there"), "Nobody hears you.");
  assert.equal(await anna.send("say"), "What do you want to say?");
  assert.match(await anna.send("Climb the old tree"), /^It is dark here\./);
  await anna.send("back");
  assert.equal(await anna.send("a.b"), "A dot.");
  assert.match(await anna.send("axb"), /^That is no choice here\. Choose left, river, run or 1\./);
  assert.match(await anna.send(""), /^That is no choice here\./);
});

onBothWalls("14.12 a form that takes for ever is one failure", {
  ...ROAD,
  commandTimeLimit: 50,
}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("story road");
  assert.match(await anna.send(`${"a".repeat(60)}!`), /^Something went wrong in this menu/);
  assert.equal(await anna.send("say hello there"), "Nobody hears you.");
});

Deno.test("14.12 defineMenu() takes a node that is data among its functions", () => {
  const nodes = { hall: { text: "A hall.", input: "attic" }, attic: () => attic };
  assert.equal(defineMenu<unknown>({ start: "hall", nodes }).nodes.hall, nodes.hall);
  assert.throws(
    () => defineMenu<unknown>({ start: "hall", nodes: { hall: nodes.hall } }),
    /RangeError: Cannot define a menu as what node "hall" leads to must be there: "attic" is not/,
  );
});
