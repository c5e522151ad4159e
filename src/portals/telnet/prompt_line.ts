import type { InputMode } from "../session/connection.ts";

/** The bottom of a client's screen: the prompt, and what is typed behind it. */
export interface PromptLine {
  /** Shows whole lines, each with its end, above. */
  lines(bytes: Uint8Array): void;
  /** Shows a prompt, instead of the one before. */
  prompt(bytes: Uint8Array): void;
  /** Shows the prompt again, if something came after it. */
  restore(): void;
  /** Ends the prompt on the screen with its mark, if it can have one now and has none. */
  markPrompt(): void;
  /** Hides what is typed, or shows it: then the question that hid it is over. */
  setInputMode(mode: InputMode): void;
  /** Goes to a new line, as what was sent may not have arrived. */
  startOver(): void;
  /** Forgets the prompt, for ever: only lines follow. */
  finish(): void;
  /** Leaves the screen to another: goes to the start of a line, and returns the prompt. */
  leave(): Uint8Array;
}
