import type { SchemaIssue, StandardSchema } from "../core/standard_schema.ts";
import type { Plugin } from "./define_plugin.ts";
import { PluginError } from "./plugin_error.ts";
import { messageOf } from "../core/trace/error_text.ts";

/** A plugin whatever its settings are. */
export type AnyPlugin = Plugin<StandardSchema | undefined>;

/** A plugin with the settings that it was given. */
export interface GivenPlugin {
  readonly plugin: AnyPlugin;
  readonly settings: unknown;
}

type Checked = { readonly settings: unknown } | { readonly problems: readonly string[] };

/**
 * Checks the settings of every plugin by its own schema.
 *
 * @returns The plugins with what their schemas made of their settings.
 * @throws PluginError with every problem of all of them.
 */
export async function checkSettings(
  plugins: readonly GivenPlugin[],
): Promise<readonly GivenPlugin[]> {
  const problems: string[] = [];
  const checked: GivenPlugin[] = [];
  for (const { plugin, settings } of plugins) {
    const outcome = await check(plugin, settings);
    if ("problems" in outcome) problems.push(...outcome.problems);
    else checked.push({ plugin, settings: outcome.settings });
  }
  if (problems.length > 0) throw new PluginError(problems);
  return checked;
}

async function check(plugin: AnyPlugin, settings: unknown): Promise<Checked> {
  if (plugin.settings === undefined) return withoutSchema(plugin, settings);
  try {
    const result = await plugin.settings["~standard"].validate(settings);
    if (result.issues === undefined) return { settings: result.value };
    return { problems: result.issues.map((issue) => problemOf(plugin, issue)) };
  } catch (error) {
    const reason = messageOf(error);
    return {
      problems: [
        `Cannot check the settings of plugin "${plugin.name}" as its schema threw: ${reason}`,
      ],
    };
  }
}

function withoutSchema(plugin: AnyPlugin, settings: unknown): Checked {
  const names = Object.keys(Object(settings));
  if (names.length === 0) return { settings: {} };
  return {
    problems: [
      `Cannot give plugin "${plugin.name}" settings as it must know them: it has none, ` +
      `and was given ${names.map((name) => `"${name}"`).join(", ")}`,
    ],
  };
}

function problemOf(plugin: AnyPlugin, { message, path = [] }: SchemaIssue): string {
  const steps = path.map((step) => String(typeof step === "object" ? step.key : step));
  return `Cannot use setting "${["plugins", plugin.name, ...steps].join(".")}": ${message}`;
}
