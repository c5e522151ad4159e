import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import { stripMarkup } from "../../core/text/escape.ts";
import { CLOSE_SENTENCES } from "../close_sentences.ts";
import type { Anomaly } from "./codec.ts";
import { encodeText } from "./encode.ts";
import { msspReply } from "./options/mssp.ts";
import type { PromptLine } from "./prompt_line.ts";
import type { TelnetScreen } from "./telnet_screen.ts";
import type { TelnetSettings } from "./telnet_settings.ts";
import type { TelnetTrace } from "./telnet_trace.ts";
import { wrongPortHint, type WrongProtocol } from "./wrong_port.ts";

/** What notices need of their connection. */
export interface ClientNoticesOptions {
  readonly settings: Pick<TelnetSettings, "limits" | "ports" | "mssp">;
  readonly trace: TelnetTrace;
  readonly screen: TelnetScreen;
  /** Returns where the prompt stands. */
  readonly bottom: () => PromptLine;
  /** Sends an out-of-band call. */
  readonly sendOob: (call: Call) => void;
  /** Counts what the client did wrong. */
  readonly count: (anomaly: Anomaly) => void;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
  /** Sends bytes as text, whatever stands on the screen. */
  readonly send: (bytes: Uint8Array) => void;
}

/** Tells a client, and the log, what the portal itself has to say: of its input, and of its end. */
export class ClientNotices {
  readonly #options: ClientNoticesOptions;

  /** Creates the notices of one connection. */
  constructor(options: ClientNoticesOptions) {
    this.#options = options;
  }

  /** A typed line was too long. */
  longLine(): void {
    const { settings, trace, screen } = this.#options;
    trace.longLine();
    screen.line(
      `That line was longer than ${settings.limits.lineCharacters} characters; nothing of it was read.`,
    );
  }

  /** An out-of-band message could not be used; only who asked for it is told. */
  ignored(why: string): void {
    const { trace, screen, flags, count } = this.#options;
    count("ignored_message");
    trace.ignored(why);
    if (flags().inputDebug === true) screen.line(`An out-of-band message was not used: ${why}.`);
  }

  /** The connection ends, and why. */
  goodbye(reason: CloseReason, text: string | null): void {
    const { screen, bottom, sendOob } = this.#options;
    const sentence = text ?? CLOSE_SENTENCES[reason];
    bottom().finish();
    if (sentence !== "") screen.lines(sentence);
    sendOob(["goodbye", sentence === "" ? [] : [stripMarkup(sentence)], {}]);
  }

  /** An out-of-band call could not be written. */
  unsent(name: string): void {
    this.#options.trace.unsent(name);
  }

  /** The user is to look out. */
  warn(text: string): void {
    this.#options.screen.line(text);
  }

  /** The client asked too often and is not answered any more. */
  looped(): void {
    this.#options.trace.looped();
  }

  /** The client speaks another protocol. */
  wrongPort(spoken: WrongProtocol): void {
    const { settings, trace, bottom, send } = this.#options;
    trace.wrongPort(spoken);
    bottom().finish();
    send(encodeText(wrongPortHint(spoken, settings.ports())));
  }

  /**
   * A crawler asked in plain text: it needs no login screen, and is no player.
   *
   * @returns Whether there is anything to tell it.
   */
  tellFacts(): boolean {
    const { settings, send } = this.#options;
    if (settings.mssp === undefined) return false;
    send(encodeText(msspReply(settings.mssp())));
    return true;
  }
}
