import type { Encoding } from "../../core/text/encodings.ts";
import { decodingOf } from "./decoding.ts";
import { Encoder } from "./encoder.ts";

const DEFAULT_FALLBACKS: readonly Encoding[] = ["iso-8859-1"];
const UNREADABLE = "\ufffd";
const STATELESS = { stream: false } as const;

/** What the connections of a portal share about encodings: the tables, each made when needed. */
export class Encodings {
  /** What is taken to be meant by bytes that are not UTF-8, the first that can be. */
  readonly fallbacks: readonly Encoding[];
  readonly #encoders = new Map<Encoding, Encoder>();

  /**
   * Creates it without any table.
   *
   * @param fallbacks See {@linkcode Encodings.fallbacks}; Latin-1 unless given.
   */
  constructor(fallbacks: readonly Encoding[] = DEFAULT_FALLBACKS) {
    this.fallbacks = fallbacks;
  }

  /** Returns what writes an encoding. */
  encoder(encoding: Exclude<Encoding, "utf-8">): Encoder {
    let encoder = this.#encoders.get(encoding);
    if (encoder === undefined) this.#encoders.set(encoding, encoder = new Encoder(encoding));
    return encoder;
  }

  /** Reads bytes that are not UTF-8 in the first fallback that knows all of them, else as UTF-8. */
  readFallback(bytes: Uint8Array): string {
    for (const encoding of this.fallbacks) {
      const text = decodingOf(encoding).decode(bytes, STATELESS);
      if (!text.includes(UNREADABLE)) return text;
    }
    return decodingOf("utf-8").decode(bytes, STATELESS);
  }
}
