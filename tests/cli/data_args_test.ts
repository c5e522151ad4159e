import assert from "node:assert/strict";
import { parseDataArgs } from "../../src/cli/data/data_args.ts";
import { dataHelp } from "../../src/cli/data/data_help.ts";

function problemOf(...argv: readonly string[]): string {
  const args = parseDataArgs(argv);
  assert.equal(args.kind, "error");
  return args.kind === "error" ? args.problems.join("\n") : "";
}

Deno.test("parseDataArgs() reads what is to be done, the file, and where the world is", () => {
  const args = parseDataArgs(["restore", "copy.db", "--data", "elsewhere"]);
  assert.ok(args.kind === "do");
  assert.deepEqual([args.action, args.file, args.flags.sets], ["restore", "copy.db", {
    dataFolder: "elsewhere",
  }]);
  const export_ = parseDataArgs(["export"]);
  assert.ok(export_.kind === "do");
  assert.equal(export_.file, undefined);
});

Deno.test("parseDataArgs() says what is missing, unknown or of no use", () => {
  assert.match(problemOf("backpu"), /Did you mean "backup"\?/);
  assert.match(problemOf(), /it must be one of backup, restore, export, import/);
  assert.match(problemOf("restore"), /Cannot restore as a file must be named/);
  assert.match(problemOf("import", "--data", "x"), /Cannot import as a file must be named/);
  assert.match(problemOf("backup", "-"), /it must be a file/);
  assert.match(problemOf("backup", "--dev"), /Cannot use "--dev" with backup/);
  assert.match(problemOf("export", "a", "b"), /"b" as every argument must be a flag/);
});

Deno.test("dataHelp() shows one task, or all", () => {
  assert.equal(parseDataArgs(["--help"]).kind, "help");
  assert.deepEqual(parseDataArgs(["backup", "--help"]), { kind: "help", action: "backup" });
  assert.match(dataHelp("backup"), /^deno task backup \[FILE\]\n/);
  assert.doesNotMatch(dataHelp("backup"), /restore/);
  assert.match(dataHelp(), /deno task import FILE/);
});
