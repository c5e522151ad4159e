import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type AnyCommand,
  cmdSet,
  defineCommand,
  definePlugin,
  type Game,
  type LineExplanation,
  type Session,
  setNick,
} from "../../../mod.ts";
import { CmdSet } from "../../../src/core/cmdset/cmdset.ts";
import { type Layer, layersInReach, mergeLayers } from "../../../src/core/cmdset/layers.ts";
import type { CommandShape } from "../../../src/core/command/command.ts";
import { type TestGame, testGame, type TestPlayer } from "../../../src/plugins/testing.ts";
import { arbitrarySet } from "../cmdset/samples.ts";

/** A command that does nothing, under these names. */
function quiet(key: string, more: { aliases?: string[]; permission?: "Admin" } = {}): AnyCommand {
  return defineCommand({ key, needs: "session", run() {}, ...more });
}

const BODY = [
  quiet("ring"),
  quiet("ring bell", { aliases: ["rb"] }),
  quiet("rig", { permission: "Admin" }),
  quiet("ring loud", { permission: "Admin" }),
  quiet("@knock", { aliases: ["tap"] }),
  defineCommand({ key: "'", prefix: true, needs: "session", run() {} }),
];
const BALL = cmdSet({ key: "Ball", commands: [quiet("roll"), quiet("tap")] });
const DARK = cmdSet({
  key: "Dark",
  priority: 10,
  mergeType: "remove",
  commands: [quiet("ring bell")],
});
const STUCK = cmdSet({ key: "Stuck", priority: 5, noExits: true, commands: [quiet("roll")] });
const ALONE = cmdSet({ key: "Alone", priority: 5, noObjects: true, commands: [] });

/** Somebody in a room with two balls, and the game's inside: all look there, so inline only. */
interface Scene extends AsyncDisposable {
  readonly kit: TestGame;
  readonly game: Game;
  readonly anna: TestPlayer;
  readonly session: Session;
  explain(line: string): LineExplanation;
}

async function scene(): Promise<Scene> {
  let started: Game | undefined;
  const plugin = definePlugin({
    name: "sample",
    version: "1.0.0",
    api: 1,
    setup({ provide, on }) {
      provide.commands("builtin/character", BODY);
      on("server:start", ({ game }) => void (started = game));
    },
  });
  const kit = await testGame({ plugins: [plugin] });
  const anna = await kit.connect();
  await anna.send("create anna sesame-street");
  await anna.send("charcreate Anna");
  await anna.send("ic Anna");
  const session = started?.sessions.get(anna.sessid);
  assert.ok(started !== undefined && session !== undefined);
  const game = started;
  const location = session.puppet?.location ?? null;
  for (const name of ["red ball", "blue ball"]) {
    const ball = game.world.create({ type: "thing", name, location });
    ball.cmdsets.add({ name: "sample/ball", set: BALL });
  }
  return {
    ...{ kit, game, anna, session },
    explain: (line) => game.inspect.explain(session, line),
    [Symbol.asyncDispose]: () => kit[Symbol.asyncDispose](),
  };
}

/** Returns the key of the command that ran for a line. */
async function ran({ kit, anna }: Scene, line: string): Promise<unknown> {
  const before = kit.trace.length;
  await anna.send(line);
  return kit.trace.slice(before).find(({ kind }) => kind === "command:run")?.data?.["command"];
}

/** Returns the key of the command that an explanation says would run. */
function toldBy({ fate }: LineExplanation): string | undefined {
  return fate.kind === "runs" ? fate.command.key : fate.system?.key;
}

Deno.test("explain() names the command, its layer and what is behind its name", async () => {
  await using one = await scene();
  const { fate, hidden, refused } = one.explain("RB twice");
  assert.deepEqual(fate, {
    kind: "runs",
    command: {
      key: "ring bell",
      name: "rb",
      source: "character: DefaultCharacter",
      ownerId: one.session.puppet?.id,
    },
    args: "twice",
    lacks: null,
  });
  assert.deepEqual([hidden, refused], [[], []]);
});

