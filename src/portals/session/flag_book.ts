import {
  checkFlagSource,
  FLAG_SOURCES,
  type FlagSource,
  type FlagSources,
  type SourcedFlags,
} from "../../core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";

type Layer = Map<string, unknown>;

/** What was told of one client, by who said it. */
export type FlagLayers = readonly (readonly [source: FlagSource, flags: ProtocolFlags])[];

/**
 * What is known of one client, by who said it; of several the most trusted counts.
 *
 * What the user chose holds against all that the client's kind suggests, and until the client
 * itself says something new: a window that is dragged has its new size (behaviour 9.3.6).
 */
export class FlagBook {
  /** Of most clients one or two have told something. */
  readonly #layers = new Map<FlagSource, Layer>();

  /**
   * Creates a book.
   *
   * @param flags What is known of the client already, without anybody having said so.
   * @param layers What another book held, if it is to go on with that.
   */
  constructor(flags: ProtocolFlags, layers?: FlagLayers) {
    if (layers === undefined) this.tell("portal", flags);
    for (const [source, told] of layers ?? []) {
      this.#layers.set(source, new Map(Object.entries(told)));
    }
  }

  /** All that was told and still counts or may count again, by who said it. */
  get layers(): FlagLayers {
    return FLAG_SOURCES.flatMap((source) => {
      const layer = this.#layers.get(source);
      return layer === undefined ? [] : [[source, Object.fromEntries(layer)] as const];
    });
  }

  /** What counts of all that was told, and where each of it came from. */
  get known(): SourcedFlags {
    const protocolFlags: Record<string, unknown> = {};
    const flagSources: Record<string, FlagSource> = {};
    for (const source of FLAG_SOURCES) {
      for (const [name, value] of this.#layers.get(source) ?? []) {
        if (Object.hasOwn(flagSources, name)) continue;
        protocolFlags[name] = value;
        flagSources[name] = source;
      }
    }
    return { protocolFlags, flagSources };
  }

  /**
   * Takes what somebody told.
   *
   * @param source Who told it, or by what.
   * @param flags What was told; `undefined` says that a flag is unknown.
   */
  tell(source: FlagSource, flags: ProtocolFlags): void {
    const layer = this.#layer(source);
    for (const [name, value] of Object.entries(flags)) {
      const isNews = !layer.has(name) || layer.get(name) !== value;
      if (source === "client" && isNews) this.#layers.get("user")?.delete(name);
      layer.set(name, value);
    }
  }

  /**
   * Takes what the Server says, which holds whatever was told before.
   *
   * @param flags The flags.
   * @param sources Where each came from; what came from nowhere is forgotten.
   */
  decide(flags: ProtocolFlags, sources: FlagSources): void {
    for (const [name, value] of Object.entries(flags)) {
      const decided = sources[name];
      for (const source of FLAG_SOURCES) {
        if (source === decided) break;
        this.#layers.get(source)?.delete(name);
      }
      if (decided !== undefined) this.#layer(decided).set(name, value);
    }
  }

  #layer(source: FlagSource): Layer {
    checkFlagSource(source);
    const layer = this.#layers.get(source) ?? new Map();
    this.#layers.set(source, layer);
    return layer;
  }
}
