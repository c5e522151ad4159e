import type { Scale } from "./bench_run.ts";

/** What `deno task bench` is asked to do. */
export type BenchArgs =
  | {
    readonly kind: "run";
    readonly groups: readonly string[];
    readonly scale: Scale;
    /** Where the result goes, as JSON. */
    readonly out: string | undefined;
    /** The folder where its pictures go. */
    readonly pictures: string | undefined;
  }
  | { readonly kind: "compare"; readonly older: string; readonly newer: string }
  | { readonly kind: "error"; readonly problem: string };

/** What is measured unless the arguments say less. */
export const LONG: Scale = { ms: 2000, rounds: 5, sessions: { least: 1, most: 10_000 } };
/** What says within a minute or two whether something is much slower. */
export const SHORT: Scale = { ms: 400, rounds: 3, sessions: { least: 1, most: 200 } };

/** The options that have a value. */
const OPTIONS = ["--ms", "--rounds", "--sessions", "--out", "--pictures"];

/**
 * Reads the arguments: names of groups and options, or `--compare OLD NEW`.
 *
 * @param argv The arguments after the program's name.
 * @param known The names of the groups.
 */
export function readBenchArgs(argv: readonly string[], known: readonly string[]): BenchArgs {
  const [first, older, newer, ...more] = argv;
  if (first === "--compare") {
    if (older !== undefined && newer !== undefined && more.length === 0) {
      return { kind: "compare", older, newer };
    }
    return error("Cannot compare as two files must follow --compare: the older one, the newer one");
  }
  const groups: string[] = [];
  const values = new Map<string, string>();
  for (let at = 0; at < argv.length; at++) {
    const arg = argv[at] ?? "";
    if (known.includes(arg)) groups.push(arg);
    else if (arg === "--short") values.set(arg, "yes");
    else if (OPTIONS.includes(arg)) {
      const value = argv[++at];
      if (value === undefined) return error(`Cannot measure as a value must follow ${arg}`);
      values.set(arg, value);
    } else return error(`Cannot measure "${arg}" as it must be one of: ${known.join(", ")}`);
  }
  const scale = scaleOf(values);
  if (typeof scale === "string") return error(scale);
  const [out, pictures] = [values.get("--out"), values.get("--pictures")];
  return { kind: "run", groups: groups.length === 0 ? known : groups, scale, out, pictures };
}

function scaleOf(values: ReadonlyMap<string, string>): Scale | string {
  const { ms, rounds, sessions } = values.has("--short") ? SHORT : LONG;
  const read = (name: string, usual: number) => Number(values.get(name) ?? usual);
  const scale = {
    ms: read("--ms", ms),
    rounds: read("--rounds", rounds),
    sessions: { ...sessions, most: read("--sessions", sessions.most) },
  };
  const isPossible = [scale.ms, scale.rounds, scale.sessions.most]
    .every((value) => Number.isInteger(value) && value >= 1);
  if (isPossible) return scale;
  return "Cannot measure as --ms, --rounds and --sessions must be whole numbers from 1 on";
}

function error(problem: string): BenchArgs {
  return { kind: "error", problem };
}
