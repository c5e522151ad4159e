import type { InputMode } from "../session/connection.ts";
import { LineDisplay } from "./line_display.ts";
import { type EditorEvent, LineEditor, type LineEditorLimits } from "./line_editor.ts";
import type { Terminal, TerminalEvents } from "./terminal.ts";
import { type EditKey, TerminalKeys, type TypedKey } from "./terminal_keys.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
/** Asks a terminal to tell what is pasted from what is typed. */
const PASTES_MARKED = "\x1b[?2004h";
const PASTES_PLAIN = "\x1b[?2004l";

/** What a window is like. */
export interface WindowFacts {
  readonly width: number;
  /** The terminal's type, as the client named it. */
  readonly term: string;
}

/**
 * A terminal whose lines we edit: every key is ours to show. What comes while somebody types is
 * shown above the line, which is drawn again below.
 */
export class EditedTerminal implements Terminal {
  readonly #events: TerminalEvents;
  readonly #keys = new TerminalKeys();
  readonly #editor: LineEditor;
  readonly #display: LineDisplay;
  readonly #marksPastes: boolean;
  #prompt = "";
  #isOver = false;

  /**
   * Creates a terminal with an empty line.
   *
   * @param window What the window is like.
   * @param limits What lines may use up.
   * @param events Who hears of the user.
   */
  constructor(window: WindowFacts, limits: LineEditorLimits, events: TerminalEvents) {
    this.#events = events;
    this.#editor = new LineEditor(limits);
    this.#display = new LineDisplay(window.width);
    this.#marksPastes = window.term !== "" && window.term !== "dumb";
    if (this.#marksPastes) this.#send(PASTES_MARKED);
  }

  receive(bytes: Uint8Array): void {
    this.read(bytes);
    this.restore();
  }

  /** Reads what the client sent; nothing is drawn before {@linkcode restore}. */
  read(bytes: Uint8Array): void {
    for (const key of this.#keys.read(bytes)) this.#press(key);
  }

  /** Takes a key that came otherwise than as bytes; nothing is drawn. */
  press(key: EditKey): void {
    this.#press({ kind: "key", key });
  }

  lines(bytes: Uint8Array): void {
    this.#send(this.#display.erase());
    this.#events.send(bytes);
  }

  /** Only what stands behind the last line's end is drawn again with the line. */
  prompt(bytes: Uint8Array): void {
    const shown = DECODER.decode(bytes).replaceAll("\t", " ");
    this.#send(this.#display.erase());
    const start = shown.lastIndexOf("\n") + 1;
    this.#prompt = shown.slice(start);
    if (start > 0) this.lines(ENCODER.encode(shown.slice(0, start)));
  }

  restore(): void {
    if (this.#isOver) return;
    const wasDrawn = this.#display.isDrawn;
    this.#send(this.#display.draw(this.#prompt, this.#editor.shown));
    if (!wasDrawn && this.#prompt !== "") this.#events.prompted?.();
  }

  /** Goes to a new line, to draw there: what was sent before may not have arrived. */
  startOver(): void {
    this.#send(this.#display.leave());
  }

  setInputMode(mode: InputMode): void {
    this.#editor.setMode(mode);
    if (mode === "normal" && this.#display.isDrawn) this.#send(this.#display.erase());
    if (mode === "normal") this.#prompt = "";
  }

  resize(width: number): void {
    this.#display.resize(width);
    if (this.#display.isDrawn) this.#send(this.#display.erase());
    this.restore();
  }

  loggedIn(): void {
    this.#editor.remembers = true;
  }

  finish(): void {
    if (this.#isOver) return;
    this.#send(this.#display.erase());
    if (this.#marksPastes) this.#send(PASTES_PLAIN);
    this.#isOver = true;
  }

  #press(key: TypedKey): void {
    const event = this.#isOver ? undefined : this.#editor.press(key);
    if (event !== undefined) this.#handle(event);
  }

  #handle(event: EditorEvent): void {
    switch (event.kind) {
      case "edited":
        return;
      case "line":
        return this.#end(event.text);
      case "interrupt":
        return event.wasEmpty ? this.#events.interrupted() : undefined;
      case "endOfInput":
        return this.#events.leave();
      case "redraw":
        return this.#send(this.#display.clear());
      case "tooLong":
        return this.#events.tooLong();
    }
  }

  /** What was typed stays on the screen, whole, before it is answered. */
  #end(text: string): void {
    const shown = this.#editor.secretly ? "" : text;
    this.#send(this.#display.draw(this.#prompt, { text: shown, cursor: shown.length }));
    this.#send(this.#display.leave());
    this.#prompt = "";
    this.#events.line(text);
  }

  #send(text: string): void {
    if (text !== "" && !this.#isOver) this.#events.send(ENCODER.encode(text));
  }
}
