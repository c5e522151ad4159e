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
 * Keeps lines and prompts apart on the user's screen: text never lands behind a prompt, a prompt
 * that was interrupted is shown again, and each showing ends with one mark.
 */
export class PromptWriter {
  readonly #options: PromptWriterOptions;
  #isAtLineStart = true;
  #prompt: Uint8Array | undefined;
  #isShown = false;
  #isMarked = false;

  /** Creates a writer for an empty screen. */
  constructor(options: PromptWriterOptions) {
    this.#options = options;
  }

  /** Sends whole lines, each with its end. */
  lines(bytes: Uint8Array): void {
    this.startLine();
    this.#options.send(bytes);
  }

  /** Shows a prompt, instead of the one before. */
  prompt(bytes: Uint8Array): void {
    this.startLine();
    this.#prompt = bytes;
    this.restore();
  }

  /** Shows the current prompt again, if something came after it. */
  restore(): void {
    if (this.#prompt === undefined || this.#isShown) return;
    this.#options.send(this.#prompt);
    this.#isAtLineStart = this.#prompt.length === 0;
    this.#isShown = true;
    this.#isMarked = false;
    this.markPrompt();
  }

  /** Ends the prompt on the screen with its mark, if it has none yet. */
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
    this.dropPrompt();
    this.#isAtLineStart = echo === "shown";
  }

  /** Forgets the current prompt: it will not be shown again. */
  dropPrompt(): void {
    this.#prompt = undefined;
    this.#isShown = false;
  }

  /** Moves to the start of a line, unless the cursor is there. */
  startLine(): void {
    if (!this.#isAtLineStart) this.#options.send(LINE_END);
    this.#isAtLineStart = true;
    this.#isShown = false;
  }
}
