import assert from "node:assert/strict";
import { parseArgs } from "../../src/cli/args.ts";
import { configReport } from "../../src/cli/config_report.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import { SettingsError } from "../../src/core/settings/settings_error.ts";
import { SETTING_SCHEMAS, SettingsSchema } from "../../src/core/settings/schema.ts";
import { assertRefusal, jsonOf, textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const NAMES = Object.keys(SETTING_SCHEMAS);

/** The command line: arguments with a NUL between them. */
export const ARGUMENTS: FuzzTarget = {
  name: "arguments",
  holds: "read, or refused with every problem in a sentence",
  words: ["--set\0", "--set=", "--config\0", "--classroom\0", ...NAMES.map((name) => `${name}=`)],
  run(bytes) {
    const args = parseArgs(textOf(bytes).split("\0"));
    if (args.kind === "error") {
      for (const problem of args.problems) assert.match(problem, /^Cannot /);
    }
    if (args.kind === "run") resolve(args.sets);
  },
};

/** What a settings file exports, as JSON. */
export const CONFIG: FuzzTarget = {
  name: "config",
  holds: "read, or refused with every problem in a sentence",
  words: [...NAMES.map((name) => `"${name}":`), '"plugins":[', '"grants":{', '"use":"./a.ts"'],
  run(bytes) {
    const report = configReport({ default: jsonOf(bytes) });
    if (report.kind === "unusable") assert.match(report.reason, /^it(s default export)? must /);
    if (report.kind === "values") resolve(report.values);
  },
};

/** Settings that were taken are settings still. */
function resolve(values: Readonly<Record<string, unknown>>): void {
  try {
    const { settings } = resolveSettings([{ name: "fuzz", values }]);
    assert.deepEqual(SettingsSchema.parse(settings), settings);
  } catch (error) {
    assertRefusal(error, SettingsError);
  }
}
