import assert from "node:assert/strict";
import type { TraceEvent } from "../../src/core/trace/trace.ts";
import { cmdSet, defineCommand, ServerSession } from "../../src/plugins/api.ts";
import { EMPTY, load, plugin } from "./loading.ts";

const command = (key: string) => defineCommand({ key, run() {} });

Deno.test("loadPlugins() tells what each plugin provides, and what of others it hides", async () => {
  const events: TraceEvent[] = [];
  const one = plugin("one", ({ provide }) => {
    provide.cmdset("set", cmdSet({ key: "Set", commands: [command("say"), command("hop")] }));
  });
  const two = plugin("two", ({ provide, on }) => {
    provide.commands("one/set", [command("say"), command("skip")]);
    on("session:login", () => {});
  }, { description: "Says it better." });
  const { contributions } = await load({ one, two }, { events });
  const [, , second] = contributions.plugins;
  assert.equal(second?.description, "Says it better.");
  assert.deepEqual(second?.provides, [
    { kind: "commands", name: "one/set", commands: ["say", "skip"], hides: ["say of one"] },
    { kind: "hook", name: "session:login", commands: [], hides: [] },
  ]);
  const told = events.find(({ kind, data }) => kind === "plugin:ready" && data.plugin === "two");
  assert.deepEqual(told?.data, {
    plugin: "two",
    version: "1.0.0",
    provides: "commands one/set; hook session:login",
    hides: ["say of one (one/set)"],
  });
});

Deno.test("loadPlugins() uses the default for what the settings name of a plugin that is off", async () => {
  const own = plugin("own", ({ provide }) => {
    provide.cmdset("screen", EMPTY);
    provide.sessionClass("OwnSession", ServerSession);
  });
  const named = { cmdsetUnloggedin: "own/screen", serverSessionClass: "own/OwnSession" };
  const running = await load({ own }, { settings: named });
  assert.equal(running.settings.cmdsetUnloggedin, "own/screen");
  const events: TraceEvent[] = [];
  const { settings } = await load({ own }, { settings: named, off: { own: "loud" }, events });
  assert.equal(settings.cmdsetUnloggedin, "builtin/unloggedin");
  assert.equal(settings.serverSessionClass, "");
  assert.deepEqual(
    events.filter(({ kind }) => kind === "plugin:setting").map(({ data }) => data.text),
    [
      'The setting "cmdsetUnloggedin" names "own/screen", whose plugin does not run: ' +
      '"builtin/unloggedin" is used instead',
      'The setting "serverSessionClass" names "own/OwnSession", whose plugin does not run: ' +
      "none is used instead",
    ],
  );
});

Deno.test("loadPlugins() tells which needs are granted, and how to grant the others", async () => {
  const events: TraceEvent[] = [];
  const needs = {
    net: ["api.example.org:443", "other.example.org:80"],
    read: ["data/weather/today.json", "etc"],
    env: ["WEATHER_KEY"],
  };
  const weather = plugin("weather", () => {}, { needs });
  const grants = { weather: { net: ["api.example.org"], read: ["data/weather"] } };
  const { contributions } = await load({ weather }, { settings: { grants }, events });
  assert.deepEqual(
    contributions.plugins[1]?.needs.map(({ kind, value, isGranted }) => [kind, value, isGranted]),
    [
      ["net", "api.example.org:443", true],
      ["net", "other.example.org:80", false],
      ["read", "data/weather/today.json", true],
      ["read", "etc", false],
      ["env", "WEATHER_KEY", false],
    ],
  );
  assert.deepEqual(events.find(({ kind }) => kind === "plugin:needs")?.data, {
    text: 'Plugin "weather" needs what it is not granted, and will be refused it. To grant it, ' +
      'write in the settings: grants: { "weather": { net: ["other.example.org:80"], ' +
      'read: ["etc"], env: ["WEATHER_KEY"] } }',
  });
});
