/**
 * Runs the tests that measure a fault of docs/reliability.md, one file after the other, and keeps what
 * they saw in tests/reliability/measured.json: `deno task measure [FILE ...]`. The machine should have
 * nothing else to do. What could not be measured, as it failed or is not possible here, stays as it
 * was.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { MEASURED, type Measured, readMeasured } from "../tests/reliability/measured.ts";

const files = Deno.args.length > 0 ? Deno.args : globSync("tests/**/*_test.ts")
  .filter((path) => /^import \{[^}]*\bmeasured\b/m.test(readFileSync(path, "utf8"))).sort();

const rows = new Map(
  Object.entries(readMeasured()).map(([row, seen]) => [row, new Map(Object.entries(seen))]),
);
const failed: string[] = [];
for (const path of files) {
  const notes = await Deno.makeTempFile();
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", path],
    env: { VESTIBULE_MEASURED: notes },
  }).spawn().status;
  if (success) keep(path, await Deno.readTextFile(notes));
  else failed.push(path);
  await Deno.remove(notes);
}
const byRow = [...rows].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
  .map(([row, seen]) => [row, Object.fromEntries([...seen].sort())]);
writeFileSync(MEASURED, `${JSON.stringify(Object.fromEntries(byRow), null, 2)}\n`);
if (failed.length > 0) {
  console.error(`Failed, and kept as they were: ${failed.join(", ")}`);
  Deno.exit(1);
}

/** Puts what a file's tests noted of a fault in the place of what they noted before. */
function keep(path: string, notes: string): void {
  const all: readonly Measured[] = notes.split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  for (const [row, found] of Map.groupBy(all, ({ row }) => row)) {
    const seen = rows.get(row) ?? new Map<string, readonly string[]>();
    rows.set(row, seen.set(path, found.map(({ text }) => text)));
  }
}
