/**
 * What crosses a link over NATS, one message of NATS each: a byte that says what it is, a number of
 * six bytes that counts the frames of this direction, and a part of an envelope's encoding.
 */

/** How many bytes of a frame are not its part's. */
export const HEADER_BYTES = 7;

/** What each first byte means. */
const KINDS = ["part", "last", "keepalive", "end"] as const;

/**
 * What a frame is: a part of an envelope with more to come, the last or only part, a sign of life, or
 * the word that nothing follows.
 */
export type FrameKind = (typeof KINDS)[number];

/** One message of a link. */
export interface Frame {
  readonly kind: FrameKind;
  /** Which one of its direction: the first is 1, and below 2 to the 48th. */
  readonly number: number;
  /** Some of an envelope's encoding; nothing in a frame that is no part of one. */
  readonly part: Uint8Array;
}

/** Encodes a frame. */
export function encodeFrame({ kind, number, part }: Frame): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + part.length);
  const header = new DataView(bytes.buffer);
  header.setUint8(0, KINDS.indexOf(kind));
  header.setUint16(1, Math.floor(number / 2 ** 32));
  header.setUint32(3, number >>> 0);
  bytes.set(part, HEADER_BYTES);
  return bytes;
}

/**
 * Decodes a frame.
 *
 * @param bytes What came; the frame's part is a view of it.
 * @returns The frame; `undefined` when these bytes are none.
 */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const kind = KINDS[header.getUint8(0)];
  const part = bytes.subarray(HEADER_BYTES);
  const isPart = kind === "part" || kind === "last";
  if (kind === undefined || isPart !== part.length > 0) return undefined;
  return { kind, number: header.getUint16(1) * 2 ** 32 + header.getUint32(3), part };
}

/**
 * Takes an encoding apart.
 *
 * @param encoded All of it.
 * @param maxBytes How long a part may be, from 1.
 * @returns The parts, in order: views of what was given.
 */
export function split(encoded: Uint8Array, maxBytes: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < encoded.length; at += maxBytes) {
    parts.push(encoded.subarray(at, at + maxBytes));
  }
  return parts;
}

/** Puts the parts of encodings together again. */
export class Joiner {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  /**
   * Creates one for a direction of a link.
   *
   * @param maxBytes How long an encoding may be.
   */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Adds the next part.
   *
   * @param part The part, which nobody changes any more.
   * @param kind Whether it is the last one.
   * @returns The whole after its last part; `undefined` before; `"tooLong"` when it is too long, and
   * then nothing of it is kept.
   */
  add(part: Uint8Array, kind: "part" | "last"): Uint8Array | "tooLong" | undefined {
    this.#length += part.length;
    if (this.#length > this.#maxBytes) {
      this.#clear();
      return "tooLong";
    }
    this.#parts.push(part);
    if (kind === "part") return undefined;
    const whole = this.#parts.length === 1 ? part : this.#joined();
    this.#clear();
    return whole;
  }

  #joined(): Uint8Array {
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #clear(): void {
    this.#parts = [];
    this.#length = 0;
  }
}
