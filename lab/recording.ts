import { COMMAND, OPTION, type Verb } from "./telnet_bytes.ts";
import type { WireEvent } from "./telnet_reader.ts";

/** A mark that the server put behind a prompt. */
export interface Mark {
  readonly name: "EOR" | "GA";
  /** What stood before it since the last line end or mark, without colours. */
  readonly prompt: string;
}

/** A moment at which the client typed. */
export interface Typed {
  readonly isSecret: boolean;
  /** Whether the server had asked not to show what is typed. */
  readonly isHidden: boolean;
  /** What stood in the line, without colours, if no mark ended it. */
  readonly unmarked: string;
}

/** How the server's use of MCCP2 went. */
export type Compression = "none" | "on" | "ended" | "broken";

/** What one client got from the server. */
export class Recording {
  /** The verbs that came, in their order. */
  readonly verbs: { readonly verb: Verb; readonly option: number }[] = [];
  /** The subnegotiations that came. */
  readonly subs: { readonly option: number; readonly payload: Uint8Array }[] = [];
  readonly marks: Mark[] = [];
  readonly typed: Typed[] = [];
  /** What kept the client from doing what it wanted. */
  readonly failures: string[] = [];
  /** The bytes of the text that came. */
  readonly text: number[] = [];
  compression: Compression = "none";
  /** Whether the server hides what is typed, as far as it has said. */
  isHidden = false;
  /** How many bytes came from the network. */
  wireBytes = 0;
  /** How many came before, and with, the end of the first screen. */
  bannerBytes = 0;
  bannerMs = 0;
  /** How many terminal types were told when the first text came. */
  typesBeforeText: number | undefined;
  /** How many verbs the client sent. */
  verbsSent = 0;
  #partFrom = 0;
  #hasMark = false;

  /** Adds what came. */
  add(event: WireEvent): void {
    switch (event.kind) {
      case "text":
        return this.#addText(event.byte);
      case "command":
        return this.#addCommand(event.code);
      case "verb":
        this.verbs.push({ verb: event.verb, option: event.option });
        if (event.option === OPTION.ECHO) this.isHidden = event.verb === "will";
        return;
      case "sub":
        this.subs.push({ option: event.option, payload: event.payload });
    }
  }

  /** Notes that the client types now. */
  type(kind: "line" | "secret"): void {
    const unmarked = this.#hasMark ? "" : withoutColours(this.#part());
    this.typed.push({ isSecret: kind === "secret", isHidden: this.isHidden, unmarked });
    this.#partFrom = this.text.length;
    this.#hasMark = false;
  }

  /** Tells whether a verb came. */
  hasVerb(verb: Verb, option: number): boolean {
    return this.verbs.some((one) => one.verb === verb && one.option === option);
  }

  /** Returns the payloads that came of an option. */
  payloads(option: number): readonly Uint8Array[] {
    return this.subs.filter((sub) => sub.option === option).map(({ payload }) => payload);
  }

  #addText(byte: number): void {
    this.text.push(byte);
    this.#hasMark = false;
    if (byte === 10) this.#partFrom = this.text.length;
  }

  #addCommand(code: number): void {
    if (code !== COMMAND.EOR && code !== COMMAND.GA) return;
    const prompt = withoutColours(this.#part());
    this.marks.push({ name: code === COMMAND.EOR ? "EOR" : "GA", prompt });
    this.#partFrom = this.text.length;
    this.#hasMark = true;
  }

  #part(): string {
    return decode(this.text.slice(this.#partFrom));
  }
}

/** Returns bytes as text, one character for each that is not UTF-8. */
export function decode(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** Returns text without what only changes how it looks. */
export function withoutColours(text: string): string {
  // deno-lint-ignore no-control-regex -- escape sequences begin with a control character
  return text.replace(/\x1b(?:\[4z<[^>]*>|\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/g, "")
    .replace(/\r/g, "");
}
