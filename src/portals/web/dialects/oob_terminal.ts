import type { Call, CloseReason } from "../../../core/boundary/messages.ts";
import { stripMarkup } from "../../../core/text/escape.ts";
import type { SharedRender } from "../../render/shared_render.ts";
import type { InputMode } from "../../session/connection.ts";
import type { Dialect, DialectHost } from "./dialect.ts";
import { TerminalText } from "./terminal_text.ts";

/** How out-of-band messages are read and written in text messages. */
export interface OobMessages {
  /** Reads one text message. */
  readonly read: (message: Uint8Array) => void;
  /** Writes one call. */
  readonly send: (call: Call) => void;
}

/** A terminal's text in binary messages, and data beside it in text messages. */
export class OobTerminal implements Dialect {
  readonly #text: TerminalText;
  readonly #oob: OobMessages;

  /** Creates the dialect of one connection. */
  constructor(host: DialectHost, oob: OobMessages) {
    this.#oob = oob;
    this.#text = new TerminalText(host, { sendOob: oob.send });
  }

  /** Reads typed bytes from a binary message, data from a text one. */
  read(message: Uint8Array, isBinary: boolean): void {
    if (isBinary) this.#text.read(message);
    else this.#oob.read(message);
  }

  /** Writes calls in order; a prompt comes last. */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    this.#text.deliver(calls, shared);
  }

  /** Tells the client, as `Input.Mode`, whether to hide what is typed. */
  setInputMode(mode: InputMode): void {
    this.#text.setInputMode(mode);
    this.#oob.send(["input_mode", [mode], {}]);
  }

  /** Says why the connection ends, also as `Core.Goodbye`. */
  sayGoodbye(reason: CloseReason, text: string | null): void {
    this.#text.sayGoodbye(reason, text);
    this.#oob.send(["goodbye", text === null ? [] : [stripMarkup(text)], {}]);
  }
}
