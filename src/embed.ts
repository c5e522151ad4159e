/**
 * Runs a whole server inside a program of your own, with plugins that are objects.
 *
 * Everything shares one isolate: there is no sandbox, an endless loop in a plugin stops the whole
 * program, and a reload keeps the code as it is.
 *
 * @module
 */
import { resolve } from "node:path";
import { systemClock } from "./core/clock.ts";
import { resolveSettings } from "./core/settings/resolve.ts";
import type { Config } from "./core/settings/settings.ts";
import { type PluginObject, usedPlugin } from "./plugins/used_plugin.ts";
import { Program } from "./program.ts";

export { type InputOf } from "./core/standard_schema.ts";
export { type AnyPlugin } from "./plugins/plugin_settings.ts";
export { type PluginObject, type PluginWithSettings } from "./plugins/used_plugin.ts";

/** What {@linkcode startServer} starts. */
export interface StartServerOptions {
  /**
   * The settings, as a settings file has them; no file and no environment is read. Plugins that
   * they name are loaded before those that are objects, and none are named unless you do.
   */
  readonly settings?: Config;
  /** Plugins, each alone or as `{ use: plugin, settings }`. */
  readonly plugins?: readonly PluginObject[];
  /** Where relative paths start; the working folder unless given. */
  readonly folder?: string;
  /** Takes the log, each line with its end; nobody unless given. */
  readonly log?: (text: string) => void;
}

/** A server that runs in this program. Dispose of it with `await using`. */
export interface EmbeddedServer extends AsyncDisposable {
  /** Telnet's port, when it listens. */
  readonly telnetPort: number | undefined;
  /** The web's port, when it listens. */
  readonly webPort: number | undefined;
  /** The port of telnet over TLS, when it listens. */
  readonly tlsPort: number | undefined;
  /** SSH's port, when it listens. */
  readonly sshPort: number | undefined;
  /** What the first superuser types behind `claim`; of no use once there is one. */
  readonly claimCode: string;
  /** Resolves when somebody in the game shut it down, or it had to stop. */
  readonly ended: Promise<void>;
  /**
   * Starts the game again while everybody stays connected.
   *
   * @returns Why that was refused; `undefined` when it was done.
   */
  reload(): Promise<string | undefined>;
}

/**
 * Starts a server in this program.
 *
 * @param options The settings and the plugins.
 * @returns The server, once players can connect.
 * @throws Error When it cannot start; its message says what to do.
 *
 * @example A game of one command, on ports that are free
 * ```ts
 * import { defineCommand, definePlugin } from "@vestibule/core";
 * import { startServer } from "@vestibule/core/embed";
 * import assert from "node:assert/strict";
 *
 * const hop = defineCommand({ key: "hop", run: ({ msg }) => msg("You hop.") });
 * const hopping = definePlugin({
 *   name: "hopping",
 *   version: "1.0.0",
 *   api: 1,
 *   setup: ({ provide }) => provide.commands("builtin/character", [hop]),
 * });
 * const dataFolder = await Deno.makeTempDir();
 *
 * await using server = await startServer({
 *   settings: {
 *     host: "127.0.0.1",
 *     telnetPort: 0,
 *     webPort: 0,
 *     tlsPort: 0,
 *     sshPort: 0,
 *     dataFolder,
 *   },
 *   plugins: [hopping],
 * });
 * const answer = await fetch(`http://127.0.0.1:${server.webPort}/readyz`);
 * assert.equal((await answer.json()).ready, true);
 * ```
 */
export async function startServer(options: StartServerOptions = {}): Promise<EmbeddedServer> {
  const { settings = {}, plugins = [], log = () => {} } = options;
  const ended = Promise.withResolvers<void>();
  const values = { plugins: [], ...settings };
  const program = new Program({
    args: { inline: true, quiet: true },
    loadSettings: () => Promise.resolve(resolveSettings([{ name: "settings", values }])),
    plugins: plugins.map((plugin, index) => usedPlugin(plugin, `plugin ${index}`)),
    folder: resolve(options.folder ?? "."),
    clock: systemClock,
    print: () => {},
    log,
    color: false,
    onEnd: () => void program.stop().then(ended.resolve),
  });
  try {
    await program.start();
  } catch (error) {
    await program.stop();
    throw error;
  }
  return embedded(program, ended);
}

function embedded(program: Program, ended: PromiseWithResolvers<void>): EmbeddedServer {
  const { telnetPort, webPort, tlsPort, sshPort } = program.ports;
  return {
    ...{ telnetPort, webPort, tlsPort, sshPort },
    claimCode: program.claimCode,
    ended: ended.promise,
    async reload() {
      const outcome = await program.reload();
      return outcome.kind === "refused" ? outcome.reason : undefined;
    },
    async [Symbol.asyncDispose]() {
      await program.stop();
      ended.resolve();
    },
  };
}