Deno.test("8.2.6 explain() names the permission of a command that is as good as absent", async () => {
  await using one = await scene();
  const { fate, refused } = one.explain("ring loud");
  assert.equal(fate.kind === "runs" && fate.command.key, "ring");
  assert.deepEqual(refused.map(({ key, permission }) => [key, permission]), [[
    "ring loud",
    "Admin",
  ]]);
  const none = one.explain("rig");
  assert.equal(none.fate.kind, "none");
  assert.deepEqual(none.refused.map(({ key }) => key), ["rig"]);
});

Deno.test("8.2.7 explain() suggests what may have been meant, never what is locked", async () => {
  await using one = await scene();
  const { fate } = one.explain("rin");
  assert.ok(fate.kind === "none");
  assert.ok(fate.suggestions.includes("ring"));
  assert.ok(!fate.suggestions.includes("rig"));
  assert.equal(fate.system?.key, "no match");
});

Deno.test("explain() tells which layer hid a command", async () => {
  await using one = await scene();
  const look = one.explain("look");
  assert.deepEqual(look.hidden.map(({ key, source, by }) => [key, source, by]), [
    ["look", "account: DefaultAccount", "character: DefaultCharacter"],
  ]);
  one.session.cmdsets.add({ name: "sample/dark", set: DARK });
  const rung = one.explain("ring bell");
  assert.equal(rung.fate.kind === "runs" && rung.fate.command.key, "ring");
  assert.deepEqual(rung.hidden.map(({ key, by }) => [key, by]), [["ring bell", "session: Dark"]]);
  assert.deepEqual(one.explain("ring").hidden, [], "a longer name would not have fitted");
});

Deno.test("7.4.3 explain() tells which layer takes exits and objects out of reach", async () => {
  await using one = await scene();
  assert.equal(toldBy(one.explain("north")), "north");
  one.session.cmdsets.add({ name: "sample/stuck", set: STUCK });
  const { fate, hidden } = one.explain("n");
  assert.equal(fate.kind, "none");
  assert.deepEqual(hidden.map(({ key, by }) => [key, by]), [["north", "session: Stuck"]]);
  assert.deepEqual(one.explain("north now").hidden, [], "nothing may follow an exit's name");
  one.session.cmdsets.clear();
  one.session.cmdsets.add({ name: "sample/alone", set: ALONE });
  assert.deepEqual(one.explain("roll").hidden.map(({ by }) => by), [
    "session: Alone",
    "session: Alone",
  ]);
  const out = one.game.inspect.layers(one.session).layers.filter((l) => l.leftOutBy !== null);
  assert.deepEqual(out.map(({ place }) => place), ["object", "object", "exit"]);
});

Deno.test("8.2.5 explain() tells how to choose between commands of one name", async () => {
  await using one = await scene();
  const { fate } = one.explain("roll");
  assert.ok(fate.kind === "many");
  assert.deepEqual(fate.choices, ["roll-1", "roll-2"]);
  assert.equal(new Set(fate.commands.map(({ ownerId }) => ownerId)).size, 2);
  assert.equal(fate.system?.key, "multi match");
});

Deno.test("8.1.1 explain() replaces a nick as the line would", async () => {
  await using one = await scene();
  assert.ok(one.session.account !== null);
  setNick(one.session.account, "bim", "ring bell $1");
  const { nick, line, fate } = one.explain("bim loud");
  assert.deepEqual([nick?.alias, line], ["bim", "ring bell loud"]);
  assert.equal(fate.kind === "runs" && fate.args, "loud");
});

Deno.test("8.1.1 nicks of a puppet count for the account that owns it, for no other", async () => {
  await using one = await scene();
  const { session, game } = one;
  assert.ok(session.puppet !== null);
  setNick(session.puppet, "bim", "ring");
  assert.equal(toldBy(one.explain("bim")), "ring");
  await one.anna.send(`claim ${one.kit.claimCode}`);
  const trap = game.world.create({ type: "thing", name: "trap", location: null });
  setNick(trap, "bim", "ring");
  assert.equal((await game.sessions.puppet(session, trap)).kind, "puppeted");
  assert.equal(one.explain("bim").nick, null);
});

