import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { LineEditorLimits } from "../line_editor/line_editor.ts";
import type { TerminalEvents } from "../line_editor/terminal.ts";
import type { InputMode } from "../session/connection.ts";
import { EditedLine } from "./edited_line.ts";
import type { PromptLine } from "./prompt_line.ts";
import { PromptWriter, type PromptWriterOptions } from "./prompt_writer.ts";
import type { TypingMode } from "./typing_mode.ts";

const DEFAULT_WIDTH = 80;

/** What the bottom of a telnet client's screen needs of its connection. */
export interface BottomLineOptions extends PromptWriterOptions {
  /** What lines may use up that are edited here. */
  readonly limits: LineEditorLimits;
  /** Who hears of lines that are edited here. */
  readonly events: Omit<TerminalEvents, "send" | "prompted">;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
}

/** The bottom of a telnet client's screen, whoever edits what is typed there: the client, or we. */
export class BottomLine {
  readonly #options: BottomLineOptions;
  readonly #prompts: PromptWriter;
  #edited: EditedLine | undefined;
  #mode: InputMode = "normal";
  #isLoggedIn = false;

  /** Creates an empty line, which the client edits. */
  constructor(options: BottomLineOptions) {
    this.#options = options;
    this.#prompts = new PromptWriter(options);
  }

  /** The line as it is shown. */
  get shown(): PromptLine {
    return this.#edited ?? this.#prompts;
  }

  /** Hides what the user types next, or shows it again. */
  setInputMode(mode: InputMode): void {
    this.#mode = mode;
    this.shown.setInputMode(mode);
  }

  /** Starts to edit the client's lines, or leaves that to the client again. */
  setTyping(mode: TypingMode): void {
    if ((mode === "character") === (this.#edited !== undefined)) return;
    const prompt = this.shown.leave();
    this.#edited = mode === "character" ? this.#newLine() : undefined;
    if (prompt.length > 0) this.shown.prompt(prompt);
  }

  /** Learns that the client ended a line that it had edited itself: the prompt is answered. */
  answered(): void {
    this.#prompts.answered(this.#mode === "secret" ? "hidden" : "shown");
  }

  /** Reads the keys of a client in character mode; nothing is drawn before {@linkcode draw}. */
  read(keys: Uint8Array): void {
    this.#edited?.read(keys);
  }

  /** Draws the line that is edited here, if it has changed. */
  draw(): void {
    this.#edited?.restore();
  }

  /** Does what a telnet command does to the line that is edited here. */
  obey(code: number): void {
    this.#edited?.obey(code);
  }

  /** Learns that flags changed. */
  flagsChanged({ screenWidth }: ProtocolFlags): void {
    if (screenWidth !== undefined) this.#edited?.resize(screenWidth);
  }

  /** Learns that the user is logged in, and types passwords in the open no more. */
  loggedIn(): void {
    this.#isLoggedIn = true;
    this.#edited?.loggedIn();
  }

  #newLine(): EditedLine {
    const { limits, events, send, mark, flags } = this.#options;
    const width = flags().screenWidth ?? DEFAULT_WIDTH;
    const line = new EditedLine({ width, limits, mark, events: { ...events, send } });
    line.setInputMode(this.#mode);
    if (this.#isLoggedIn) line.loggedIn();
    return line;
  }
}
