import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import { SharedRender } from "../render/shared_render.ts";
import { encodeText } from "./encode.ts";
import { PromptWriter, type PromptWriterOptions } from "./prompt_writer.ts";
import { encodeLines, encodePrompt, type TextRenderer } from "./shown_text.ts";

/** What a screen needs of its connection. */
export interface TelnetScreenOptions extends PromptWriterOptions {
  readonly renderer: TextRenderer;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
  /** Sends a call that is neither text nor prompt. */
  readonly sendOob: (call: Call) => void;
}

/** Shows one client what is said to it: lines and prompts, in the way its flags ask for. */
export class TelnetScreen {
  /** Keeps lines and prompts apart. */
  readonly prompts: PromptWriter;
  readonly #options: TelnetScreenOptions;

  /** Creates an empty screen. */
  constructor(options: TelnetScreenOptions) {
    this.#options = options;
    this.prompts = new PromptWriter(options);
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
    this.prompts.prompt(encodePrompt(prompt, this.#shownTo(shared)));
  }

  /** Shows markup as whole lines. */
  lines(markup: string, shared: SharedRender = new SharedRender()): void {
    this.prompts.lines(encodeLines(markup, this.#shownTo(shared)));
  }

  /** Shows one line of plain text. */
  line(text: string): void {
    this.prompts.lines(encodeText(`${text}\n`));
  }

  #shownTo(shared: SharedRender) {
    const { renderer, flags } = this.#options;
    return { renderer, flags: flags(), shared };
  }
}
