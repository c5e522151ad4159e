import { EditedTerminal } from "../line_editor/edited_terminal.ts";
import type { LineEditorLimits } from "../line_editor/line_editor.ts";
import type { TerminalEvents } from "../line_editor/terminal.ts";
import type { InputMode } from "../session/connection.ts";
import type { PromptLine } from "./prompt_line.ts";
import { COMMAND } from "./telnet_bytes.ts";

const NOTHING = Uint8Array.of();

/** What a line that we edit needs of its connection. */
export interface EditedLineOptions {
  /** Columns of the client's window. */
  readonly width: number;
  /** What lines may use up. */
  readonly limits: LineEditorLimits;
  /** Who hears of the user. */
  readonly events: Omit<TerminalEvents, "prompted">;
  /** Returns the mark that ends a prompt now; empty for a client that knows none. */
  readonly mark: () => Uint8Array;
}

/** The bottom of the screen of a client in character mode: we edit its lines, and echo them. */
export class EditedLine implements PromptLine {
  readonly #terminal: EditedTerminal;
  #prompt: Uint8Array = NOTHING;

  /** Creates an empty line; the cursor is to be at the start of one. */
  constructor({ width, limits, events, mark }: EditedLineOptions) {
    // Not every client that edits nothing is a terminal, so no terminal is asked to mark pastes.
    this.#terminal = new EditedTerminal({ width, term: "" }, limits, {
      ...events,
      line: (text) => {
        this.#prompt = NOTHING;
        events.line(text);
      },
      prompted: () => {
        if (mark().length > 0) events.send(mark());
      },
    });
  }

  /** Reads keys; they may be cut anywhere. Nothing is drawn before {@linkcode restore}. */
  read(bytes: Uint8Array): void {
    this.#terminal.read(bytes);
  }

  /** Does what a telnet command does to the line being typed (RFC 854). */
  obey(code: number): void {
    switch (code) {
      case COMMAND.EC:
        return this.#terminal.press("backspace");
      case COMMAND.EL:
        this.#terminal.press("end");
        return this.#terminal.press("killToStart");
      case COMMAND.IP:
      case COMMAND.BRK:
        return this.#terminal.press("interrupt");
    }
  }

  /** Takes a new width of the client's window. */
  resize(width: number): void {
    this.#terminal.resize(width);
  }

  /** Learns that the user is logged in, and types passwords in the open no more. */
  loggedIn(): void {
    this.#terminal.loggedIn();
  }

  lines(bytes: Uint8Array): void {
    this.#terminal.lines(bytes);
  }

  prompt(bytes: Uint8Array): void {
    this.#prompt = bytes;
    this.#terminal.prompt(bytes);
    this.#terminal.restore();
  }

  restore(): void {
    this.#terminal.restore();
  }

  /** Each showing has had its mark. */
  markPrompt(): void {}

  setInputMode(mode: InputMode): void {
    if (mode === "normal") this.#prompt = NOTHING;
    this.#terminal.setInputMode(mode);
  }

  startOver(): void {
    this.#terminal.startOver();
  }

  finish(): void {
    this.#terminal.finish();
  }

  leave(): Uint8Array {
    this.finish();
    return this.#prompt;
  }
}
