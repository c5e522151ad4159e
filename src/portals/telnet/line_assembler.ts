import { ByteBuffer } from "./byte_buffer.ts";
import {
  CERTAINLY_UTF8,
  decodeTyped,
  dropLastGrapheme,
  dropLastWord,
  type LineEncoding,
} from "./typed_text.ts";
import { EscapeFilter } from "./escape_filter.ts";
import { CONTROL } from "./telnet_bytes.ts";

/** What came of typed bytes. */
export type LineEvent =
  | { readonly kind: "line"; readonly text: string }
  /** A line was longer than allowed and is dropped to its end; said once a line. */
  | { readonly kind: "tooLong" }
  /** A keep-alive: a NUL byte outside a line end (behaviour 11.1.9). */
  | { readonly kind: "alive" };

/** A UTF-8 character has at most four bytes. */
const BYTES_PER_CHARACTER = 4;

/**
 * Makes lines of what a client types, whether it sends whole lines or single keys.
 *
 * A line ends at CR LF, CR NUL, CR, LF or LF CR. Keys that edit a line are obeyed, other control
 * characters and escape sequences are dropped, so that nobody paints another's terminal.
 */
export class LineAssembler {
  readonly #maxCharacters: number;
  readonly #pending: ByteBuffer;
  readonly #escapes = new EscapeFilter();
  readonly #encoding: LineEncoding;
  #isDropping = false;
  #previous: "cr" | "lf" | "other" = "other";

  /**
   * Creates an assembler.
   *
   * @param options `maxCharacters`: the longest line, in UTF-16 code units. `encoding`: what is
   * known of the lines' encoding, which is UTF-8 unless given.
   */
  constructor(
    { maxCharacters, encoding = CERTAINLY_UTF8 }: {
      readonly maxCharacters: number;
      readonly encoding?: LineEncoding;
    },
  ) {
    this.#encoding = encoding;
    this.#maxCharacters = maxCharacters;
    this.#pending = new ByteBuffer(maxCharacters * BYTES_PER_CHARACTER);
  }

  /** Bytes reserved for the line being typed. */
  get capacity(): number {
    return this.#pending.capacity;
  }

  /** Reads the next bytes; they may be cut anywhere. Never throws. */
  push(bytes: Uint8Array): LineEvent[] {
    const events: LineEvent[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = this.#escapes.isOpen ? at : endOfPrintable(bytes, at);
      if (end > at) this.#keep(bytes.subarray(at, end), events);
      else this.#readOne(bytes.subarray(at, at + 1), events);
      at = Math.max(end, at + 1);
    }
    return events;
  }

  /** Erases the last character typed, as a whole grapheme. */
  eraseCharacter(): void {
    this.#pending.truncate(dropLastGrapheme(this.#pending.view()));
  }

  /** Erases what was typed of the line. */
  eraseLine(): void {
    this.#pending.clear();
  }

  #readOne(one: Uint8Array, events: LineEvent[]): void {
    const byte = one[0] ?? 0;
    if (this.#escapes.takes(byte)) {
      this.#previous = "other";
      return;
    }
    if (byte >= CONTROL.SPACE && byte !== CONTROL.DEL) return this.#keep(one, events);
    const previous = this.#previous;
    this.#previous = byte === CONTROL.CR ? "cr" : byte === CONTROL.LF ? "lf" : "other";
    switch (byte) {
      case CONTROL.CR:
        return this.#readCr(previous, events);
      case CONTROL.LF:
        return previous === "cr" ? this.#endPair() : this.#endLine(events);
      case CONTROL.NUL:
        return previous === "cr" ? this.#endPair() : addAlive(events);
      case CONTROL.TAB:
        return this.#keep(one, events);
      case CONTROL.BS:
      case CONTROL.DEL:
        return this.eraseCharacter();
      case CONTROL.KILL_LINE:
        return this.eraseLine();
      case CONTROL.KILL_WORD:
        return this.#pending.truncate(dropLastWord(this.#pending.view()));
    }
  }

  /** A CR right after an LF belongs to that line's end (LF CR). */
  #readCr(previous: "cr" | "lf" | "other", events: LineEvent[]): void {
    if (previous === "lf") this.#endPair();
    else this.#endLine(events);
  }

  #endPair(): void {
    this.#previous = "other";
  }

  #keep(bytes: Uint8Array, events: LineEvent[]): void {
    this.#previous = "other";
    if (this.#isDropping || this.#pending.append(bytes)) return;
    this.#dropLine(events);
  }

  #dropLine(events: LineEvent[]): void {
    this.#isDropping = true;
    this.#pending.clear();
    events.push({ kind: "tooLong" });
  }

  #endLine(events: LineEvent[]): void {
    if (this.#isDropping) {
      this.#isDropping = false;
      return;
    }
    const text = decodeTyped(this.#pending.view(), this.#encoding);
    this.#pending.clear();
    if (text.length > this.#maxCharacters) events.push({ kind: "tooLong" });
    else events.push({ kind: "line", text });
  }
}

function endOfPrintable(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < CONTROL.SPACE || byte === CONTROL.DEL) break;
  }
  return at;
}

function addAlive(events: LineEvent[]): void {
  if (events.at(-1)?.kind !== "alive") events.push({ kind: "alive" });
}
