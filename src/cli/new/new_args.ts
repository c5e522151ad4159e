import { nearestName } from "../../core/settings/nearest.ts";
import { readName } from "./new_name.ts";

/** What can be made. */
export const NEW_KINDS = ["plugin", "game"] as const;

/** What is to be made. */
export interface NewArgs {
  readonly kind: "make";
  readonly what: typeof NEW_KINDS[number];
  /** Its name, without a scope. */
  readonly name: string;
  /** The scope it is published under, without the `@`, if one was given. */
  readonly scope?: string;
  /** The folder to make it in, if one was given. */
  readonly dir?: string;
}

/** What the command line of `new` asks for. */
export type ParsedNewArgs =
  | NewArgs
  | { readonly kind: "help" }
  | { readonly kind: "error"; readonly problems: readonly string[] };

/** What was typed, sorted. */
interface Scanned {
  readonly words: readonly string[];
  readonly dir?: string;
  readonly wantsHelp: boolean;
  readonly problems: readonly string[];
}

/**
 * Reads the command line of `new`.
 *
 * @param argv The arguments after the program's name.
 * @returns What to make, or everything that is wrong with the arguments.
 */
export function parseNewArgs(argv: readonly string[]): ParsedNewArgs {
  const { words, dir, wantsHelp, problems } = scan(argv);
  if (wantsHelp || argv.length === 0) return { kind: "help" };
  const [kind, ...names] = words;
  const what = NEW_KINDS.find((known) => known === kind);
  if (what === undefined) return { kind: "error", problems: [...problems, badKind(kind)] };
  const read = readName(what, names);
  if (read.kind === "bad") return { kind: "error", problems: [...problems, read.problem] };
  if (problems.length > 0) return { kind: "error", problems };
  const { name, scope } = read;
  return {
    ...{ kind: "make", what, name },
    ...(scope === undefined ? {} : { scope }),
    ...(dir === undefined ? {} : { dir }),
  };
}

function scan(argv: readonly string[]): Scanned {
  const words: string[] = [];
  const problems: string[] = [];
  let dir: string | undefined;
  let wantsHelp = false;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, flag, value] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined) words.push(word);
    else if (flag === "help" || word === "-h") wantsHelp = true;
    else if (flag !== "dir") problems.push(unknownFlag(word, flag));
    else {
      dir = value ?? rest.shift();
      if (dir === undefined || dir === "") problems.push(noFolder());
    }
  }
  return { words, wantsHelp, problems, ...(dir === undefined ? {} : { dir }) };
}

function badKind(kind: string | undefined): string {
  if (kind === undefined) {
    return 'Cannot make anything as it must be said what: write "plugin NAME" or "game NAME"';
  }
  const nearest = nearestName(kind, NEW_KINDS);
  const hint = nearest === undefined ? "--help tells more" : `did you mean "${nearest}"?`;
  return `Cannot make a "${kind}" as it must be "plugin" or "game": ${hint}`;
}

function unknownFlag(word: string, flag: string): string {
  const nearest = nearestName(flag, ["dir", "help"]);
  const hint = nearest === undefined ? "--help lists them" : `did you mean "--${nearest}"?`;
  return `Cannot use "${word}" as flags must be known: ${hint}`;
}

function noFolder(): string {
  return 'Cannot use "--dir" as DIR must follow it: nothing does';
}
