/**
 * Weather: it changes by itself, everybody in the world sees it change, and a restart of the
 * server does not clear the sky.
 *
 * @module
 */
import { defineCommand, definePlugin, type Game, type Plugin } from "@vestibule/core";
import type { StandardSchema } from "@vestibule/core";
import * as v from "valibot";

/** What a game may set. */
export interface WeatherSettings {
  /** How long a weather lasts, in minutes. */
  readonly minutes: number;
}

const settings: StandardSchema<WeatherSettings> = v.strictObject({
  minutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10_000)), 10),
});

/** What each weather is called, what one sees then, and what may come after it. */
const SKIES: ReadonlyMap<string, { readonly seen: string; readonly next: readonly string[] }> =
  new Map([
    ["clear", { seen: "The sky is |cclear|n.", next: ["clouds", "clear"] }],
    ["clouds", { seen: "|wClouds|n hang low.", next: ["rain", "clear", "clouds"] }],
    ["rain", { seen: "It |brains|n.", next: ["clouds", "storm", "rain"] }],
    ["storm", { seen: "|yLightning|n, and thunder right behind it.", next: ["rain"] }],
  ]);
const FIRST = "clear";

/** The plugin. */
const weather: Plugin<typeof settings> = definePlugin({
  name: "weather",
  version: "1.0.0",
  api: 1,
  settings,
  setup({ settings, provide, storage, every }) {
    /** What was kept may be of an older version that knew other skies. */
    const sky = () => {
      const kept = String(storage.get("sky"));
      return SKIES.has(kept) ? kept : FIRST;
    };

    // The timer ends with the plugin, at a reload too; what is kept does not.
    every(settings.minutes * 60_000, ({ game }) => {
      const next = choose(SKIES.get(sky())?.next ?? [FIRST], game);
      if (next === sky()) return;
      storage.set("sky", next);
      for (const session of game.sessions.all()) {
        if (session.puppet !== null) session.msg(seen(next));
      }
    });

    provide.commands("builtin/character", [
      defineCommand({
        key: "weather",
        help: "Look up.",
        run: ({ msg }) => msg(seen(sky())),
      }),
    ]);
  },
});

function seen(sky: string): string {
  return SKIES.get(sky)?.seen ?? "";
}

function choose(among: readonly string[], game: Game): string {
  return among[Math.floor(game.random() * among.length)] ?? FIRST;
}

export default weather;
