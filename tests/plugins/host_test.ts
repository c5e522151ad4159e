import assert from "node:assert/strict";
import * as z from "zod";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import type { Config } from "../../src/core/settings/settings.ts";
import { Trace, type TraceEvent } from "../../src/core/trace/trace.ts";
import { cmdSet, defineCommand, definePlugin, ServerSession } from "../../src/plugins/api.ts";
import { type LoadedPlugins, loadPlugins, type UsedPlugin } from "../../src/plugins/host.ts";
import { PluginError } from "../../src/plugins/plugin_error.ts";

type Setup = Parameters<typeof definePlugin>[0]["setup"];

const hop = defineCommand({ key: "hop", run() {} });
const skip = defineCommand({ key: "skip", run() {} });
const EMPTY = cmdSet<never>({ key: "Nothing", commands: [] });

function plugin(name: string, setup: Setup = () => {}) {
  return definePlugin({ name, version: "1.0.0", api: 1, setup });
}

/** What stands in for the built-in plugin: the sets that settings name by themselves. */
const base = plugin("builtin", ({ provide }) => {
  for (const name of ["unloggedin", "account", "character"]) provide.cmdset(name, EMPTY);
});

interface Loading {
  readonly settings?: Config;
  readonly given?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly isStrict?: boolean;
  readonly events?: TraceEvent[];
}

/** Loads plugins after {@linkcode base}, each with the settings given under its use. */
function load(
  plugins: Readonly<Record<string, unknown>>,
  options: Loading = {},
): Promise<LoadedPlugins> {
  const { settings: config = {}, given = {}, isStrict = true, events = [] } = options;
  const { settings } = resolveSettings([{ name: "test", values: { plugins: [], ...config } }]);
  const trace = new Trace(() => 0);
  trace.read((event) => events.push(event));
  const used: UsedPlugin[] = Object.entries({ builtin: base, ...plugins })
    .map(([use, plugin]) => ({ use, plugin, settings: given[use] ?? {} }));
  return loadPlugins(used, { settings, trace, isStrict });
}

/** Checks that plugins are refused, with exactly these problems. */
async function refused(loading: Promise<unknown>, problems: readonly (string | RegExp)[]) {
  const error = await loading.then(() => undefined, (error) => error);
  assert.ok(error instanceof PluginError, String(error));
  assert.equal(error.problems.length, problems.length, error.message);
  for (const [index, problem] of problems.entries()) {
    if (typeof problem === "string") assert.equal(error.problems[index], problem);
    else assert.match(error.problems[index] ?? "", problem);
  }
}

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
      "Look for another version of it",
      'Cannot use plugin "./two.ts" as its name must be its own: "./one.ts" is called "twin" too. ' +
      'Take one of them out of the setting "plugins"',
    ],
  );
});

Deno.test("loadPlugins() takes back what a plugin disposes of, before and after it counts", async () => {
  const given: Record<string, Disposable> = {};
  const own = plugin("own", ({ provide, on }) => {
    provide.cmdset("set", cmdSet({ key: "Set", commands: [hop] }));
    provide.cmdset("early", EMPTY)[Symbol.dispose]();
    given.commands = provide.commands("own/set", [defineCommand({ key: "hop", run() {} }), skip]);
    given.inputfunc = provide.inputfunc("own_input", () => {});
    given.hook = on("session:login", () => {});
  });
  const { contributions } = await load({ own });
  const set = () => [...contributions.cmdsets.get("own/set") ?? []];
  assert.equal(contributions.cmdsets.has("own/early"), false);
  assert.notEqual(set()[0], hop);
  for (const one of Object.values(given)) one[Symbol.dispose]();
  for (const one of Object.values(given)) one[Symbol.dispose](); // once more changes nothing
  assert.deepEqual(set(), [hop]);
  assert.equal(contributions.inputFuncs.has("own_input"), false);
  assert.deepEqual(contributions.hooks, []);
});

Deno.test("loadPlugins() ends plugins and what they use, the last first", async () => {
  const ended: string[] = [];
  const using = (name: string) =>
    plugin(name, ({ use, signal, provide }) => {
      signal.addEventListener("abort", () => ended.push(`${name} signal`));
      use({ [Symbol.dispose]: () => void ended.push(`${name} one`) });
      use({ [Symbol.asyncDispose]: () => Promise.resolve(void ended.push(`${name} two`)) });
      provide.cmdset("set", EMPTY);
    });
  const { contributions } = await load({ first: using("first"), last: using("last") });
  assert.equal(contributions.cmdsets.has("first/set"), true);
  await contributions.end();
  await contributions.end();
  const of = (name: string) => [`${name} signal`, `${name} two`, `${name} one`];
  assert.deepEqual(ended, [...of("last"), ...of("first")]);
  assert.deepEqual([...contributions.cmdsets.keys()], []);
});

Deno.test("loadPlugins() ends the others when a plugin throws as it ends, and tells of it", async () => {
  const events: TraceEvent[] = [];
  const ended: string[] = [];
  const sound = plugin("sound", ({ use }) => {
    use({ [Symbol.dispose]: () => void ended.push("sound") });
  });
  const broken = plugin("broken", ({ use }) => {
    use({
      [Symbol.dispose]() {
        throw new Error("stuck");
      },
    });
  });
  const { contributions } = await load({ sound, broken }, { events });
  await contributions.end();
  assert.deepEqual(ended, ["sound"]);
  const data = events.find(({ kind }) => kind === "plugin:fail")?.data;
  assert.deepEqual([data?.plugin, data?.hook], ["broken", "end"]);
  assert.match(String(data?.error), /stuck/);
});

Deno.test("loadPlugins() ends what a setup had begun that threw", async () => {
  const ended: string[] = [];
  const half = plugin("half", ({ use, provide }) => {
    use({ [Symbol.dispose]: () => void ended.push("half") });
    provide.cmdset("set", EMPTY);
    throw new Error("no");
  });
  const { contributions } = await load({ half }, { isStrict: false });
  assert.deepEqual(ended, ["half"]);
  assert.equal(contributions.cmdsets.has("half/set"), false);
});

Deno.test("Provide is for setup alone", async () => {
  const late: (() => void)[] = [];
  const own = plugin("own", ({ provide }) => {
    late.push(() => provide.cmdset("late", EMPTY));
  });
  await load({ own });
  assert.throws(() => late[0]?.(), {
    name: "TypeError",
    message: 'Cannot provide cmdset "late" as it must be done in setup: ' +
      'the setup of plugin "own" has ended',
  });
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
  const taken = (plugin: string, name: string) =>
    `Plugin "${plugin}" cannot provide inputfunc "${name}" as its name must be free: ` +
    "it is taken. Choose another one";
  await refused(load({ one, two }), [
    taken("one", "text"),
    'Plugin "one" cannot provide cmdset "set" as its name must be free: it is taken. ' +
    "Choose another one",
    'Plugin "one" cannot provide cmdset "a/b" as its name must be letters, digits, - and _. ' +
    "Choose another one",
    'Plugin "one" cannot provide session class "OneSession" as its name must be free: ' +
    "it is taken. Choose another one",
    taken("two", "mine"),
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
      [["plugin:fail", "error", "half", "setup"]],
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
