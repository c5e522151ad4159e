/**
 * `deno task fuzz`: gives every decoder of what comes from outside inputs that were made of seeds,
 * in turn, and stops with exit code 1 at the first of which something does not hold.
 *
 * @module
 */
import { refuseUsage } from "../src/cli/refuse_usage.ts";
import type { FuzzTarget } from "./fuzz_target.ts";
import { type Finding, fuzzRun } from "./fuzz_run.ts";
import { readFuzzArgs } from "./fuzz_args.ts";
import { FUZZ_TARGETS } from "./targets/all.ts";

const USAGE = "deno task fuzz [--minutes N] [--target NAME] [--seed N]";
/** How long one target runs before it is the turn of the next, in milliseconds. */
const TURN_MS = 5_000;
const MINUTE_MS = 60_000;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const seed = crypto.getRandomValues(new Int32Array(1))[0] ?? 0;
  const args = readFuzzArgs(Deno.args, { minutes: 1, target: undefined, seed });
  if (typeof args === "string") return refuseUsage([args], USAGE);
  const targets = FUZZ_TARGETS.filter(({ name }) => (args.target ?? name) === name);
  if (targets.length === 0) {
    const problem = `Cannot fuzz "${args.target}" as it must be one of: ${namesOf(FUZZ_TARGETS)}`;
    return refuseUsage([problem], USAGE);
  }
  console.log(`Seed ${args.seed}; ${args.minutes} min for ${namesOf(targets)}`);
  await runAll(targets, { seed: args.seed, until: Date.now() + args.minutes * MINUTE_MS });
}

async function runAll(
  targets: readonly FuzzTarget[],
  { seed, until }: { readonly seed: number; readonly until: number },
): Promise<void> {
  const turnMs = Math.max(1, Math.min(TURN_MS, (until - Date.now()) / targets.length));
  const totals = new Map<string, number>();
  for (let round = 0; Date.now() < until; round++) {
    for (const target of targets) {
      const end = Math.min(until, Date.now() + turnMs);
      const options = { seed: seed + round, goesOn: () => Date.now() < end };
      const { inputs, finding } = await fuzzRun(target, options);
      totals.set(target.name, (totals.get(target.name) ?? 0) + inputs);
      console.log(`round ${round + 1}  ${target.name}: ${inputs} inputs`);
      if (finding !== undefined) return report(finding);
    }
  }
  for (const [name, inputs] of totals) console.log(`${name}: ${inputs}`);
  const all = [...totals.values()].reduce((sum, inputs) => sum + inputs, 0);
  console.log(`Nothing found in ${all} inputs for ${totals.size} decoders.`);
}

/** The input is printed so that it can be kept: `… | base64 -d > fuzz/seeds/NAME/what-it-found`. */
function report({ target, seed, bytes, error }: Finding): void {
  console.error(`\n${target}, seed ${seed}: ${bytes.length} bytes show it`);
  console.error(`  text    ${JSON.stringify(new TextDecoder().decode(bytes))}`);
  console.error(`  base64  ${bytes.toBase64()}`);
  console.error(error);
  Deno.exit(1);
}

function namesOf(targets: readonly FuzzTarget[]): string {
  return targets.map(({ name }) => name).join(", ");
}
