import type { Call, CloseReason } from "../../../core/boundary/messages.ts";
import { CLOSE_SENTENCES } from "../../close_sentences.ts";
import { renderAnsi, renderWay } from "../../render/ansi.ts";
import type { SharedRender } from "../../render/shared_render.ts";
import type { InputMode } from "../../session/connection.ts";
import { LineAssembler, type LineEvent } from "../../telnet/line_assembler.ts";
import { PromptWriter } from "../../telnet/prompt_writer.ts";
import { TelnetScreen } from "../../telnet/telnet_screen.ts";
import { concat } from "./concat.ts";
import type { DialectHost } from "./dialect.ts";

const RENDERER = { way: renderWay, render: renderAnsi };
const NO_MARK = new Uint8Array(0);

/** What terminal text works with besides its connection. */
export interface TerminalTextOptions {
  /** Sends a call that is neither text nor prompt. */
  readonly sendOob: (call: Call) => void;
}

/**
 * Text as a terminal has it, in binary messages: UTF-8 with colour codes, CR LF between lines.
 *
 * A message is not a line: what is typed may come key by key, or many lines at once. What is said
 * in one go is sent as one message.
 */
export class TerminalText {
  readonly #host: DialectHost;
  readonly #lines: LineAssembler;
  readonly #prompts: PromptWriter;
  readonly #screen: TelnetScreen;
  #waiting: Uint8Array[] = [];
  #isFlushPlanned = false;
  #mode: InputMode = "normal";

  /** Creates an empty screen, and nothing typed. */
  constructor(host: DialectHost, { sendOob }: TerminalTextOptions) {
    this.#host = host;
    this.#lines = new LineAssembler({ maxCharacters: host.limits.maxLineLength });
    this.#prompts = new PromptWriter({
      send: (bytes) => this.#push(bytes),
      mark: () => NO_MARK,
    });
    this.#screen = new TelnetScreen({
      renderer: RENDERER,
      bottom: () => this.#prompts,
      flags: host.flags,
      sendOob: (call) => {
        this.#send(); // what was said before comes before it
        sendOob(call);
      },
    });
  }

  /** Reads what was typed. */
  read(bytes: Uint8Array): void {
    for (const event of this.#lines.push(bytes)) this.#take(event);
  }

  /** Shows calls. */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    this.#screen.deliver(calls, shared);
    this.#planFlush();
  }

  /** Learns whether the client shows what is typed; a hidden line leaves the cursor where it is. */
  setInputMode(mode: InputMode): void {
    this.#mode = mode;
    this.#prompts.setInputMode(mode);
    this.flush();
  }

  /** Says why the connection ends, and forgets the prompt. */
  sayGoodbye(reason: CloseReason, text: string | null): void {
    this.#prompts.finish();
    const sentence = text ?? CLOSE_SENTENCES[reason];
    if (sentence !== "") this.#screen.lines(sentence);
    this.#send();
  }

  /** Sends what waits, the prompt last. */
  flush(): void {
    this.#prompts.restore();
    this.#send();
  }

  #take(event: LineEvent): void {
    switch (event.kind) {
      case "line":
        this.#prompts.answered(this.#mode === "secret" ? "hidden" : "shown");
        return this.#host.take({ kind: "lines", lines: [event.text], tooLong: 0 });
      case "tooLong":
        return this.#host.take({ kind: "lines", lines: [], tooLong: 1 });
      case "alive":
        return this.#host.take({ kind: "alive" });
    }
  }

  #push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#planFlush();
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    queueMicrotask(() => {
      this.#isFlushPlanned = false;
      this.flush();
    });
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const bytes = concat(waiting);
    if (bytes.length > 0) this.#host.send(bytes);
  }
}
