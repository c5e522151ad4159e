/**
 * `deno task bench`: measures the program under load beside two bare servers, or compares two
 * results.
 *
 * @module
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { refuseUsage } from "../src/cli/refuse_usage.ts";
import { readBenchArgs } from "./bench_args.ts";
import type { Report, Row } from "./figures.ts";
import { GROUPS } from "./groups/all.ts";
import { changesText, compare } from "./report/compare.ts";
import { pictures } from "./report/picture.ts";
import { table } from "./report/table.ts";

const USAGE = "deno task bench [GROUP ...] [--short] [--ms N] [--rounds N] [--sessions N] " +
  "[--out FILE] [--pictures FOLDER]\ndeno task bench --compare OLD NEW";

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const args = readBenchArgs(argv, Object.keys(GROUPS));
  if (args.kind === "error") return refuseUsage([args.problem], USAGE);
  if (args.kind === "compare") {
    const changes = compare(await read(args.older), await read(args.newer));
    console.log(changesText(changes));
    if (changes.some(({ verdict }) => verdict === "worse")) Deno.exit(1);
    return;
  }
  const rows: Row[] = [];
  const report: Report = {
    deno: Deno.version.deno,
    machine: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores`,
    at: new Date().toISOString(),
    rows,
  };
  for (const name of args.groups) {
    await GROUPS[name]?.({
      scale: args.scale,
      tell: (text) => console.error(text),
      add: (row) => void rows.push(row),
    });
    // What was measured is kept, whatever becomes of the rest.
    if (args.out !== undefined) await Deno.writeTextFile(args.out, JSON.stringify(report, null, 1));
  }
  console.log(table(report));
  for (const [file, picture] of args.pictures === undefined ? [] : pictures(report)) {
    await Deno.writeTextFile(join(args.pictures ?? "", file), picture);
  }
}

async function read(file: string): Promise<Report> {
  // Written by an earlier run.
  return JSON.parse(await Deno.readTextFile(file)) as Report;
}
