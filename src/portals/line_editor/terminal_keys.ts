/** What a key does to the line being edited. */
export type EditKey =
  | "enter"
  | "backspace"
  | "delete"
  | "left"
  | "right"
  | "home"
  | "end"
  | "wordLeft"
  | "wordRight"
  | "older"
  | "newer"
  | "killToEnd"
  | "killToStart"
  | "killWord"
  | "killNextWord"
  | "yank"
  | "interrupt"
  | "endOfInput"
  | "redraw";

/** What was typed: text, as it was meant, or a key that edits. */
export type TypedKey =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "key"; readonly key: EditKey };

const BYTE = {
  BEL: 7,
  LF: 10,
  CR: 13,
  ESC: 27,
  SPACE: 32,
  DEL: 127,
  CSI: 0x5b,
  SS3: 0x4f,
} as const;
const INTERRUPT = 3;
/** What opens a string that lasts until BEL or ESC \: DCS, SOS, OSC, PM, APC (ECMA-48). */
const STRING_OPENERS: readonly number[] = [0x50, 0x58, 0x5d, 0x5e, 0x5f];
const FINAL_FIRST = 0x40;
const FINAL_LAST = 0x7e;
/** Longer parameters belong to no key. */
const MAX_PARAMETERS = 16;
/** Control characters of the upper half, among them an eight-bit CSI (ECMA-48). */
const C1_CONTROLS = /[\u0080-\u009f]/g;

const CONTROL_KEYS: ReadonlyMap<number, EditKey> = new Map([
  [1, "home"],
  [2, "left"],
  [INTERRUPT, "interrupt"],
  [4, "endOfInput"],
  [5, "end"],
  [6, "right"],
  [8, "backspace"],
  [BYTE.LF, "enter"],
  [11, "killToEnd"],
  [12, "redraw"],
  [BYTE.CR, "enter"],
  [14, "newer"],
  [16, "older"],
  [21, "killToStart"],
  [23, "killWord"],
  [25, "yank"],
  [BYTE.DEL, "backspace"],
]);

/** What follows ESC; with Alt held, a terminal sends ESC and the key. */
const META_KEYS: ReadonlyMap<number, EditKey> = new Map([
  [8, "killWord"],
  [BYTE.DEL, "killWord"],
  [0x62, "wordLeft"],
  [0x64, "killNextWord"],
  [0x66, "wordRight"],
]);

/** What follows CSI (ESC [) or SS3 (ESC O), parameters first. */
const SEQUENCE_KEYS: ReadonlyMap<string, EditKey> = new Map([
  ["A", "older"],
  ["B", "newer"],
  ["C", "right"],
  ["D", "left"],
  ["F", "end"],
  ["H", "home"],
  ["1~", "home"],
  ["3~", "delete"],
  ["4~", "end"],
  ["7~", "home"],
  ["8~", "end"],
  ["1;3C", "wordRight"],
  ["1;3D", "wordLeft"],
  ["1;5C", "wordRight"],
  ["1;5D", "wordLeft"],
]);

const PASTE_BEGINS = "200~";
const PASTE_ENDS = "201~";

type State = "ground" | "escape" | "sequence" | "single" | "string";

/**
 * Reads the bytes that a terminal sends as text and editing keys; they may be cut anywhere.
 *
 * Escape sequences that are no key are dropped, so that nobody paints another's terminal. Within
 * a bracketed paste nothing is a key but the line's end.
 */
export class TerminalKeys {
  readonly #utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  #state: State = "ground";
  #parameters = "";
  #isPasting = false;
  #wasCr = false;

  /** Reads the next bytes. Never throws. */
  *read(bytes: Uint8Array): Generator<TypedKey, void, void> {
    for (let at = 0; at < bytes.length;) {
      const end = this.#state === "ground" ? endOfText(bytes, at) : at;
      if (end > at) yield* this.#text(bytes.subarray(at, end));
      else yield* this.#control(bytes[at] ?? 0);
      at = Math.max(end, at + 1);
    }
  }

