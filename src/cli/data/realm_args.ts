import { realm as settings } from "../../core/settings/groups/realm.ts";
import { NEEDED_PLACE, type Place, placeOf } from "./copy_args.ts";
import { flagValues } from "./flag_values.ts";

/** What the command line that names a world's realm asks for. */
export type RealmArgs =
  | { readonly kind: "realm"; readonly of: Place; readonly name: string }
  | { readonly kind: "help" }
  | { readonly kind: "error"; readonly problems: readonly string[] };

const NEEDED_NAME = `it must be ${settings.realm.meta()?.shape}`;

/**
 * Reads the command line of `store realm`.
 *
 * @param argv The arguments after `realm`.
 */
export function parseRealmArgs(argv: readonly string[]): RealmArgs {
  if (argv.some((word) => word === "--help" || word === "-h")) return { kind: "help" };
  const needed = { of: NEEDED_PLACE, name: NEEDED_NAME };
  const { given, problems } = flagValues(argv, { action: "realm", needed });
  if (problems.length > 0) return { kind: "error", problems };
  const [of, name] = [placeOf(given.get("of")), given.get("name") ?? ""];
  const isName = settings.realm.safeParse(name).success;
  if (of !== undefined && isName) return { kind: "realm", of, name };
  const wrong = [
    ...(of === undefined ? [`--of is wrong: ${NEEDED_PLACE}`] : []),
    ...(isName ? [] : [`--name is wrong: ${NEEDED_NAME}`]),
  ];
  return { kind: "error", problems: wrong.map((what) => `Cannot name the realm as ${what}`) };
}
