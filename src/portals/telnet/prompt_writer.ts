import type { InputMode } from "../session/connection.ts";
import type { PromptLine } from "./prompt_line.ts";
import { CONTROL } from "./telnet_bytes.ts";

const LINE_END = Uint8Array.of(CONTROL.CR, CONTROL.LF);

/** What a prompt writer needs of its connection. */
export interface PromptWriterOptions {
  /** Sends bytes as text. */
  readonly send: (bytes: Uint8Array) => void;
  /** Returns the mark that ends a prompt now; empty for a client that knows none. */
  readonly mark: () => Uint8Array;
}

/**
 * Keeps lines and prompts apart on the screen of a client that edits lines itself: text never lands
 * behind a prompt, a prompt that was interrupted is shown again, and each showing ends with one
 * mark.
 */
export class PromptWriter implements PromptLine {
  readonly #options: PromptWriterOptions;
  #isAtLineStart = true;
  #prompt: Uint8Array | undefined;
  #isShown = false;
  #isMarked = false;

  /** Creates a writer for an empty screen. */
  constructor(options: PromptWriterOptions) {
    this.#options = options;
  }

  lines(bytes: Uint8Array): void {
    this.startOver();
    this.#options.send(bytes);
  }

  prompt(bytes: Uint8Array): void {
    this.startOver();
    this.#prompt = bytes;
    this.restore();
  }

  restore(): void {
    if (this.#prompt === undefined || this.#isShown) return;
    this.#options.send(this.#prompt);
    this.#isAtLineStart = this.#prompt.length === 0;
    this.#isShown = true;
    this.#isMarked = false;
    this.markPrompt();
  }

  markPrompt(): void {
    if (!this.#isShown || this.#isMarked) return;
    const mark = this.#options.mark();
    if (mark.length === 0) return;
    this.#isMarked = true;
    this.#options.send(mark);
  }

  /**
   * Learns that the user ended a line: the prompt is answered.
   *
   * @param echo Whether the client showed the line and its end.
   */
  answered(echo: "shown" | "hidden"): void {
    this.finish();
    this.#isAtLineStart = echo === "shown";
  }

  setInputMode(mode: InputMode): void {
    if (mode === "secret") return;
    this.finish();
    this.startOver();
  }

  finish(): void {
    this.#prompt = undefined;
    this.#isShown = false;
  }

  /** Moves to the start of a line, unless the cursor is there. */
  startOver(): void {
    if (!this.#isAtLineStart) this.#options.send(LINE_END);
    this.#isAtLineStart = true;
    this.#isShown = false;
  }

  leave(): Uint8Array {
    const prompt = this.#prompt ?? Uint8Array.of();
    this.startOver();
    this.finish();
    return prompt;
  }
}
