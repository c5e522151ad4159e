import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import { SharedRender } from "../render/shared_render.ts";
import { encodeText } from "./encode.ts";
import type { PromptLine } from "./prompt_line.ts";
import { encodeLines, encodePrompt, type TextRenderer } from "./shown_text.ts";

/** What a screen needs of its connection. */
export interface TelnetScreenOptions {
  readonly renderer: TextRenderer;
  /** Returns where the prompt stands, below all lines. */
  readonly bottom: () => PromptLine;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
  /** Sends a call that is neither text nor prompt. */
  readonly sendOob: (call: Call) => void;
}

/** Shows one client what is said to it: lines and prompts, in the way its flags ask for. */
export class TelnetScreen {
  readonly #options: TelnetScreenOptions;

  /** Creates an empty screen. */
  constructor(options: TelnetScreenOptions) {
    this.#options = options;
  }

  /** Shows calls in order; a prompt comes last, whatever the order (behaviour 10.1.4). */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    for (const call of calls) {
      const markup = call[1][0];
      if (call[0] === "prompt") continue;
      if (call[0] !== "text") this.#options.sendOob(call);
      else if (typeof markup === "string") this.lines(markup, shared);
    }
    const prompt = calls.findLast(([name]) => name === "prompt")?.[1][0];
    if (typeof prompt !== "string") return;
    this.#options.bottom().prompt(encodePrompt(prompt, this.#shownTo(shared)));
  }

  /** Shows markup as whole lines. */
  lines(markup: string, shared: SharedRender = new SharedRender()): void {
    this.#options.bottom().lines(encodeLines(markup, this.#shownTo(shared)));
  }

  /** Shows one line of plain text. */
  line(text: string): void {
    this.#options.bottom().lines(encodeText(`${text}\n`));
  }

  #shownTo(shared: SharedRender) {
    const { renderer, flags } = this.#options;
    return { renderer, flags: flags(), shared };
  }
}
