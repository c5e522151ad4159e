import type { Config } from "./settings.ts";

/**
 * Returns the settings it is given, so that an editor knows their names and types.
 *
 * The default export of `vestibule.config.ts` is read alone, without the network, the
 * environment or the right to write, and crosses as plain data: functions are refused.
 *
 * @param config The settings that differ from the defaults.
 * @returns The same settings, unchecked; they are checked when the server starts.
 *
 * @example A world for one class of pupils
 * ```ts
 * import { defineConfig } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const config = defineConfig({
 *   serverName: "Room 12",
 *   multisessionMode: 0,
 *   plugins: ["chargen", { use: "./plugins/quiz.ts", settings: { rounds: 3 } }],
 * });
 *
 * assert.equal(config.serverName, "Room 12");
 * ```
 */
export function defineConfig(config: Config): Config {
  return config;
}
