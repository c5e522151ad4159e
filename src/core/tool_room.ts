import type { Clock } from "./clock.ts";
import type { Hooks } from "./hooks.ts";
import { openStorage } from "./plugin_storage/open_storage.ts";
import { PluginData } from "./plugin_storage/plugin_data.ts";
import { STORAGE_LIMITS } from "./plugin_storage/storage_limits.ts";
import type { PluginTools } from "./plugin_tools.ts";
import type { Trace } from "./trace/trace.ts";
import type { Turns } from "./turns.ts";

/** What a {@linkcode ToolRoom} is made with. */
export interface ToolRoomOptions {
  readonly tools: readonly PluginTools[];
  readonly clock: Clock;
  readonly trace: Trace;
  readonly hooks: Hooks;
  readonly turns: Turns;
}

/** Puts the tools of plugins to work: their data when it is loaded, and timers while it runs. */
export class ToolRoom {
  /** What plugins keep. */
  readonly data: PluginData;
  readonly #options: ToolRoomOptions;

  /**
   * Creates the room; the timers begin after all who watch the Server's start.
   *
   * @param options The tools, and what they need of the Server.
   */
  constructor(options: ToolRoomOptions) {
    const { tools, clock, hooks, turns } = options;
    this.#options = options;
    this.data = new PluginData({ journal: turns.journal, limits: STORAGE_LIMITS });
    hooks.on("server:start", "timers", ({ game }) => {
      for (const { timers } of tools) timers.start({ clock, hooks, turns, game });
    });
    hooks.on("server:stop", "timers", () => tools.forEach(({ timers }) => timers.stop()));
  }

  /**
   * Lets plugins use their data, now that the Store has told all of it; resolves when what was
   * migrated is durable, or is undone: no session is to share the fate of that turn.
   */
  async open(): Promise<void> {
    const { tools, trace, turns } = this.#options;
    const { journal } = turns;
    for (const opening of tools) openStorage(opening, { data: this.data, journal, trace });
    await turns.finish();
  }
}
