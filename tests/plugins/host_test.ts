import assert from "node:assert/strict";
import * as z from "zod";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { cmdSet, defineCommand, definePlugin, ServerSession } from "../../src/plugins/api.ts";
import { EMPTY, load, plugin, refused, type Setup } from "./loading.ts";

const hop = defineCommand({ key: "hop", run() {} });
const skip = defineCommand({ key: "skip", run() {} });

Deno.test("loadPlugins() lets plugins provide things under their names", async () => {
  class OwnSession extends ServerSession {}
  const inputfunc = () => {};
  const watch = () => {};
  const own = plugin("own", ({ provide, on }) => {
    provide.cmdset("set", cmdSet({ key: "Set", commands: [hop] }));
    provide.commands("own/set", [skip]);
    provide.sessionClass("OwnSession", OwnSession);
    provide.inputfunc("own_input", inputfunc);
    on("session:login", watch);
  });
  const { contributions, names } = await load({ "./own.ts": own });
  assert.deepEqual(names, ["builtin 1.0.0", "own 1.0.0"]);
  assert.deepEqual(contributions.cmdsets.get("own/set")?.names(), ["hop", "skip"]);
  assert.equal(contributions.sessionClasses.get("own/OwnSession"), OwnSession);
  assert.equal(contributions.inputFuncs.get("own_input"), inputfunc);
  assert.deepEqual(contributions.hooks, [{ name: "session:login", owner: "own", run: watch }]);
});

Deno.test("loadPlugins() keeps what a cmdset was when commands are added to it", async () => {
  const set = cmdSet({
    ...{ key: "Set", priority: 7, mergeType: "replace", duplicates: true, noExits: true },
    ...{ keyMergeTypes: { Other: "remove" }, commands: [hop] },
  });
  const own = plugin("own", ({ provide }) => {
    provide.cmdset("set", set);
    provide.commands("own/set", [skip]);
  });
  const { contributions } = await load({ own });
  const grown = contributions.cmdsets.get("own/set");
  assert.deepEqual(
    [grown?.key, grown?.priority, grown?.mergeType, grown?.duplicates, grown?.noExits],
    ["Set", 7, "replace", true, true],
  );
  assert.deepEqual(grown?.keyMergeTypes, set.keyMergeTypes);
});

Deno.test("loadPlugins() tells of every plugin that is none, at once", async () => {
  await refused(
    load({
      "./nothing.ts": undefined,
      "./function.ts": () => {},
      "./Name.ts": plugin("Party"),
      "./old.ts": { ...plugin("old"), api: 0 },
      "./new.ts": { ...plugin("new"), api: 2 },
      "./one.ts": plugin("twin"),
      "./two.ts": plugin("twin"),
    }),
    [
      'Cannot use plugin "./nothing.ts" as its default export must be a plugin: ' +
      "write `export default definePlugin({ … })` in it",
      /^Cannot use plugin "\.\/function\.ts" as its default export must be a plugin/,
      'Cannot use plugin "./Name.ts" as its name must be lower-case letters, digits, - and _: ' +
      'current value is "Party"',
      'Cannot use plugin "old" as it must be written for plugin interface 1: it says 0. ' +
      "Look for a newer version of the plugin",
      'Cannot use plugin "new" as it must be written for plugin interface 1: it says 2. ' +
      "Update Vestibule, or look for an older version of the plugin",
      'Cannot use plugin "./two.ts" as its name must be its own: "./one.ts" is called "twin" too. ' +
      'Take one of them out of the setting "plugins"',
    ],
  );
});

Deno.test("loadPlugins() gives a plugin what its schema made of its settings", async () => {
  const seen: unknown[] = [];
  const quiz = definePlugin({
    name: "quiz",
    version: "1.0.0",
    api: 1,
    settings: z.object({ rounds: z.number().default(3) }),
    setup: ({ settings }) => void seen.push(settings),
  });
  await load({ quiz });
  await load({ quiz }, { given: { quiz: { rounds: 5 } } });
  assert.deepEqual(seen, [{ rounds: 3 }, { rounds: 5 }]);
});

Deno.test("loadPlugins() tells what is wrong with settings, before any plugin runs", async () => {
  let setups = 0;
  const first = plugin("first", () => void setups++);
  const quiz = definePlugin({
    name: "quiz",
    version: "1.0.0",
    api: 1,
    settings: z.object({ teams: z.array(z.object({ size: z.number() })), rounds: z.number() }),
    setup: () => void setups++,
  });
  const given = { quiz: { teams: [{ size: "big" }] }, plain: { colour: 1, size: 2 } };
  await refused(load({ first, quiz, plain: plugin("plain") }, { given }), [
    /^Cannot use setting "plugins\.quiz\.teams\.0\.size": /,
    /^Cannot use setting "plugins\.quiz\.rounds": /,
    'Cannot give plugin "plain" settings as it must know them: it has none, ' +
    'and was given "colour", "size"',
  ]);
  assert.equal(setups, 0);
});

