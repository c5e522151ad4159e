import assert from "node:assert/strict";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { cmdSet, defineCommand } from "../../src/plugins/api.ts";
import { EMPTY, load, plugin } from "./loading.ts";

const hop = defineCommand({ key: "hop", run() {} });
const skip = defineCommand({ key: "skip", run() {} });

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
