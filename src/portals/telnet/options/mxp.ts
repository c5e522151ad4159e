import type { Side } from "../option_state.ts";
import { OPTION } from "../telnet_bytes.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";

/** Locked, a client reads no tag but those announced as ours, so that text may hold any character. */
const LOCK = "\x1b[7z";

/**
 * Agrees on MXP, by whose tags links are sent.
 *
 * Some clients expect the server to use it, some to be asked to: who refuses the one is asked the
 * other, once. What the client sends of MXP itself is not read.
 */
export class MxpOption implements TelnetOption {
  readonly option = OPTION.MXP;
  readonly policy = POLICY.either;
  readonly payloadLimit = 0;
  readonly #host: OptionHost;
  #isOn = false;
  #hasAsked = false;

  /** Creates the option; nothing was offered yet. */
  constructor(host: OptionHost) {
    this.#host = host;
  }

  /** Starts MXP with the first agreement, and forgets it when neither side uses it any more. */
  changed(side: Side, isOn: boolean): void {
    const wasOn = this.#isOn;
    this.#isOn = isOn || this.#host.isOn(side === "us" ? "him" : "us", this.option);
    if (this.#isOn && !wasOn) return this.#start();
    if (wasOn && !this.#isOn) return this.#host.setFlags({ mxp: false }, "client");
    if (side === "us" && !isOn && !wasOn) this.#askOnce();
  }

  #start(): void {
    this.#host.subnegotiate(this.option, Uint8Array.of());
    this.#host.write(LOCK);
    this.#host.setFlags({ mxp: true }, "client");
  }

  #askOnce(): void {
    if (this.#hasAsked) return;
    this.#hasAsked = true;
    this.#host.ask(this.option);
  }
}