Deno.test("explain() tells that a line would answer a question, and what a command lacks", async () => {
  await using one = await scene();
  assert.equal(one.explain("look").isAnswer, false);
  one.anna.type("password");
  await one.kit.settled();
  assert.equal(one.explain("look").isAnswer, true);
  await one.anna.send("");
  one.session.cmdsets.add({
    name: "sample/hop",
    set: cmdSet({ key: "Hop", commands: [defineCommand({ key: "hop", run() {} })] }),
  });
  await one.anna.send("ooc");
  const { fate } = one.explain("hop");
  assert.equal(fate.kind === "runs" && fate.lacks, "puppet");
});

Deno.test("layers() lists each layer in merge order, with what the merge gives", async () => {
  await using one = await scene();
  const { layers, merged } = one.game.inspect.layers(one.session);
  assert.deepEqual(layers.map(({ source, priority }) => [source, priority]), [
    ["account: DefaultAccount", -10],
    ["character: DefaultCharacter", 0],
    [layers[2]?.source, 0],
    [layers[3]?.source, 0],
    ["exits: ExitCmdSet", 101],
  ]);
  assert.match(layers[2]?.source ?? "", /^red ball \(#\d+\): Ball$/);
  assert.equal(merged.key, "ExitCmdSet");
  assert.ok(merged.has("roll"));
});

Deno.test("inspect refuses a session that has ended", async () => {
  await using one = await scene();
  await one.anna.vanish();
  assert.throws(() => one.explain("look"), RangeError);
});

Deno.test("inspect.carry() gives names and sizes, never a value", async () => {
  await using one = await scene();
  one.session.setCarry("slip", { token: "hush-hush", sign: "é" });
  const carried = one.game.inspect.carry(one.session);
  assert.deepEqual(carried, [{ name: "slip", bytes: 33 }]);
});

Deno.test("what explain() says would run is what runs, whatever the layers and nicks", async () => {
  await using one = await scene();
  const { account, cmdsets } = one.session;
  assert.ok(account !== null);
  setNick(account, "bim", "ring bell $*");
  setNick(account, "zap", "$1 $2");
  setNick(account, "tap", "roll");
  const word = fc.constantFrom(
    ...["ring", "bell", "rb", "rig", "loud", "@knock", "knock", "tap", "roll", "roll-2", "2-roll"],
    ...["'hi", "bim", "zap", "RING", "roll-9", "", "@", "/x", "rnig", "look", "xyzzy"],
  );
  const line = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
  const above = fc.subarray([DARK, STUCK, ALONE]);
  await fc.assert(
    fc.asyncProperty(above, fc.array(line, { minLength: 1, maxLength: 6 }), async (sets, lines) => {
      cmdsets.clear();
      for (const set of sets) cmdsets.add({ name: `sample/${set.key}`, set });
      for (const typed of lines) {
        const told = toldBy(one.explain(typed));
        assert.equal(await ran(one, typed), told, `"${typed}"`);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("layersInReach() leaves out just what the merge leaves out", () => {
  const flag = fc.constantFrom(true, false, undefined);
  const layer = fc.record({
    set: arbitrarySet({ withSystem: false }),
    place: fc.constantFrom("own" as const, "object" as const, "exit" as const),
    noExits: flag,
    noObjects: flag,
  }).map(({ set, place, noExits, noObjects }): Layer<CommandShape> => ({
    ...{ source: set.key, place },
    set: new CmdSet({ ...set, noExits, noObjects }),
  }));
  fc.assert(fc.property(fc.array(layer, { maxLength: 6 }), (layers) => {
    const reached = layersInReach(layers);
    assert.deepEqual(mergeLayers(reached).names(), mergeLayers(layers).names());
    assert.ok(layers.every((one) => reached.includes(one) || one.place !== "own"));
  }));
});
