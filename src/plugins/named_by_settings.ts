import type { Settings } from "../core/settings/settings.ts";
import type { Collection } from "./provide/collection.ts";

/** A setting that names what a plugin provides. */
type NamingSetting =
  | "cmdsetUnloggedin"
  | "cmdsetSession"
  | "cmdsetAccount"
  | "cmdsetCharacter"
  | "serverSessionClass"
  | "commandParser"
  | "connectionScreenModule"
  | "baseCharacterTypeclass"
  | "baseAccountTypeclass";

/** What must be provided by somebody, and what is used where its plugin does not run. */
interface Naming {
  readonly setting: NamingSetting;
  readonly kept: (collection: Collection) => ReadonlyMap<string, unknown>;
  readonly otherwise: string;
}

const NAMINGS: readonly Naming[] = [
  { setting: "cmdsetUnloggedin", kept: cmdsets, otherwise: "builtin/unloggedin" },
  { setting: "cmdsetSession", kept: cmdsets, otherwise: "" },
  { setting: "cmdsetAccount", kept: cmdsets, otherwise: "builtin/account" },
  { setting: "cmdsetCharacter", kept: cmdsets, otherwise: "builtin/character" },
  { setting: "serverSessionClass", kept: ({ sessionClasses }) => sessionClasses, otherwise: "" },
  { setting: "commandParser", kept: ({ parsers }) => parsers, otherwise: "" },
  {
    setting: "connectionScreenModule",
    kept: ({ connectionScreens }) => connectionScreens,
    otherwise: "",
  },
  { setting: "baseCharacterTypeclass", kept: characterTypes, otherwise: "" },
  { setting: "baseAccountTypeclass", kept: ({ accountTypes }) => accountTypes, otherwise: "" },
];

/** The settings, with what is wrong with them. */
export interface NamedSettings {
  /** The settings, but for names whose plugin does not run: those have their default. */
  readonly settings: Settings;
  /** Names that nobody provides. */
  readonly problems: readonly string[];
  /** What was set to its default, each a sentence. */
  readonly warnings: readonly string[];
}

/**
 * Looks for what the settings name among what plugins provide.
 *
 * @param settings The settings.
 * @param collection What was provided.
 * @param absent The names of plugins that are wanted and do not run.
 */
export function namedBySettings(
  settings: Settings,
  collection: Collection,
  absent: ReadonlySet<string>,
): NamedSettings {
  const problems: string[] = [];
  const warnings: string[] = [];
  const changed: Partial<Record<NamingSetting, string>> = {};
  for (const { setting, kept, otherwise } of NAMINGS) {
    const value = settings[setting];
    const provided = kept(collection);
    if (value === "" || provided.has(value)) continue;
    if (!absent.has(value.split("/")[0] ?? "")) {
      problems.push(unknownName(setting, value, [...provided.keys()]));
      continue;
    }
    changed[setting] = otherwise;
    warnings.push(
      `The setting "${setting}" names "${value}", whose plugin does not run: ` +
        `${otherwise === "" ? "none" : `"${otherwise}"`} is used instead`,
    );
  }
  return { settings: { ...settings, ...changed }, problems, warnings };
}

function cmdsets({ cmdsets }: Collection): ReadonlyMap<string, unknown> {
  return cmdsets;
}

function characterTypes({ objectTypes }: Collection): ReadonlyMap<string, unknown> {
  return new Map([...objectTypes].filter(([, { base }]) => base === "character"));
}

function unknownName(setting: string, value: string, known: readonly string[]): string {
  return `Cannot use setting "${setting}" as a plugin must provide it: current value is ` +
    `"${value}", and what is provided is: ${known.join(", ") || "nothing"}`;
}
