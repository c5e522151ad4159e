import { nearestName } from "../core/settings/nearest.ts";
import { type Flag, FLAGS } from "./flags.ts";

/** One flag as it was typed; `value` is absent when none followed. */
export interface TypedFlag {
  readonly name: string;
  readonly value?: string;
}

/** What was typed: the flags in order, and what is wrong with them. */
export interface ScannedFlags {
  readonly typed: readonly TypedFlag[];
  readonly problems: readonly string[];
}

/**
 * Splits arguments into flags and their values, both `--flag value` and `--flag=value`.
 *
 * @param argv The arguments after the program's name.
 */
export function scanFlags(argv: readonly string[]): ScannedFlags {
  const typed: TypedFlag[] = [];
  const problems: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const outcome = scanWord(word, rest[0]);
    if (outcome.kind === "problem") {
      problems.push(outcome.problem);
      continue;
    }
    typed.push(outcome.typed);
    if (outcome.kind === "with-next") rest.shift();
  }
  return { typed, problems };
}

type WordOutcome =
  | { readonly kind: "alone"; readonly typed: TypedFlag }
  | { readonly kind: "with-next"; readonly typed: TypedFlag }
  | { readonly kind: "problem"; readonly problem: string };

function scanWord(word: string, next: string | undefined): WordOutcome {
  if (word === "-h") return { kind: "alone", typed: { name: "help" } };
  if (!word.startsWith("--")) return problem(`"${word}" as every argument must be a flag`, word);
  const [, name = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const flag = FLAGS.find((candidate) => candidate.name === name);
  if (flag === undefined) return problem(`"--${name}" as flags must be known`, name);
  if (value !== undefined) return withValue(flag, value);
  if (flag.value === "none") return { kind: "alone", typed: { name } };
  if (next !== undefined && !next.startsWith("--")) {
    return { kind: "with-next", typed: { name, value: next } };
  }
  if (flag.value === "optional") return { kind: "alone", typed: { name } };
  return {
    kind: "problem",
    problem: `Cannot use "--${name}" as ${flag.hint} must follow it: nothing does`,
  };
}

function withValue(flag: Flag, value: string): WordOutcome {
  if (flag.value !== "none") return { kind: "alone", typed: { name: flag.name, value } };
  return {
    kind: "problem",
    problem: `Cannot use "--${flag.name}=${value}" as it must stand alone: it takes no value`,
  };
}

function problem(what: string, name: string): WordOutcome {
  const bare = name.replace(/^-+/, "");
  const nearest = nearestName(bare, FLAGS.map((flag) => flag.name));
  const hint = nearest === undefined ? "--help lists them" : `did you mean "--${nearest}"?`;
  return { kind: "problem", problem: `Cannot use ${what}: ${hint}` };
}
