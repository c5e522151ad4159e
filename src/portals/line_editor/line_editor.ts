import type { InputMode } from "../session/connection.ts";
import { EditBuffer, type EditedText } from "./edit_buffer.ts";
import { LineHistory } from "./line_history.ts";
import type { EditKey, TypedKey } from "./terminal_keys.ts";

/** What came of a key. */
export type EditorEvent =
  | { readonly kind: "line"; readonly text: string }
  /** The text or the cursor changed: the line is to be drawn again. */
  | { readonly kind: "edited" }
  /** Ctrl-C; `wasEmpty` when there was no line to give up. */
  | { readonly kind: "interrupt"; readonly wasEmpty: boolean }
  /** Ctrl-D on an empty line. */
  | { readonly kind: "endOfInput" }
  /** Ctrl-L. */
  | { readonly kind: "redraw" }
  /** A line was longer than allowed and is dropped to its end; said once a line. */
  | { readonly kind: "tooLong" };

/** What a line, and what is remembered of lines, may use up. */
export interface LineEditorLimits {
  /** The longest line, in UTF-16 code units. */
  readonly maxCharacters: number;
  /** How many lines are remembered. */
  readonly maxHistory: number;
}

const EDITED: EditorEvent = { kind: "edited" };
const NOTHING: EditedText = { text: "", cursor: 0 };

/** Edits one line after another: keys in, events out. */
export class LineEditor {
  readonly #buffer: EditBuffer;
  readonly #history: LineHistory;
  #mode: InputMode = "normal";
  #isDropping = false;
  /** Whether lines are remembered: not while passwords are typed in the open. */
  remembers = false;

  /**
   * Creates an editor of an empty line.
   *
   * @param limits What it may use up.
   */
  constructor(limits: LineEditorLimits) {
    this.#buffer = new EditBuffer(limits.maxCharacters);
    this.#history = new LineHistory(limits.maxHistory);
  }

  /** What may be shown of the line: nothing while it is secret. */
  get shown(): EditedText {
    if (this.#mode === "secret") return NOTHING;
    return { text: this.#buffer.text, cursor: this.#buffer.cursor };
  }

  /** Whether what is typed is hidden. */
  get secretly(): boolean {
    return this.#mode === "secret";
  }

  /** Hides what is typed, or shows it; what was typed of a secret is forgotten, not shown. */
  setMode(mode: InputMode): void {
    if (this.#mode === "secret" && mode === "normal") this.#buffer.forget();
    this.#mode = mode;
  }

  /** Takes one key. */
  press(typed: TypedKey): EditorEvent | undefined {
    if (this.#isDropping && !(typed.kind === "key" && ENDERS.includes(typed.key))) return undefined;
    if (typed.kind === "text") return this.#fit(this.#buffer.insert(typed.text));
    return this.#press(typed.key);
  }

  #press(key: EditKey): EditorEvent | undefined {
    const isEmpty = this.#buffer.text === "";
    switch (key) {
      case "enter":
        return this.#enter();
      case "interrupt":
        return this.#interrupt(isEmpty);
      case "endOfInput":
        return isEmpty ? { kind: "endOfInput" } : this.#edit("delete");
      case "redraw":
        return { kind: "redraw" };
      case "yank":
        return this.#fit(this.#buffer.yank());
      case "older":
        return this.#recall(
          this.#mode === "normal" ? this.#history.older(this.#buffer.text) : undefined,
        );
      case "newer":
        return this.#recall(this.#mode === "normal" ? this.#history.newer() : undefined);
      default:
        return this.#edit(key);
    }
  }

  #edit(
    key: Exclude<EditKey, "enter" | "interrupt" | "endOfInput" | "redraw" | "older" | "newer">,
  ) {
    this.#buffer[key]();
    return EDITED;
  }

  #enter(): EditorEvent | undefined {
    const { text } = this.#buffer;
    this.#buffer.set("");
    if (this.#isDropping) {
      this.#isDropping = false;
      return undefined;
    }
    if (this.#mode === "secret") this.#buffer.forget();
    else if (this.remembers) this.#history.add(text);
    return { kind: "line", text };
  }

  #interrupt(wasEmpty: boolean): EditorEvent {
    this.#buffer.set("");
    this.#history.rewind();
    this.#isDropping = false;
    return { kind: "interrupt", wasEmpty };
  }

  #recall(line: string | undefined): EditorEvent | undefined {
    if (line === undefined) return undefined;
    this.#buffer.set(line);
    return EDITED;
  }

  #fit(fitted: boolean): EditorEvent {
    if (fitted) return EDITED;
    this.#buffer.forget();
    this.#isDropping = true;
    return { kind: "tooLong" };
  }
}

/** The keys that end a line which is being dropped. */
const ENDERS: readonly EditKey[] = ["enter", "interrupt"];
