import assert from "node:assert/strict";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { storageTrial } from "../../src/core/plugin_storage/storage_trial.ts";
import {
  cmdSet,
  definePlugin,
  type PluginCheck,
  type PluginStorage,
} from "../../src/plugins/api.ts";
import { testGame } from "../../src/plugins/testing.ts";
import { load, plugin, refused } from "./loading.ts";

const empty = cmdSet<never>({ key: "Nothing", commands: [] });

const FAILING = {
  throws: () => {
    throw new Error("no rain");
  },
  rejects: () => Promise.reject(new Error("no rain")),
};

for (const [how, check] of Object.entries(FAILING)) {
  Deno.test(`reload 8. loadPlugins() refuses a plugin whose own check ${how}, where it is strict`, async () => {
    await refused(load({ cloud: plugin("cloud", () => {}, { check }) }), [
      /^Plugin "cloud" cannot be used as its own check failed: Error: no rain\n/,
    ]);
  });

  Deno.test(`loadPlugins() leaves out a plugin whose own check ${how}, and what needs it`, async () => {
    const events: TraceEvent[] = [];
    const cloud = plugin("cloud", ({ provide }) => provide.cmdset("sky", empty), { check });
    const rain = plugin("rain", () => {}, { dependsOn: { cloud: "^1.0.0" } });
    const { names, contributions } = await load({ cloud, rain }, { isStrict: false, events });
    assert.deepEqual(names, ["builtin 1.0.0"]);
    assert.equal(contributions.cmdsets.has("cloud/sky"), false);
    const fail = events.find(({ kind }) => kind === "plugin:fail");
    assert.partialDeepStrictEqual(fail?.data, { plugin: "cloud", hook: "check" });
  });
}

Deno.test("loadPlugins() runs a plugin's own check after its setup, and before the next plugin's", async () => {
  const order: string[] = [];
  const note = (text: string) => () => void order.push(text);
  const one = plugin("one", note("setup one"), { check: note("check one") });
  const two = plugin("two", note("setup two"), { check: note("check two") });
  await load({ one, two });
  assert.deepEqual(order, ["setup one", "check one", "setup two", "check two"]);
});

Deno.test("loadPlugins() refuses a check that is no function, before any setup runs", async () => {
  let isRun = false;
  const odd = { ...plugin("odd", () => void (isRun = true)), check: "yes" };
  await refused(load({ odd }), [
    'Cannot use plugin "odd" as its check must be a function that throws when something is wrong: it is not',
  ]);
  assert.equal(isRun, false);
});

Deno.test("check() sees a copy of what is kept, and what it changes is kept nowhere", async () => {
  const seen: unknown[] = [];
  const check = ({ storage }: PluginCheck<unknown>) => {
    seen.push(storage.entries());
    storage.set("spoilt", true);
  };
  const counting = definePlugin({
    name: "counting",
    version: "1.0.0",
    api: 1,
    setup: ({ storage, on }) =>
      on("server:start", () => storage.set("starts", Number(storage.get("starts") ?? 0) + 1)),
    check,
  });
  await using game = await testGame({ plugins: [counting] });
  await game.reload();
  assert.deepEqual(seen, [[], [["starts", 1]]]);
  await game.reload();
  assert.deepEqual(seen.at(-1), [["starts", 2]]);
});

Deno.test("storageTrial() returns what makes a copy as the migrations make it, new each time", async () => {
  const trial = storageTrial({
    pluginVersions: () => Promise.resolve([{ plugin: "counting", version: 1 }]),
    pluginData: () => Promise.resolve([{ plugin: "counting", key: "starts", value: "4" }]),
  });
  const double = (storage: PluginStorage) =>
    storage.set("starts", Number(storage.get("starts")) * 2);
  const copy = await trial("counting", { migrations: [double] });
  const first = await copy();
  first.delete("starts");
  assert.deepEqual((await copy()).entries(), [["starts", 8]]);
});
