import assert from "node:assert/strict";
import { defineMenu, definePlugin } from "@vestibule/core";
import { type TestGame, testGame } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { withMenus } from "./menu_games.ts";
import { newPlayer } from "../../games/players.ts";

for (const line of ["throw", "late", "node", "nowhere", "date", "big", "empty"]) {
  withMenus(`14.5 a menu stays on its node when "${line}" fails`, {}, async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send("menu broken");
    const said = await anna.send(line);
    assert.match(said, /^Something went wrong in this menu; nothing was changed\..*incident \w+/);
    assert.doesNotMatch(said, /\n/);
    const failure = game.trace.find(({ kind }) => kind === "menu:fail");
    assert.equal(failure?.data.menu, "menus/broken");
    assert.equal(failure?.data.node, "start");
    assert.ok(said.includes(String(failure?.data.incident)));
    assert.match(await anna.send("look"), /Broken: 3 coins/);
    await anna.send("quit");
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  });
}

withMenus("14.5 a first node that fails leaves its user with commands", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("menu unshowable"), /^Something went wrong in this menu/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

withMenus("14.5 a menu that cannot be shown leaves the one below as it was", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  await anna.send("menu nested");
  assert.match(await anna.send("bad"), /^Something went wrong in this menu.*\nLevel 3\./);
  assert.match(await anna.send("in"), /Level 4/);
});

withMenus("14.5 a command that throws takes back the menu that it started", {}, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("failing"), /Something went wrong in "failing"/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

const WRONG_STARTS: Readonly<Record<string, RegExp>> = {
  "menu nothing": /RangeError: Cannot start menu "menus\/nothing" as a plugin must provide it/,
  "menu shop session attic": /RangeError: .* on node "attic" as it must be there.*"counter", "bag"/,
};

for (const [line, error] of Object.entries(WRONG_STARTS)) {
  withMenus(`14.1 menus.start() throws at once for "${line}"`, {}, async (game) => {
    await assertRefused(game, line, error);
  });
}

const WRONG_STATES: Readonly<Record<string, RegExp>> = {
  "badmenu date": /TypeError: Cannot keep state of menu "menus\/shop"\.when\[0\].*a Date/,
  "badmenu nan": /TypeError: Cannot keep state of menu "menus\/shop"\.coins.*NaN/,
  "badmenu function": /TypeError: Cannot keep state of menu "menus\/shop" as.*of type function/,
  "badmenu big": /RangeError: Cannot (keep|carry).*at most 4096 bytes/,
};

for (const [line, error] of Object.entries(WRONG_STATES)) {
  withMenus(`14.9 menus.start() refuses what cannot be kept: "${line}"`, {}, async (game) => {
    await assertRefused(game, line, error);
  });
}

async function assertRefused(game: TestGame, line: string, error: RegExp): Promise<void> {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send(line), error);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
}

for (const where of ["account", "puppet"]) {
  withMenus(`14.9 a state of more than may be kept of an ${where} is refused`, {}, async (game) => {
    const anna = await newPlayer(game, "Anna");
    await anna.send(`menu broken ${where}`);
    assert.match(await anna.send("big"), /^Something went wrong in this menu/);
    assert.match(await anna.send("look"), /Broken: 3 coins/);
    await anna.send("quit");
    assert.match(await anna.send("say hello"), /You say, "hello"/);
  });
}

const ENDLESS = {
  plugins: ["tests/core/menu/menu_plugin.ts", "tests/games/looping_menu_plugin.ts"],
  commandTimeLimit: 50,
};

onBothWalls("14.5 a menu's endless loop ends as one failure", ENDLESS, async (game) => {
  const anna = await newPlayer(game, "Anna");
  assert.match(await anna.send("loop"), /Something went wrong in this menu/);
  await anna.send("quit");
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});

// Time moves, so this one is played inline only.
Deno.test("a goto that never answers ends after hookTimeLimit, questions not counted", async () => {
  const slow = definePlugin({
    name: "slow",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      const nodes = {
        start: () => ({
          text: "Slow.",
          options: [{
            key: "wait",
            desc: "Waits",
            async goto({ ask }: { ask: (question: string) => Promise<string> }) {
              await ask("Ready?");
              await new Promise(() => {});
            },
          }],
        }),
      };
      provide.menu("slow", defineMenu<unknown>({ start: "start", nodes }));
      on("session:puppet", ({ game, session }) => game.menus.start(session, "slow/slow"));
    },
  });
  await using game = await testGame({
    plugins: [slow],
    settings: { hookTimeLimit: 1000 },
    failures: "allow",
  });
  const anna = await newPlayer(game, "Anna");
  await anna.send("wait");
  await game.advance(60_000);
  anna.clear();
  anna.type("yes");
  await new Promise((resolve) => setTimeout(resolve));
  anna.type("quit");
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(anna.screen, "");
  await game.advance(1000);
  anna.expect(/^Something went wrong in this menu/);
  assert.match(await anna.send("say hello"), /You say, "hello"/);
});
