import assert from "node:assert/strict";
import {
  definePlugin,
  type HookName,
  type Plugin,
  ServerSession,
  type SessionParts,
} from "../../../src/plugins/api.ts";
import type { TestGame, TestPlayer } from "../../../src/plugins/testing.ts";
import { innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";

const MOMENTS = [
  ...["session:connect", "session:login", "session:puppet"],
  ...["session:unpuppet", "session:logout", "session:disconnect"],
] as const satisfies readonly HookName[];

/** A plugin that does the same at every moment of a session's life. */
function atEveryMoment(name: string, run: () => void | Promise<void>): Plugin {
  return definePlugin({
    name,
    version: "1.0.0",
    api: 1,
    setup: ({ on }) => MOMENTS.forEach((moment) => on(moment, run)),
  });
}

/** Goes through a whole life, and checks that each of its moments is there. */
async function live(game: TestGame): Promise<TestPlayer> {
  const anna = await game.connect();
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

Deno.test("hooks that throw are told of by name, and stop neither a life nor other hooks", async () => {
  let others = 0;
  const thrower = atEveryMoment("thrower", () => {
    throw new Error("on purpose");
  });
  const counter = atEveryMoment("counter", () => void others++);
  await using inner = await innerGame({ plugins: [thrower, counter] });
  await live(inner.game);
  const failed = inner.game.trace.filter(({ kind }) => kind === "plugin:fail");
  const moments = [
    ...["session:connect", "session:login", "session:puppet", "session:unpuppet"],
    ...["session:logout", "session:connect", "session:disconnect"],
  ];
  assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
    ...moments.map((moment) => ["thrower", moment]),
  ]);
  assert.equal(others, moments.length);
});

Deno.test("hooks that loop are told of by name, and stop neither a life nor other hooks", async () => {
  let others = 0;
  const looper = atEveryMoment("looper", () => {
    for (;;);
  });
  const counter = atEveryMoment("counter", () => void others++);
  const settings = { commandTimeLimit: 100 };
  await using inner = await innerGame({ plugins: [looper, counter], settings });
  await live(inner.game);
  const ended = inner.game.trace.filter(({ kind }) => kind === "plugin:endless");
  assert.equal(ended.length, 7);
  assert.ok(ended.every(({ data }) => data.plugin === "looper"));
  assert.equal(others, 7);
});

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

/** A plugin whose session class fails where it is told to. */
function fussy(fails: { at: string }): Plugin {
  const fail = (at: string) => {
    if (fails.at === at) throw new Error(`no ${at} for you`);
  };
  class FussySession extends ServerSession {
    constructor(parts: SessionParts) {
      super(parts);
      if (this.address === "192.0.2.66") fail("constructor");
    }
    override atSync(): void {
      fail("atSync");
    }
    override atLogin(): void {
      fail("atLogin");
    }
    override atDisconnect(): void {
      fail("atDisconnect");
    }
  }
  return definePlugin({
    name: "fussy",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("FussySession", FussySession),
  });
}

const FUSSY = { serverSessionClass: "fussy/FussySession" };

for (const at of ["atSync", "atLogin", "atDisconnect"]) {
  Deno.test(`a session class whose ${at}() throws is told of, and its sessions live on`, async () => {
    await using inner = await innerGame({ plugins: [fussy({ at })], settings: FUSSY });
    await live(inner.game);
    const failed = inner.game.trace.filter(({ kind }) => kind === "plugin:fail");
    assert.deepEqual(failed.map(({ data }) => [data.plugin, data.hook]), [
      ["fussy/FussySession", at],
    ]);
  });
}

Deno.test("a session class that cannot be made closes that connection alone, with a reason", async () => {
  const plugin = fussy({ at: "constructor" });
  await using inner = await innerGame({ plugins: [plugin], settings: FUSSY });
  const { game } = inner;
  const refused = await game.connect({ address: "192.0.2.66" });
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
  const fails = { at: "" };
  await using inner = await innerGame({ plugins: [fussy(fails)], settings: FUSSY });
  const { game } = inner;
  const bad = await game.connect({ address: "192.0.2.66" });
  for (const line of ["create bad sesame-street", "charcreate Baddy", "ic Baddy"]) {
    await bad.send(line);
  }
  const good = await game.connect();
  await good.send("create good sesame-street");
  fails.at = "constructor";
  assert.equal(await game.reload(), undefined);
  assert.equal(bad.closedWith, "server_error");
  good.expect("The world has been reloaded.");
  assert.match(await good.send("look"), /as the account good/);
  assert.equal(inner.inside.world.named("Baddy")[0]?.location, null, "nobody plays Baddy");
});
