import type { Call, CloseReason } from "../../../core/boundary/messages.ts";
import { SharedRender } from "../../render/shared_render.ts";
import type { InputMode } from "../../session/connection.ts";
import { type TextForm, writeFrame, writeInputMode } from "../dialect.ts";
import { readFrame } from "../read_frame.ts";
import type { Dialect, DialectHost } from "./dialect.ts";

const DECODER = new TextDecoder();

/** What tells the dialects that speak Evennia's frames from one another. */
export interface EvenniaFramesOptions {
  /** How text is written. */
  readonly text: TextForm;
  /** Whether the client knows the frame `input_mode`, which Evennia has not. */
  readonly knowsInputMode: boolean;
}

/** Speaks Evennia's frames: each text message is one call, `[name, args, kwargs]` (12.1.3). */
export class EvenniaFrames implements Dialect {
  readonly #host: DialectHost;
  readonly #options: EvenniaFramesOptions;

  /** Creates the dialect of one connection. */
  constructor(host: DialectHost, options: EvenniaFramesOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Reads a text message; no binary one means anything. */
  read(message: Uint8Array, isBinary: boolean): void {
    const { take, limits } = this.#host;
    if (isBinary) take({ kind: "ignored", why: "binary" });
    else take(readFrame(DECODER.decode(message), limits));
  }

  /** Writes one message a call. */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    const { noColor = false, screenReader: isSpoken = false } = this.#host.flags();
    const style = { dialect: this.#options.text, noColor, isSpoken };
    for (const call of calls) {
      const frame = writeFrame(call, style, shared);
      if (frame === null) this.#host.unsent(call[0]);
      else this.#host.send(frame);
    }
  }

  /** Tells a client that knows the word. */
  setInputMode(mode: InputMode): void {
    if (this.#options.knowsInputMode) this.#host.send(writeInputMode(mode));
  }

  /** Shows the text, if any; why the connection ends stands in the closing handshake. */
  sayGoodbye(_reason: CloseReason, text: string | null): void {
    if (text !== null) this.deliver([["text", [text], {}]], new SharedRender());
  }
}
