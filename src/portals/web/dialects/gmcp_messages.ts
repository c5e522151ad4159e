import type { Call } from "../../../core/boundary/messages.ts";
import { createGmcp } from "../../telnet/options/gmcp.ts";
import type { OptionHost, TelnetOption } from "../../telnet/options/option.ts";
import { OPTION } from "../../telnet/telnet_bytes.ts";
import { readCall } from "../read_frame.ts";
import type { DialectHost } from "./dialect.ts";

/**
 * GMCP without telnet around it: it is on from the start, and nothing is negotiated.
 *
 * What a client says of itself is obeyed, packages that it does not support are not sent, and the
 * limits are the same, as the messages are read and written by the telnet option itself.
 */
export class GmcpMessages {
  readonly #host: DialectHost;
  readonly #option: TelnetOption;
  #isOn = false;

  /**
   * Creates the messages of one connection.
   *
   * @param host The connection.
   * @param write Sends a message: a name, and after a blank perhaps JSON, in UTF-8.
   */
  constructor(host: DialectHost, write: (payload: Uint8Array) => void) {
    this.#host = host;
    this.#option = createGmcp(host.limits.gmcp)(this.#optionHost(write));
    this.#option.changed?.("us", true);
    this.#isOn = true;
  }

  /** Reads one message. */
  read(payload: Uint8Array): void {
    if (payload.length > this.#option.payloadLimit) {
      return this.#host.take({ kind: "ignored", why: "too long" });
    }
    this.#option.subnegotiation?.(payload);
  }

  /** Writes a call, unless the client does not support its package. */
  send(call: Call): void {
    this.#option.send?.(call);
  }

  #optionHost(write: (payload: Uint8Array) => void): OptionHost {
    const { clock, take, unsent } = this.#host;
    const nothing = () => {};
    return {
      clock,
      unsent,
      ...{
        answer: nothing,
        tell: nothing,
        ask: nothing,
        write: nothing,
        disable: nothing,
        setTyping: nothing,
      },
      ...{ compress: nothing, decompress: nothing, warn: nothing },
      isOn: (_side, option) => option === OPTION.GMCP,
      subnegotiate: (_option, payload) => write(payload),
      // That it is on is known from the dialect's name.
      setFlags: (flags) => this.#isOn && take({ kind: "options", flags }),
      receiveCalls: (calls) => calls.forEach((call) => take(readCall(call))),
      ignored: (why) => take({ kind: "ignored", why }),
    };
  }
}
