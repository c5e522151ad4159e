import { addressProblem } from "../../core/store/postgres/postgres_url.ts";
import { flagValues } from "./flag_values.ts";

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

/** What a place has to be like. */
export const NEEDED_PLACE = 'it must be "sqlite:FILE" or "postgres://USER@HOST/NAME"';

/**
 * Reads the command line of `store copy`.
 *
 * @param argv The arguments after `copy`.
 */
export function parseCopyArgs(argv: readonly string[]): CopyArgs {
  if (argv.some((word) => word === "--help" || word === "-h")) return { kind: "help" };
  const needed = { from: NEEDED_PLACE, to: NEEDED_PLACE };
  const { given, problems: found } = flagValues(argv, { action: "copy", needed });
  const problems = [...found];
  const [from, to] = NAMES.map((name) => placeOf(given.get(name)));
  if (problems.length === 0) {
    for (const [at, place] of [from, to].entries()) {
      if (place === undefined) {
        problems.push(`Cannot copy as --${NAMES[at]} is wrong: ${NEEDED_PLACE}`);
      }
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

/** Reads a place, `undefined` when it is none. The password of an address is shown in no message. */
export function placeOf(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  if (addressProblem(text) === null) return { kind: "postgres", url: text };
  const path = /^sqlite:(.+)$/.exec(text)?.[1];
  return path === undefined ? undefined : { kind: "sqlite", path };
}
