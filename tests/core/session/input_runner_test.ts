import assert from "node:assert/strict";
import { defineCommand, definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { innerGame } from "../../games/inner_game.ts";
import probe from "../../games/probe_plugin.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";
import { newcomer } from "../../games/players.ts";

const PROBE = {
  plugins: ["tests/games/probe_plugin.ts"],
  serverSessionClass: "probe/ProbeSession",
};

onBothWalls(
  "what a session typed behind quit is forgotten, and the others go on",
  {},
  async (game) => {
    const anna = await newcomer(game, "anna");
    const bert = await newcomer(game, "bert");
    await Promise.all(["quit", "look", "look"].map((line) => anna.send(line)));
    assert.equal(anna.closedWith, "quit");
    assert.doesNotMatch(anna.screen, /out of character/);
    assert.match(await bert.send("look"), /out of character/);
  },
);

onBothWalls("a dataIn() that throws is told of, and the line is run", PROBE, async (game) => {
  const anna = await newcomer(game, "anna");
  assert.match(await anna.send("dataIn throws"), /There is no command "dataIn throws"/);
  const [event] = game.trace.filter(({ kind }) => kind === "plugin:fail");
  assert.deepEqual([event?.sessid, event?.data.hook], [anna.sessid, "dataIn"]);
});

onBothWalls(
  "a dataIn() that loops is ended, and everybody goes on",
  { ...PROBE, commandTimeLimit: 250 },
  async (game) => {
    const anna = await newcomer(game, "anna");
    const bert = await newcomer(game, "bert");
    await Promise.all([anna.send("dataIn loops"), anna.send("mark"), bert.send("mark")]);
    anna.expect("mark is not set.");
    bert.expect("mark is not set.");
    const [event] = game.trace.filter(({ kind }) => kind === "plugin:endless");
    assert.deepEqual([event?.sessid, event?.data.hook], [anna.sessid, "dataIn"]);
  },
);

for (
  const [when, answer] of [
    ["before a line is taken", /^mark is not set\.$/],
    ["when a line was taken", /^That command took too long and was stopped; nothing was changed\./],
  ] as const
) {
  Deno.test(`the time limit strikes ${when}: it is not lost without a word`, async () => {
    await using inner = await innerGame({ settings: { commandTimeLimit: 250 }, plugins: [probe] });
    const anna = await newcomer(inner.game, "anna");
    const inbox = inner.inside.sessions.entry(anna.sessid)?.core.inbox;
    assert(inbox !== undefined);
    const take = inbox.take.bind(inbox);
    inbox.take = () => {
      inbox.take = take;
      if (when === "when a line was taken") take();
      for (;;);
    };
    assert.match(await anna.send("mark"), answer);
    assert.equal(await anna.send("mark"), "mark is not set.");
  });
}

for (
  const [name, kind] of [["probe_throw", "plugin:fail"], ["probe_loop", "plugin:endless"]] as const
) {
  Deno.test(`${kind} tells of the inputfunc ${name}, and what it changed is taken back`, async () => {
    await using inner = await innerGame({ plugins: [probe], settings: { commandTimeLimit: 250 } });
    const anna = await newcomer(inner.game, "anna");
    const { sessid } = anna;
    await inner.tell({ kind: "input", sessid, calls: [[name, [], {}]], secret: false });
    const [event] = inner.game.trace.filter((event) => event.kind === kind);
    assert.deepEqual([event?.sessid, event?.data.hook], [sessid, name]);
    assert.equal(await anna.send("mark"), "mark is not set.");
  });
}

Deno.test("an inputfunc that nobody provides is noted and harms nobody", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const { sessid } = anna;
  await inner.tell({ kind: "input", sessid, calls: [["constructor", [], {}]], secret: false });
  const [event] = inner.game.trace.filter(({ kind }) => kind === "input:unknown");
  assert.deepEqual([event?.sessid, event?.data.name], [sessid, "constructor"]);
  assert.match(await anna.send("look"), /out of character/);
});

/** A command that waits until it is let go, and tells how many run at once. */
function gated(): {
  readonly plugin: Plugin;
  readonly letGo: () => void;
  readonly begun: string[];
} {
  const begun: string[] = [];
  const waiting: (() => void)[] = [];
  const wait = defineCommand({
    key: "wait",
    needs: "account",
    async run({ args, msg }) {
      begun.push(args);
      await new Promise<void>((resolve) => waiting.push(resolve));
      msg(`waited ${args}`);
    },
  });
  const plugin = definePlugin({
    name: "gated",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.commands("builtin/account", [wait]),
  });
  return { plugin, begun, letGo: () => waiting.shift()?.() };
}

Deno.test("a session's lines run one at a time, in order; other sessions' lines in between", async () => {
  const { plugin, begun, letGo } = gated();
  await using inner = await innerGame({ plugins: [plugin] });
  const anna = await newcomer(inner.game, "anna");
  const bert = await newcomer(inner.game, "bert");
  for (const line of ["wait a1", "wait a2", "sessions"]) anna.type(line);
  bert.type("wait b1");
  await until("both first lines", () => begun.length === 2);
  assert.deepEqual(begun, ["a1", "b1"]);
  letGo();
  await until("the second line", () => begun.length === 3);
  assert.deepEqual(begun, ["a1", "b1", "a2"]);
  assert.equal(anna.screen, "waited a1");
  letGo();
  letGo();
  await inner.game.settled();
  assert.match(anna.screen, /^waited a1\nwaited a2\nSession/);
  assert.equal(bert.screen, "waited b1");
});

Deno.test("a reload lets a command that runs come to its end first", async () => {
  const { plugin, begun, letGo } = gated();
  await using inner = await innerGame({ plugins: [plugin] });
  const anna = await newcomer(inner.game, "anna");
  for (const line of ["wait a1", "look"]) anna.type(line);
  await until("the command", () => begun.length === 1);
  const reloading = inner.game.reload();
  await turnsOfTheLoop(50);
  letGo();
  assert.equal(await reloading, undefined);
  assert.match(
    anna.screen,
    /^waited a1\nYou are out of character[^]*The world has been reloaded\.$/,
  );
});

Deno.test("a reload does not wait for ever for a command that never ends", async () => {
  const { plugin, begun } = gated();
  await using inner = await innerGame({ plugins: [plugin], settings: { reloadTimeout: 1000 } });
  const anna = await newcomer(inner.game, "anna");
  anna.type("wait for ever");
  await until("the command", () => begun.length === 1);
  const reloading = inner.game.reload();
  await inner.moveTime(500);
  assert.equal(await reloading, undefined);
  assert.match(await anna.send("look"), /out of character/);
});
