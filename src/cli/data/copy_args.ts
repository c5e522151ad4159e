import { addressProblem } from "../../core/store/postgres/postgres_url.ts";

/** A world's place: a file, or the address of a PostgreSQL database. */
export type Place =
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

/** What the command line of a copy asks for. */
export type CopyArgs =
  | { readonly kind: "copy"; readonly from: Place; readonly to: Place }
  | { readonly kind: "help" }
  | { readonly kind: "error"; readonly problems: readonly string[] };

const NAMES = ["from", "to"] as const;
const NEEDED = 'it must be "sqlite:FILE" or "postgres://USER@HOST/NAME"';

/**
 * Reads the command line of `store copy`.
 *
 * @param argv The arguments after `copy`.
 */
export function parseCopyArgs(argv: readonly string[]): CopyArgs {
  if (argv.some((word) => word === "--help" || word === "-h")) return { kind: "help" };
  const words = argv.flatMap((word) => {
    const [, name, value] = /^(--[^=]+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [word] : [name, value ?? ""];
  });
  const given = new Map<string, string>();
  const problems: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const [word = "", value] = words.slice(at, at + 2);
    const name = NAMES.find((known) => word === `--${known}`);
    if (name === undefined) {
      // What is no flag may be an address, with its password.
      const what = word.startsWith("--") ? `"${word}"` : "a word without a flag";
      problems.push(`Cannot use ${what} as copy takes --from and --to`);
    } else if (value === undefined) problems.push(`Cannot use "--${name}" alone as ${NEEDED}`);
    else given.set(name, value);
  }
  const [from, to] = NAMES.map((name) => placeOf(given.get(name)));
  if (problems.length === 0) {
    for (const [at, place] of [from, to].entries()) {
      if (place === undefined) problems.push(`Cannot copy as --${NAMES[at]} is wrong: ${NEEDED}`);
    }
  }
  if (problems.length > 0 || from === undefined || to === undefined) {
    return { kind: "error", problems };
  }
  if (from.kind !== to.kind) return { kind: "copy", from, to };
  const hint = from.kind === "sqlite" ? "deno task backup" : "pg_dump";
  return {
    kind: "error",
    problems: [`Cannot copy as --from and --to must be of two kinds: they are of one. Use ${hint}`],
  };
}

/** The password of an address is shown in no message. */
function placeOf(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  if (addressProblem(text) === null) return { kind: "postgres", url: text };
  const path = /^sqlite:(.+)$/.exec(text)?.[1];
  return path === undefined ? undefined : { kind: "sqlite", path };
}
