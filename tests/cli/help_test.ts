import assert from "node:assert/strict";
import { FLAGS } from "../../src/cli/flags.ts";
import { helpText, settingsHelpText } from "../../src/cli/help.ts";
import { VERSION } from "../../src/version.ts";
import { SETTING_SCHEMAS, SettingsSchema } from "../../src/core/settings/schema.ts";

Deno.test("helpText() lists every flag, their meanings in one column", () => {
  const lines = helpText().split("\n").filter((line) => line.startsWith("  --"));
  assert.equal(lines.length, FLAGS.length);
  const columns = FLAGS.map(({ meaning }, index) => lines[index]?.indexOf(meaning));
  assert.equal(new Set(columns).size, 1);
  assert.ok((columns[0] ?? -1) > 0);
});

Deno.test("helpText() fits a terminal of 100 columns", () => {
  for (const line of helpText().split("\n")) assert.ok(line.length <= 100, line);
});

Deno.test("helpText() tells the defaults that the settings have", () => {
  const { host, telnetPort, webPort, tlsPort, dataFolder } = SettingsSchema.parse({});
  for (const value of [host, telnetPort, webPort, tlsPort, dataFolder]) {
    assert.ok(helpText().includes(`(default ${value})`), String(value));
  }
});

Deno.test("settingsHelpText() tells every setting with its default and type", () => {
  const text = settingsHelpText();
  for (const name of Object.keys(SETTING_SCHEMAS)) assert.match(text, RegExp(`^${name} = `, "m"));
  assert.ok(text.includes("telnetPort = 4000\n"));
  assert.ok(text.includes("It must be a whole number from 0 to 65535.\n"));
});

Deno.test("VERSION is that of deno.json", async () => {
  const source = await Deno.readTextFile(new URL("../../deno.json", import.meta.url));
  assert.equal(VERSION, JSON.parse(source).version);
});
