import type { InputMode } from "../session/connection.ts";

/** What a terminal tells of its user. */
export interface TerminalEvents {
  /** Sends bytes to the client. */
  send(bytes: Uint8Array): void;
  /** A line was typed. */
  line(text: string): void;
  /** A line was longer than allowed; nothing of it is passed on. */
  tooLong(): void;
  /** The user wants to leave. */
  leave(): void;
  /** The user gave up the line, when there was none. */
  interrupted(): void;
  /** A prompt was shown, or shown again. */
  prompted?(): void;
}

/** A user's end of a session: lines and prompts out, typed lines in. */
export interface Terminal {
  /** Reads what the client sent; it may be cut anywhere. */
  receive(bytes: Uint8Array): void;
  /** Shows whole lines, as CR LF ends them. */
  lines(bytes: Uint8Array): void;
  /** Shows a prompt, instead of the one before. */
  prompt(bytes: Uint8Array): void;
  /** Shows again what is to stand below all lines, if it does not stand there. */
  restore(): void;
  setInputMode(mode: InputMode): void;
  /** Takes a new width of the window. */
  resize(width: number): void;
  /** Learns that the user is logged in, and types passwords in the open no more. */
  loggedIn(): void;
  /** Leaves the screen as it should be left; nothing is edited any more. */
  finish(): void;
}
