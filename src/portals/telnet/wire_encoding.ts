import type { Encoding } from "../../core/text/encodings.ts";
import { type Decoding, decodingOf } from "../encodings/decoding.ts";
import type { Encoder } from "../encodings/encoder.ts";
import { Encodings } from "../encodings/encodings.ts";
import { doubleIac } from "./encode.ts";
import { COMMAND } from "./telnet_bytes.ts";
import { CERTAINLY_UTF8, type LineEncoding } from "./typed_text.ts";

const TO_UTF8 = new TextEncoder();
const FROM_UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Stands between one client's encoding and UTF-8, which is all that the rest of the portal knows.
 *
 * What a client types is cleaned of control characters behind it, whatever they came from.
 */
export class WireEncoding implements LineEncoding {
  readonly #encodings: Encodings;
  #encoding: Encoding | undefined;
  #isProved = false;
  #encoder: Encoder | undefined;
  #decoding: Decoding | undefined;

  /**
   * Creates it for a client of which nothing is known: it gets UTF-8.
   *
   * @param encodings What connections share about encodings.
   */
  constructor(encodings: Encodings = new Encodings()) {
    this.#encodings = encodings;
  }

  /** Whether what the client types is taken for UTF-8. */
  get isUtf8(): boolean {
    return this.#decoding === undefined;
  }

  /** Changes the encoding of all that follows, both ways; it may be unknown again. */
  use(encoding: Encoding | undefined): void {
    if (encoding === this.#encoding) return;
    this.#encoding = encoding;
    const isOther = encoding !== undefined && encoding !== "utf-8";
    this.#encoder = isOther ? this.#encodings.encoder(encoding) : undefined;
    // Who says ASCII and sends more is read as one who said nothing.
    const isRead = isOther && encoding !== "us-ascii";
    this.#decoding = isRead ? decodingOf(encoding) : undefined;
  }

  /** Encodes text for the client; a command among it, such as a prompt's mark, stays as it is. */
  toWire(bytes: Uint8Array): Uint8Array {
    if (this.#encoder === undefined || bytes[0] === COMMAND.IAC) return bytes;
    return doubleIac(this.#encoder.encode(FROM_UTF8.decode(bytes)));
  }

  /** Returns what the client sent as UTF-8; a character that is cut in two comes with its end. */
  fromWire(bytes: Uint8Array): Uint8Array {
    if (this.#decoding === undefined) return bytes;
    return TO_UTF8.encode(this.#decoding.decode(bytes, { stream: true }));
  }

  /** Learns that a line was UTF-8; one that was made so here is no proof. */
  proveUtf8(): void {
    if (this.isUtf8) this.#isProved = true;
  }

  /** Reads a line that is not UTF-8: in the first fallback, unless the client proved or said UTF-8. */
  readOther(bytes: Uint8Array): string {
    if (this.#isProved || this.#encoding === "utf-8") return CERTAINLY_UTF8.readOther(bytes);
    return this.#encodings.readFallback(bytes);
  }
}
