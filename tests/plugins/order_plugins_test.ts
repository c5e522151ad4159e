import assert from "node:assert/strict";
import type { Plugin } from "../../src/plugins/api.ts";
import { load, plugin, refused } from "./loading.ts";

/** Makes a plugin that depends on others, each in any version. */
function needing(name: string, ...others: readonly string[]): Plugin {
  const dependsOn = Object.fromEntries(others.map((other) => [other, "*"]));
  return plugin(name, () => {}, { dependsOn });
}

async function order(plugins: readonly Plugin[]): Promise<readonly string[]> {
  const used = Object.fromEntries(plugins.map((one) => [`./${one.name}.ts`, one]));
  const { names } = await load(used);
  return names.slice(1).map((name) => name.split(" ")[0] ?? "");
}

Deno.test("loadPlugins() sets a plugin up after those that it depends on, else as it was given", async () => {
  const order1 = await order([needing("a", "c"), needing("b"), needing("c", "d"), needing("d")]);
  assert.deepEqual(order1, ["d", "c", "a", "b"]);
  assert.deepEqual(await order([needing("b"), needing("a"), needing("c", "a")]), ["b", "a", "c"]);
});

Deno.test("loadPlugins() tells what a plugin depends on and is not there, before any setup", async () => {
  let setups = 0;
  const count = () => void setups++;
  const party = plugin("party", count, { dependsOn: { wether: "^1.0.0", cake: "^2.0.0" } });
  await refused(load({ party, weather: plugin("weather", count) }), [
    'Cannot use plugin "party" as plugin "wether" ^1.0.0 must be there: it is not ' +
    '(there is "weather"). Add it to the setting "plugins"',
    'Cannot use plugin "party" as plugin "cake" ^2.0.0 must be there: it is not. ' +
    'Add it to the setting "plugins"',
  ]);
  assert.equal(setups, 0);
});

Deno.test("loadPlugins() takes a dependency of the right version only", async () => {
  const wants = (range: string) => plugin("party", () => {}, { dependsOn: { cake: range } });
  const cake = (version: string) => plugin("cake", () => {}, { version });
  await load({ party: wants("^1.2.0"), cake: cake("1.9.3") });
  await load({ party: wants("^1.2.0"), cake: cake("1.3.0-beta.1") });
  await refused(load({ party: wants("^1.2.0"), cake: cake("2.0.0") }), [
    'Cannot use plugin "party" as plugin "cake" must be of version ^1.2.0: it is 2.0.0. ' +
    "Take another version of one of them",
  ]);
  await refused(load({ party: wants("tasty"), cake: cake("2.0.0") }), [
    'Cannot use plugin "party" as it must name the versions of "cake" in dependsOn, such as ' +
    '"^1.0.0": current value is "tasty"',
  ]);
});

Deno.test("loadPlugins() shows the way round when plugins depend on one another", async () => {
  const plugins = [needing("start", "a"), needing("a", "b"), needing("b", "c"), needing("c", "a")];
  await refused(order(plugins), [
    "Cannot order plugins as no plugin must depend on itself: a needs b needs c needs a. " +
    'Take one of them out of the setting "plugins", or tell their authors',
  ]);
  await refused(order([needing("own", "own")]), [/own needs own/]);
});

Deno.test("loadPlugins() leaves out what depends on a plugin that does not run", async () => {
  const bad = plugin("bad", () => {
    throw new Error("no");
  });
  const plugins = {
    bad,
    one: needing("one", "bad"),
    two: needing("two", "one"),
    off: plugin("off"),
  };
  const { contributions, names } = await load(plugins, {
    isStrict: false,
    off: { off: "too loud" },
  });
  assert.deepEqual(names, ["builtin 1.0.0"]);
  assert.deepEqual(
    contributions.plugins.slice(1).map(({ name, state, why }) => [name, state, why]),
    [
      ["bad", "left out", "its setup threw: Error: no"],
      ["one", "left out", 'plugin "bad", which it depends on, does not run'],
      ["two", "left out", 'plugin "one", which it depends on, does not run'],
      ["off", "off", "too loud"],
    ],
  );
});