  *#text(bytes: Uint8Array): Generator<TypedKey, void, void> {
    this.#wasCr = false;
    yield* typed(this.#utf8.decode(bytes, { stream: true }));
  }

  *#control(byte: number): Generator<TypedKey, void, void> {
    // A character that was cut short is over.
    yield* typed(this.#utf8.decode());
    const wasCr = this.#wasCr;
    this.#wasCr = byte === BYTE.CR;
    switch (this.#state) {
      case "ground":
        return yield* this.#ground(byte, wasCr);
      case "escape":
        return yield* this.#escape(byte);
      case "single":
        this.#state = "ground";
        return yield* this.#inSequence(byte, String.fromCharCode(byte));
      case "sequence":
        return yield* this.#sequence(byte);
      case "string":
        return yield* this.#string(byte);
    }
  }

  *#ground(byte: number, wasCr: boolean): Generator<TypedKey, void, void> {
    if (byte === BYTE.ESC) {
      this.#state = "escape";
      return;
    }
    if (byte === BYTE.LF && wasCr) return;
    const key = CONTROL_KEYS.get(byte);
    if (!this.#isPasting) return yield* pressed(key);
    if (key === "enter") yield* pressed(key);
    else if (byte === 9) yield* typed(" ");
  }

  *#escape(byte: number): Generator<TypedKey, void, void> {
    if (byte === BYTE.ESC) return;
    this.#state = "ground";
    if (byte === BYTE.CSI) this.#begin("sequence");
    else if (byte === BYTE.SS3) this.#begin("single");
    else if (STRING_OPENERS.includes(byte)) this.#begin("string");
    else if (META_KEYS.has(byte)) yield* this.#pressed(META_KEYS.get(byte));
    else if (byte < BYTE.SPACE) yield* this.#ground(byte, false);
  }

  *#sequence(byte: number): Generator<TypedKey, void, void> {
    const isParameter = byte >= BYTE.SPACE && byte < FINAL_FIRST;
    if (isParameter) {
      if (this.#parameters.length < MAX_PARAMETERS) this.#parameters += String.fromCharCode(byte);
      return;
    }
    this.#state = "ground";
    yield* this.#inSequence(byte, this.#parameters + String.fromCharCode(byte));
  }

  /** A control character ends a sequence, and is obeyed: a line's end is never swallowed. */
  *#inSequence(final: number, sequence: string): Generator<TypedKey, void, void> {
    if (final < BYTE.SPACE) return yield* this.#ground(final, false);
    if (final < FINAL_FIRST || final > FINAL_LAST) return;
    if (sequence === PASTE_BEGINS) this.#isPasting = true;
    else if (sequence === PASTE_ENDS) this.#isPasting = false;
    else yield* this.#pressed(SEQUENCE_KEYS.get(sequence));
  }

  *#string(byte: number): Generator<TypedKey, void, void> {
    if (byte === BYTE.ESC) this.#state = "escape";
    else if (byte === BYTE.BEL) this.#state = "ground";
    else if (byte === BYTE.CR || byte === BYTE.LF || byte === INTERRUPT) {
      this.#state = "ground";
      yield* this.#ground(byte, false);
    }
  }

  #begin(state: State): void {
    this.#state = state;
    this.#parameters = "";
  }

  *#pressed(key: EditKey | undefined): Generator<TypedKey, void, void> {
    if (!this.#isPasting) yield* pressed(key);
  }
}

function* pressed(key: EditKey | undefined): Generator<TypedKey, void, void> {
  if (key !== undefined) yield { kind: "key", key };
}

function* typed(decoded: string): Generator<TypedKey, void, void> {
  const text = decoded.replace(C1_CONTROLS, "");
  if (text !== "") yield { kind: "text", text };
}

function endOfText(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < BYTE.SPACE || byte === BYTE.DEL) break;
  }
  return at;
}
