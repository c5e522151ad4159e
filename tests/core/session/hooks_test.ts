import assert from "node:assert/strict";
import { definePlugin } from "../../../src/plugins/api.ts";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { fussy, FUSSY_ADDRESSES } from "../../games/fussy_plugin.ts";
import { innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";

/** Goes through a whole life, and checks that each of its moments is there. */
async function live(game: TestGame, address = "127.0.0.1"): Promise<TestPlayer> {
  const anna = await game.connect({ address });
  anna.expect("Welcome to Vestibule.");
  for (const line of ["create anna sesame-street", "charcreate Anna", "ic Anna"]) {
    await anna.send(line);
  }
  anna.expect("You become Anna.");
  await anna.send("logout");
  anna.clear();
  await anna.send("look");
  anna.expect("Welcome to Vestibule.");
  await anna.send("quit");
  assert.equal(anna.closedWith, "quit");
  return anna;
}

/** Asks how many moments the counting plugin saw of a session. */
async function countedOf(game: TestGame, { sessid }: TestPlayer): Promise<number> {
  const asker = await game.connect();
  asker.clear();
  return Number(await asker.send(`counted ${sessid}`));
}

const THROWING = {
  plugins: ["tests/games/throwing_hooks_plugin.ts", "tests/games/counting_hooks_plugin.ts"],
};

onBothWalls(
  "hooks that throw are told of by name, and stop neither a life nor other hooks",
  THROWING,
  async (game) => {
    const anna = await live(game);
    const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
    const moments = [
      ...["session:connect", "session:login", "session:puppet", "session:unpuppet"],
      ...["session:logout", "session:connect", "session:disconnect"],
    ];
    assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
      ...moments.map((moment) => ["thrower", moment]),
    ]);
    assert.equal(await countedOf(game, anna), moments.length);
  },
);

const LOOPING = {
  plugins: ["tests/games/looping_hooks_plugin.ts", "tests/games/counting_hooks_plugin.ts"],
  commandTimeLimit: 100,
};

onBothWalls(
  "hooks that loop are told of by name, and stop neither a life nor other hooks",
  LOOPING,
  async (game) => {
    const anna = await live(game);
    const ended = game.trace.filter(({ kind }) => kind === "plugin:endless");
    assert.equal(ended.length, 7);
    assert.ok(ended.every(({ data }) => data.plugin === "looper"));
    assert.equal(await countedOf(game, anna), 7);
  },
);

// Inline only: time moves.
Deno.test("a hook that never ends holds its own session up for hookTimeLimit, and no other", async () => {
  const sleeper = definePlugin({
    name: "sleeper",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on(
        "session:login",
        ({ account }) => account.name === "anna" ? new Promise(() => {}) : undefined,
      ),
  });
  const settings = { hookTimeLimit: 3000 };
  await using inner = await innerGame({ plugins: [sleeper], settings });
  const { game } = inner;
  const [anna, bert] = [await game.connect(), await game.connect()];
  anna.type("create anna sesame-street");
  anna.type("charcreate Anna");
  bert.type("create bert sesame-street");
  bert.type("charcreate Bert");
  await until("Bert", () => bert.screen.includes("Character created: Bert."));
  assert.doesNotMatch(anna.screen, /Character created/);
  await inner.moveTime(2999);
  assert.doesNotMatch(anna.screen, /Character created/);
  await inner.moveTime(1);
  await game.settled();
  anna.expect("Character created: Anna.");
  const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual([event?.data.plugin, event?.data.hook], ["sleeper", "session:login"]);
});

const FAR = "192.0.2.66";

const FUSSY = { serverSessionClass: "fussy/FussySession" };

const FUSSY_FILE = { ...FUSSY, plugins: ["tests/games/fussy_plugin.ts"] };

for (const [at, address] of Object.entries(FUSSY_ADDRESSES)) {
  onBothWalls(
    `a session class whose ${at}() throws is told of, and its sessions live on`,
    FUSSY_FILE,
    async (game) => {
      await live(game, address);
      const failed = game.trace.filter(({ kind }) => kind === "plugin:fail");
      assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
        ["fussy/FussySession", at],
      ]);
    },
  );
}

// Inline only from here on: the tests look inside.
Deno.test("a session class that cannot be made closes that connection alone, with a reason", async () => {
  const plugin = fussy((at, address) => at === "constructor" && address === FAR);
  await using inner = await innerGame({ plugins: [plugin], settings: FUSSY });
  const { game } = inner;
  const refused = await game.connect({ address: FAR });
  assert.equal(refused.closedWith, "server_error");
  refused.expect("Your session could not be made. Connect again, please.");
  const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual(
    [event?.sessid, event?.data.plugin, event?.data.hook],
    [refused.sessid, "fussy/FussySession", "constructor"],
  );
  await live(game);
  assert.equal(inner.inside.sessions.count, 0);
});

Deno.test("16.2.4 a session that cannot be made again at a reload is closed alone", async () => {
  let isBroken = false;
  const plugin = fussy((at, address) => isBroken && at === "constructor" && address === FAR);
  await using inner = await innerGame({ plugins: [plugin], settings: FUSSY });
  const { game } = inner;
  const bad = await game.connect({ address: FAR });
  for (const line of ["create bad sesame-street", "charcreate Baddy", "ic Baddy"]) {
    await bad.send(line);
  }
  const good = await game.connect();
  await good.send("create good sesame-street");
  isBroken = true;
  assert.equal(await game.reload(), undefined);
  assert.equal(bad.closedWith, "server_error");
  good.expect("The world has been reloaded.");
  assert.match(await good.send("look"), /as the account good/);
  assert.equal(inner.inside.world.named("Baddy")[0]?.location, null, "nobody plays Baddy");
});
