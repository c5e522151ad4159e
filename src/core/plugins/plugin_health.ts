import type { Clock } from "../clock.ts";
import type { Trace, TraceEvent } from "../trace/trace.ts";

/** What a {@linkcode PluginHealth} is made with. */
export interface PluginHealthOptions {
  readonly trace: Trace;
  readonly clock: Clock;
  /** Failures within a minute that are too many; 0 is no number of them. */
  readonly limit: number;
  /** Tells whether a plugin may be switched off. */
  readonly mayBeOff: (plugin: string) => boolean;
  /** Hears of a plugin that failed too often, once. */
  readonly onTooMany: (plugin: string, last: string) => void;
}

/** How a plugin fared since the Server started. */
export interface PluginFailures {
  readonly failures: number;
  /** Where its code failed last, and how, in one line; empty when it never did. */
  readonly lastFailure: string;
}

/** How long a failure counts, in milliseconds. */
const WINDOW_MS = 60_000;

/** The events that tell of a failure; those of plugins name it in their data. */
const FAILURES: ReadonlySet<string> = new Set([
  "plugin:fail",
  "plugin:endless",
  "command:fail",
  "command:endless",
  "menu:fail",
]);

/**
 * Counts how often each plugin fails, by reading the trace: whoever catches what a plugin throws
 * need only tell of it there.
 */
export class PluginHealth implements Disposable {
  readonly #options: PluginHealthOptions;
  readonly #failures = new Map<string, { count: number; last: string; recent: number[] }>();
  readonly #off = new Set<string>();
  readonly #reading: Disposable;

  /**
   * Begins to count.
   *
   * @param options What is read, and what is too often.
   */
  constructor(options: PluginHealthOptions) {
    this.#options = options;
    this.#reading = options.trace.read((event) => {
      if (FAILURES.has(event.kind)) this.#count(event);
    });
  }

  /** Returns how a plugin fared. */
  of(plugin: string): PluginFailures {
    const { count = 0, last = "" } = this.#failures.get(plugin) ?? {};
    return { failures: count, lastFailure: last };
  }

  /**
   * Tells whether a plugin failed too often. No hook, timer, part or page of it is called any more;
   * its commands, menus, inputfuncs and session class are there until the reload that takes it out.
   */
  isOff(plugin: string): boolean {
    return this.#off.has(plugin);
  }

  /** Ends the counting. */
  [Symbol.dispose](): void {
    this.#reading[Symbol.dispose]();
  }

  #count(event: TraceEvent): void {
    const plugin = pluginOf(event);
    if (plugin === undefined) return;
    const { clock, limit, mayBeOff, onTooMany } = this.#options;
    const now = clock.now();
    const before = this.#failures.get(plugin);
    const counted = isStrangers(event) ? [] : [now];
    const recent = [...before?.recent ?? [], ...counted].filter((at) => now - at < WINDOW_MS).slice(
      -limit,
    );
    const last = lineOf(event);
    if (String(event.data.error).startsWith("NotCapable")) this.#tellOfGrants(plugin);
    this.#failures.set(plugin, { count: (before?.count ?? 0) + 1, last, recent });
    if (limit === 0 || recent.length < limit || this.#off.has(plugin) || !mayBeOff(plugin)) return;
    this.#off.add(plugin);
    onTooMany(plugin, last);
  }

  /** Deno advises a flag that would open the sandbox to all. */
  #tellOfGrants(plugin: string): void {
    const text = `Plugin "${plugin}" was refused what it is not granted. If it is to have it, ` +
      `write so in the setting "grants", under "${plugin}"`;
    this.#options.trace.emit("plugin:refused", { level: "warn", data: { text } });
  }
}

/** Strangers must not switch a plugin off by asking; what throws at them harms nobody else. */
function isStrangers({ kind, data }: TraceEvent): boolean {
  return kind === "plugin:fail" && data.from === "http";
}

/** What a plugin provides is called after it. */
function pluginOf({ data }: TraceEvent): string | undefined {
  const name = data.plugin ?? data.menu;
  return typeof name === "string" ? name.split("/", 1)[0] : undefined;
}

/** A stack's first line says what happened. */
function lineOf({ kind, data }: TraceEvent): string {
  const where = data.hook ?? data.command ?? data.menu;
  const what = kind.endsWith(":endless") ? "took too long" : String(data.error).split("\n", 1)[0];
  return where === undefined ? `${what}` : `${where}: ${what}`;
}