Deno.test("loadPlugins() names the plugin whose schema throws", async () => {
  const quiz = definePlugin({
    name: "quiz",
    version: "1.0.0",
    api: 1,
    settings: z.string().transform(() => {
      throw new Error("schema broken");
    }).catch(() => {
      throw new Error("schema broken");
    }),
    setup() {},
  });
  await refused(load({ quiz }), [
    'Cannot check the settings of plugin "quiz" as its schema threw: schema broken',
  ]);
});

Deno.test("loadPlugins() refuses what clashes, and says with what", async () => {
  const one = plugin("one", ({ provide }) => {
    provide.inputfunc("mine", () => {});
    provide.inputfunc("text", () => {});
    provide.cmdset("set", EMPTY);
    provide.cmdset("set", EMPTY);
    provide.cmdset("a/b", EMPTY);
    provide.sessionClass("OneSession", ServerSession);
    provide.sessionClass("OneSession", ServerSession);
  });
  const two = plugin("two", ({ provide }) => {
    provide.inputfunc("mine", () => {});
    provide.commands("one/none", [hop]);
  });
  const taken = (plugin: string, name: string, by: string) =>
    `Plugin "${plugin}" cannot provide inputfunc "${name}" as its name must be free: ` +
    `it is taken by ${by}. Choose another one`;
  await refused(load({ one, two }), [
    taken("one", "text", "the core"),
    'Plugin "one" cannot provide cmdset "set" as its name must be free: it is taken. ' +
    "Choose another one",
    'Plugin "one" cannot provide cmdset "a/b" as its name must be letters, digits, - and _. ' +
    "Choose another one",
    'Plugin "one" cannot provide session class "OneSession" as its name must be free: ' +
    "it is taken. Choose another one",
    taken("two", "mine", 'plugin "one"'),
    'Plugin "two" cannot provide commands for "one/none" as the cmdset must be there: it is not; there are ' +
    "builtin/unloggedin, builtin/account, builtin/character, one/set",
  ]);
});

Deno.test("loadPlugins() names the plugin whose commands cannot be added", async () => {
  const own = plugin("own", ({ provide }) => {
    provide.commands("builtin/account", [{ ...hop, key: "" }]);
  });
  await refused(load({ own }), [
    /^Plugin "own" cannot provide commands for "builtin\/account" as its commands must fit: /,
  ]);
});

Deno.test("loadPlugins() refuses settings that name what nobody provides", async () => {
  const settings = { cmdsetSession: "gone/set", serverSessionClass: "gone/Session" };
  await refused(load({}, { settings }), [
    'Cannot use setting "cmdsetSession" as a plugin must provide it: current value is "gone/set", ' +
    "and what is provided is: builtin/unloggedin, builtin/account, builtin/character",
    'Cannot use setting "serverSessionClass" as a plugin must provide it: current value is ' +
    '"gone/Session", and what is provided is: nothing',
  ]);
});

for (
  const [how, setup] of [
    ["throws", () => {
      throw new Error("no database");
    }],
    ["rejects", () => Promise.reject(new Error("no database"))],
  ] as const
) {
  const half: Setup = (parts) => {
    parts.provide.cmdset("half", EMPTY);
    parts.on("session:login", () => {});
    return setup();
  };

  Deno.test(`loadPlugins() leaves out a plugin whose setup ${how}, and tells of it`, async () => {
    const events: TraceEvent[] = [];
    const loading = load({ half: plugin("half", half), good: plugin("good") }, {
      isStrict: false,
      events,
    });
    const { contributions, names } = await loading;
    assert.deepEqual(names, ["builtin 1.0.0", "good 1.0.0"]);
    assert.equal(contributions.cmdsets.has("half/half"), false);
    assert.deepEqual(contributions.hooks, []);
    assert.deepEqual(
      events.map(({ kind, level, data }) => [kind, level, data.plugin, data.hook]),
      [
        ["plugin:fail", "error", "half", "setup"],
        ["plugin:ready", "info", "builtin", undefined],
        ["plugin:absent", "warn", "half", undefined],
        ["plugin:ready", "info", "good", undefined],
      ],
    );
    assert.match(String(events[0]?.data.error), /^Error: no database\n/);
  });

  Deno.test(`loadPlugins() stops a strict start when a setup ${how}`, async () => {
    await refused(load({ half: plugin("half", half) }), [
      /^Plugin "half" cannot be used as its setup threw: Error: no database\n/,
    ]);
  });
}

Deno.test("loadPlugins() names the plugin whose world cannot be filled", async () => {
  const own = plugin("own", ({ provide }) =>
    provide.world(() => {
      throw new Error("no room");
    }));
  const { contributions } = await load({ own });
  const [fill] = contributions.worlds;
  // The world is not looked at before it throws.
  assert.throws(() => fill?.({} as never), {
    message: 'Plugin "own" cannot fill the world: no room',
  });
});
