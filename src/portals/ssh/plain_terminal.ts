import type { InputMode } from "../session/connection.ts";
import { LineAssembler } from "../telnet/line_assembler.ts";
import type { Terminal, TerminalEvents } from "../line_editor/terminal.ts";

const CR = 13;

/** A session without a terminal, as of `ssh -T` or a pipe: plain lines in, plain lines out. */
export class PlainTerminal implements Terminal {
  readonly #events: TerminalEvents;
  readonly #lines: LineAssembler;
  #isAtLineStart = true;

  /**
   * Creates one to which nothing was shown.
   *
   * @param limits `maxCharacters`: the longest line, in UTF-16 code units.
   * @param events Who hears of the user.
   */
  constructor(limits: { readonly maxCharacters: number }, events: TerminalEvents) {
    this.#events = events;
    this.#lines = new LineAssembler(limits);
  }

  receive(bytes: Uint8Array): void {
    for (const event of this.#lines.push(bytes)) {
      if (event.kind === "tooLong") this.#events.tooLong();
      if (event.kind !== "line") continue;
      // The user's own terminal has shown the line and its end.
      this.#isAtLineStart = true;
      this.#events.line(event.text);
    }
  }

  lines(bytes: Uint8Array): void {
    this.finish();
    this.#events.send(withoutCr(bytes));
  }

  prompt(bytes: Uint8Array): void {
    this.finish();
    this.#events.send(withoutCr(bytes));
    this.#isAtLineStart = bytes.length === 0;
  }

  restore(): void {}

  setInputMode(_mode: InputMode): void {}

  resize(_width: number): void {}

  loggedIn(): void {}

  finish(): void {
    if (!this.#isAtLineStart) this.#events.send(Uint8Array.of(10));
    this.#isAtLineStart = true;
  }
}

function withoutCr(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte) => byte !== CR);
}
