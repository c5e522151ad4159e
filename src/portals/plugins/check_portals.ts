import type { SchemaIssue, StandardSchema } from "../../core/standard_schema.ts";
import { PORTAL_API, type PortalPlugin } from "./define_portal.ts";
import { messageOf } from "../../core/trace/error_text.ts";

/** A portal plugin that settings ask for. */
export interface UsedPortal {
  /** How settings name it. */
  readonly use: string;
  /** What its module exports as default: a portal plugin, if all is well. */
  readonly plugin: unknown;
  /** Its settings, unchecked. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A portal plugin whatever its settings are. */
type AnyPortal = PortalPlugin<StandardSchema | undefined>;

/** A portal plugin that can be used, with what its schema made of its settings. */
export interface CheckedPortal {
  readonly plugin: AnyPortal;
  readonly settings: unknown;
}

/** The protocol keys of our own portals, also of those to come. */
const OUR_KEYS: readonly string[] = ["loopback", "telnet", "ssh", "websocket"];

/**
 * Checks portal plugins, and their settings by their own schemas.
 *
 * @param used The portal plugins, in the order of the settings.
 * @throws Error when one of them cannot be used, with every problem.
 */
export async function checkPortals(
  used: readonly UsedPortal[],
): Promise<readonly CheckedPortal[]> {
  const problems: string[] = [];
  const seen = new Map<string, string>();
  const checked: CheckedPortal[] = [];
  for (const { use, plugin, settings } of used) {
    if (!isPortal(plugin)) {
      problems.push(notAPortal(use, plugin));
      continue;
    }
    const found = portalProblem(use, plugin, seen);
    if (found !== undefined) problems.push(found);
    const outcome = await checkSettings(plugin, settings);
    problems.push(...outcome.problems);
    checked.push({ plugin, settings: outcome.settings });
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return checked;
}

function isPortal(value: unknown): value is AnyPortal {
  return typeof value === "object" && value !== null && "name" in value &&
    typeof value.name === "string" && "version" in value && typeof value.version === "string" &&
    "api" in value && "listen" in value && typeof value.listen === "function";
}

function notAPortal(use: string, value: unknown): string {
  const isForGame = typeof value === "object" && value !== null && "setup" in value;
  const hint = isForGame
    ? 'it is a plugin of the game. Name it in the setting "plugins", and here its entry "./portal"'
    : "write `export default definePortal({ … })` in it";
  return `Cannot use portal plugin "${use}" as its default export must be a portal plugin: ${hint}`;
}

function portalProblem(
  use: string,
  { name, api }: AnyPortal,
  seen: Map<string, string>,
): string | undefined {
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    return `Cannot use portal plugin "${use}" as its name must be lower-case letters, digits, - ` +
      `and _: current value is "${name}"`;
  }
  if (api !== PORTAL_API) {
    return `Cannot use portal plugin "${name}" as it must be written for portal interface ` +
      `${PORTAL_API}: it says ${api}. Look for another version of it`;
  }
  const other = OUR_KEYS.includes(name) ? "this server's own portal" : seen.get(name);
  seen.set(name, `"${use}"`);
  if (other === undefined) return;
  return `Cannot use portal plugin "${use}" as its name must be its own: ${other} is called ` +
    `"${name}" too. Take one of them out of the setting "portalPlugins"`;
}

interface SettingsOutcome {
  readonly settings?: unknown;
  readonly problems: readonly string[];
}

async function checkSettings(plugin: AnyPortal, settings: unknown): Promise<SettingsOutcome> {
  if (plugin.settings === undefined) return withoutSchema(plugin, Object.keys(Object(settings)));
  try {
    const result = await plugin.settings["~standard"].validate(settings);
    if (result.issues === undefined) return { settings: result.value, problems: [] };
    return { problems: result.issues.map((issue) => settingProblem(plugin, issue)) };
  } catch (error) {
    const reason = messageOf(error);
    const what = `the settings of portal plugin "${plugin.name}"`;
    return { problems: [`Cannot check ${what} as its schema threw: ${reason}`] };
  }
}

function withoutSchema({ name }: AnyPortal, given: readonly string[]): SettingsOutcome {
  if (given.length === 0) return { settings: {}, problems: [] };
  return {
    problems: [
      `Cannot give portal plugin "${name}" settings as it must know them: it has none, and was ` +
      `given ${given.map((key) => `"${key}"`).join(", ")}`,
    ],
  };
}

function settingProblem(plugin: AnyPortal, { message, path = [] }: SchemaIssue): string {
  const steps = path.map((step) => String(typeof step === "object" ? step.key : step));
  return `Cannot use setting "${["portalPlugins", plugin.name, ...steps].join(".")}": ${message}`;
}
