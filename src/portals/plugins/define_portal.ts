import type { Clock } from "../../core/clock.ts";
import type { LogLevel } from "../../core/settings/settings.ts";
import type { OutputOf, StandardSchema } from "../../core/standard_schema.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";

/**
 * The version of the interface of portal plugins; one says which it was written for.
 *
 * @example The number that a portal plugin of today says
 * ```ts
 * import { PORTAL_API } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * assert.equal(PORTAL_API, 1);
 * ```
 */
export const PORTAL_API = 1;

/** What one client may use up. `Infinity` where the operator wants no limit. */
export interface PortalLimits {
  /** The longest typed line, in UTF-16 code units; a longer one is to be dropped whole. */
  readonly lineCharacters: number;
  /** Bytes that may wait to be sent; beyond that, end the connection as `slow_consumer`. */
  readonly outboundBytes: number;
}

/** What is told beside the text of a line in the log. */
export interface PortalLogOptions {
  /** How grave it is; `info` unless given. */
  readonly level?: LogLevel;
  /** The session it is about. */
  readonly sessid?: number;
  /** What was thrown; its stack is written. */
  readonly error?: unknown;
}

/** What a portal plugin's `listen` is given. */
export interface PortalContext<Settings> {
  /** The plugin's own settings, as its schema made them. */
  readonly settings: Settings;
  /** The address to listen on: what the operator chose for all protocols. */
  readonly hostname: string;
  /** Where each new connection becomes a session, or is refused. What it is told is checked. */
  readonly sink: ConnectionSink;
  /** Tells the time, and waits. */
  readonly clock: Clock;
  /** What one client may use up. */
  readonly limits: PortalLimits;

  /** Writes a line into the server's log, with the plugin's name. Write no typed text there. */
  log(text: string, options?: PortalLogOptions): void;
}

/** What a portal plugin's settings are, by its schema. */
export type PortalSettings<Schema extends StandardSchema | undefined> = Schema extends
  StandardSchema ? OutputOf<Schema> : Readonly<Record<string, never>>;

/**
 * A portal plugin: a protocol, and how to listen for it.
 *
 * @typeParam Schema The schema of its settings; `undefined` when it has none.
 */
export interface PortalPlugin<Schema extends StandardSchema | undefined = undefined> {
  /**
   * Lower-case letters, digits, `-` and `_`. It is the protocol key of its sessions, and no other
   * protocol's.
   */
  readonly name: string;
  /** Its own version, as in its `deno.json`. */
  readonly version: string;
  /** The interface it was written for: {@linkcode PORTAL_API}. */
  readonly api: number;
  /** The plugin of the game without which it is of no use; the start warns when that is absent. */
  readonly serverPlugin?: string;
  /** Checks its settings: zod, valibot or any other Standard Schema. */
  readonly settings?: Schema;

  /**
   * Starts to listen; runs once, when the server starts. A reload of the game leaves it as it is.
   *
   * @param context What the server gives it.
   * @returns What closes it again.
   * @throws Whatever the operator has to know: the server does not start then.
   */
  listen(context: PortalContext<PortalSettings<Schema>>): Promise<Portal>;
}

/**
 * Defines a portal plugin, the default export of a package's entry `./portal`. Write its type out
 * where you export it: publishing refuses inferred ones.
 *
 * It runs beside the server's own portals with full permissions: nothing is sandboxed there.
 *
 * @param plugin The portal plugin.
 * @returns The same portal plugin, typed by its settings.
 *
 * @example A protocol that says one word, and hangs up
 * ```ts
 * import {
 *   definePortal,
 *   encodeText,
 *   type PortalPlugin,
 *   TcpPortal,
 * } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * const hello: PortalPlugin = definePortal({
 *   name: "hello",
 *   version: "1.0.0",
 *   api: 1,
 *   // deno-lint-ignore require-await -- a promise, as for portals whose start takes time
 *   async listen({ hostname, clock, log }) {
 *     return new TcpPortal({
 *       protocolKey: "hello",
 *       listener: Deno.listen({ hostname, port: 0 }),
 *       clock,
 *       serve: (socket) => ({
 *         async run() {
 *           await socket.write(encodeText("Hello.\n"));
 *           socket.close();
 *         },
 *         async shutDown() {},
 *       }),
 *       onError: (what, error) => log(`${what} failed`, { level: "error", error }),
 *     });
 *   },
 * });
 *
 * assert.equal(hello.name, "hello");
 * ```
 */
export function definePortal<Schema extends StandardSchema | undefined = undefined>(
  plugin: PortalPlugin<Schema>,
): PortalPlugin<Schema> {
  return Object.freeze({ ...plugin });
}
