import { CONTROL } from "./telnet_bytes.ts";

const OSC = 0x5d;
/** What opens a string that lasts until BEL or ESC \: DCS, SOS, OSC, PM, APC (ECMA-48). */
const STRING_OPENERS: readonly number[] = [0x50, 0x58, OSC, 0x5e, 0x5f];
const CSI = 0x5b;
const SS3 = 0x4f;
const CSI_FINAL_FIRST = 0x40;
const ASCII_LAST = 0x7e;

type State = "none" | "esc" | "csi" | "ss3" | "string";

/**
 * Finds the bytes of terminal escape sequences in what a client types, so that they are dropped.
 *
 * A control character inside a sequence ends it and stays: a line's end is never swallowed.
 */
export class EscapeFilter {
  #state: State = "none";

  /** Tells whether a sequence has begun and not ended. */
  get isOpen(): boolean {
    return this.#state !== "none";
  }

  /** Tells whether a byte is part of an escape sequence. */
  takes(byte: number): boolean {
    if (byte === CONTROL.ESC) {
      this.#state = "esc";
      return true;
    }
    if (this.#state === "none") return false;
    if (this.#state === "string") return this.#takesInString(byte);
    if (byte < CONTROL.SPACE || byte > ASCII_LAST) {
      this.#state = "none";
      return false;
    }
    this.#state = this.#next(byte);
    return true;
  }

  #takesInString(byte: number): boolean {
    if (byte === CONTROL.CR || byte === CONTROL.LF) {
      this.#state = "none";
      return false;
    }
    if (byte === CONTROL.BEL) this.#state = "none";
    return true;
  }

  #next(byte: number): State {
    if (this.#state === "csi") return byte >= CSI_FINAL_FIRST ? "none" : "csi";
    if (this.#state === "ss3") return "none";
    if (byte === CSI) return "csi";
    if (byte === SS3) return "ss3";
    return STRING_OPENERS.includes(byte) ? "string" : "none";
  }
}
