import type { ServerMessage } from "../boundary/messages.ts";
import type { Session, Sessions } from "../model.ts";
import { permitsAccount } from "../command/permission.ts";
import { escapeMarkup } from "../text/escape.ts";
import type { Trace } from "../trace/trace.ts";
import type { PluginHealth } from "./plugin_health.ts";
import type { LoadedPlugin, PluginInfo, Plugins } from "./plugin_info.ts";

/** What a {@linkcode PluginList} is made with. */
export interface PluginListOptions {
  readonly loaded: readonly LoadedPlugin[];
  readonly health: Pick<PluginHealth, "of">;
  /** Tells the Portal. */
  readonly say: (message: ServerMessage) => void;
}

/** The plugins of a running Server, and the way to switch them. */
export class PluginList implements Plugins {
  readonly #options: PluginListOptions;

  /**
   * Creates the list.
   *
   * @param options What was loaded, and how it fares.
   */
  constructor(options: PluginListOptions) {
    this.#options = options;
  }

  all(): readonly PluginInfo[] {
    const { loaded, health } = this.#options;
    return loaded.map((plugin) => ({ ...plugin, ...health.of(plugin.name) }));
  }

  turn(name: string, way: "on" | "off", by: Session | null): void {
    if (!this.maySwitch(name)) {
      throw new RangeError(
        `Cannot switch plugin "${name}" as it must be one of the settings' plugins: it is not`,
      );
    }
    const off = way === "on" ? null : `${by?.name ?? "the game"} switched it off`;
    this.#options.say({ kind: "plugin", name, off, sessid: by?.sessid ?? null });
  }

  /** Tells whether there is such a plugin; without the default commands nobody could switch any. */
  maySwitch(name: string): boolean {
    return name !== "builtin" && this.#options.loaded.some((plugin) => plugin.name === name);
  }

  /** Switches a plugin off that failed too often. */
  giveUp(name: string, last: string): void {
    const off = `it failed too often, the last time in ${last}`;
    this.#options.say({ kind: "plugin", name, off, sessid: null });
  }
}

/** Where a plugin is told of that is switched off. */
export interface StaffNews {
  readonly sessions: Pick<Sessions, "all">;
  readonly trace: Trace;
}

/** Tells the log, and the staff that is here, of a plugin that is switched off. */
export function tellStaff(plugin: string, last: string, { sessions, trace }: StaffNews): void {
  trace.emit("plugin:off", { level: "error", data: { plugin, last } });
  for (const session of sessions.all()) {
    if (!permitsAccount(session.account, "Developer")) continue;
    session.msg(
      `|yThe plugin "${plugin}" failed too often and is switched off.|n The last time: ` +
        `${escapeMarkup(last)}. Mend it, and type |wplugins/on ${plugin}|n.`,
    );
  }
}
