import assert from "node:assert/strict";
import {
  isSettingName,
  SETTING_SCHEMAS,
  SettingsSchema,
} from "../../../src/core/settings/schema.ts";
import { settingsTable } from "../../../src/core/settings/table.ts";

const SOURCE = new URL("../../../src/core/settings/settings.ts", import.meta.url);

function problemsOf(values: Record<string, unknown>): string[] {
  const { error } = SettingsSchema.safeParse(values);
  return (error?.issues ?? []).map((issue) => issue.path.join("."));
}

Deno.test("SettingsSchema gives every setting a default", () => {
  const settings = SettingsSchema.parse({});
  assert.deepEqual(Object.keys(settings), Object.keys(SETTING_SCHEMAS));
  assert.ok(Object.values(settings).every((value) => value !== undefined));
});

Deno.test("SettingsSchema has the defaults that the design decided on", () => {
  const settings = SettingsSchema.parse({});
  assert.equal(settings.host, "127.0.0.1");
  assert.equal(settings.multisessionMode, 2);
  assert.equal(settings.maxNrCharacters, 5);
  assert.deepEqual([settings.commandBurst, settings.commandRate, settings.oobRate], [20, 10, 80]);
  assert.deepEqual([settings.creationThrottleLimit, settings.creationThrottleTimeout], [30, 600]);
  assert.deepEqual([settings.clientDefaultWidth, settings.clientDefaultHeight], [78, 45]);
  assert.equal(settings.scryptCost, 17);
});

Deno.test("SettingsSchema's defaults are plain data, the same after a clone", () => {
  const settings = SettingsSchema.parse({});
  assert.deepEqual(structuredClone(settings), settings);
});

Deno.test("SettingsSchema takes 0 for a port, and nothing beyond 65535", () => {
  assert.deepEqual(problemsOf({ telnetPort: 0, webPort: 65_535 }), []);
  assert.deepEqual(problemsOf({ telnetPort: -1, webPort: 65_536 }), ["telnetPort", "webPort"]);
  assert.deepEqual(problemsOf({ telnetPort: 4000.5 }), ["telnetPort"]);
});

Deno.test("SettingsSchema takes 0 for a limit, which turns it off", () => {
  const off = { idleTimeout: 0, commandRate: 0, maxLineLength: 0, loginThrottleLimit: 0 };
  assert.deepEqual(problemsOf(off), []);
});

Deno.test("SettingsSchema takes multisession modes 0 to 3 only", () => {
  for (const mode of [0, 1, 2, 3]) assert.deepEqual(problemsOf({ multisessionMode: mode }), []);
  assert.deepEqual(problemsOf({ multisessionMode: 4 }), ["multisessionMode"]);
});

Deno.test("SettingsSchema takes a plugin as a specifier or with settings of its own", () => {
  const plugins = ["chargen", { use: "./quiz.ts" }, { use: "npm:quiz", settings: { rounds: 3 } }];
  assert.deepEqual(SettingsSchema.parse({ plugins }).plugins, plugins);
  assert.notDeepEqual(problemsOf({ plugins: [{ use: "x", setings: {} }] }), []);
  assert.notDeepEqual(problemsOf({ portalPlugins: [{ use: "x", setings: {} }] }), []);
});

Deno.test("SettingsSchema's connection screen names the server and the commands", () => {
  const { connectionScreen } = SettingsSchema.parse({});
  for (const word of ["{serverName}", "connect", "create", "help", "quit"]) {
    assert.ok(connectionScreen.includes(word), word);
  }
});

Deno.test("1.2.2 SettingsSchema takes one connection screen, or a list of them", () => {
  for (const connectionScreen of ["", "One", [], ["One", "Two"]]) {
    assert.deepEqual(SettingsSchema.parse({ connectionScreen }).connectionScreen, connectionScreen);
  }
  for (const connectionScreen of [1, [1], { text: "One" }, null]) {
    assert.deepEqual(new Set(problemsOf({ connectionScreen })), new Set(["connectionScreen"]));
  }
});

Deno.test("isSettingName() does not know what every object has", () => {
  assert.equal(isSettingName("telnetPort"), true);
  assert.equal(isSettingName("constructor"), false);
  assert.equal(isSettingName("__proto__"), false);
});

Deno.test("settingsTable() gives every setting a type, a default and a meaning", () => {
  const table = settingsTable();
  assert.deepEqual(table.map((row) => row.name), Object.keys(SETTING_SCHEMAS));
  for (const row of table) {
    assert.ok(row.type.length > 0, row.name);
    assert.match(row.meaning, /^[A-Z].*\.$/, row.name);
  }
});

Deno.test("settingsTable() says types in words", () => {
  const types = new Map(settingsTable().map((row) => [row.name, row.type]));
  assert.equal(types.get("telnetPort"), "a whole number from 0 to 65535");
  assert.equal(types.get("telnetEnabled"), "true or false");
  assert.equal(types.get("multisessionMode"), "0, 1, 2 or 3");
  assert.equal(types.get("logLevel"), '"debug", "info", "warn" or "error"');
  assert.equal(types.get("maxNrCharacters"), "a whole number, 0 or more");
  assert.equal(types.get("serverName"), "a string of 1 to 80 characters");
  assert.equal(types.get("dataFolder"), "a string that is not empty");
  assert.equal(types.get("startLocation"), "a string");
  assert.equal(types.get("commandRate"), "a number, 0 or more");
  assert.equal(types.get("plugins"), "a list of specifiers or { use, settings }");
});

Deno.test("settingsTable() calls no list and no object a string", () => {
  const wrong = settingsTable().filter((row) =>
    row.type.startsWith("a string") && typeof row.default !== "string"
  );
  assert.deepEqual(wrong, []);
});

Deno.test("Settings documents each setting with the meaning that the table gives", async () => {
  const source = await Deno.readTextFile(SOURCE);
  for (const { name, meaning } of settingsTable()) {
    assert.ok(source.includes(`/** ${meaning} */\n  readonly ${name}:`), name);
  }
});
