import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import { TokenBucket } from "../../../core/gate/token_bucket.ts";
import { findEncoding } from "../../../core/text/encodings.ts";
import type { Side } from "../option_state.ts";
import { ENVIRON_CODE, OPTION } from "../telnet_bytes.ts";
import { flagsOfEncoding } from "./charset.ts";
import { readEnviron } from "./environ.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";
import { flagsOfMtts, flagsOfTerminal } from "./terminal_type.ts";

const LIMITS = { variables: 64, characters: 128 } as const;
/** A message a variable, at once, and then now and then what has changed. */
const RATE = { perSecond: 2, burst: 40 } as const;

type Reader = (value: string) => ProtocolFlags;

/** What each variable tells; every other one is nobody's business here, or can be forged. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["CHARSET", (value) => flagsOfEncoding(findEncoding(value))],
  ["CLIENT_NAME", (value) => ({ clientName: value.toUpperCase() })],
  ["CLIENT_VERSION", (value) => ({ clientVersion: value })],
  ["MTTS", (value) => /^\d{1,9}$/.test(value) ? flagsOfMtts(Number(value)) : {}],
  ["TERMINAL_TYPE", (value) => {
    const term = value.toUpperCase();
    return { ...flagsOfTerminal(term), term };
  }],
  ["ANSI", (value) => value === "1" ? { ansi: true } : {}],
  ["256_COLORS", (value) => value === "1" ? { xterm256: true } : {}],
  ["TRUECOLOR", (value) => value === "1" ? { trueColor: true } : {}],
  ["UTF-8", (value) => value === "1" ? { utf8: true } : {}],
  ["OSC_HYPERLINKS", (value) => value === "1" ? { osc8: true } : {}],
  ["OSC_HYPERLINKS_SEND", (value) => value === "1" ? { osc8Send: true } : {}],
  ["SCREEN_READER", (value) => value === "1" ? { screenReader: true } : {}],
]);

/**
 * Asks the client for its environment (RFC 1572), as MNES uses it.
 *
 * All is asked for, since that is the one question that every client answers; of the answer only
 * what tells of the client itself is kept, never who or where the user is.
 */
export class NewEnvironOption implements TelnetOption {
  readonly option = OPTION.NEW_ENVIRON;
  readonly policy = POLICY.ask;
  readonly payloadLimit = 4096;
  readonly #host: OptionHost;
  readonly #rate: TokenBucket;
  #hasAsked = false;

  /** Creates the option; nothing was asked yet. */
  constructor(host: OptionHost) {
    this.#host = host;
    this.#rate = new TokenBucket(RATE, host.clock.now());
  }

  /** Asks once, as soon as the client agrees. */
  changed(side: Side, isOn: boolean): void {
    if (side !== "him" || !isOn || this.#hasAsked) return;
    this.#hasAsked = true;
    this.#host.subnegotiate(this.option, Uint8Array.of(ENVIRON_CODE.SEND));
  }

  /** Reads an answer, or news. */
  subnegotiation(payload: Uint8Array): void {
    if (payload[0] !== ENVIRON_CODE.IS && payload[0] !== ENVIRON_CODE.INFO) return;
    if (!this.#rate.take(this.#host.clock.now())) return this.#host.ignored("too often");
    let flags: ProtocolFlags = {};
    for (const [name, value] of readEnviron(payload.subarray(1), LIMITS)) {
      if (value !== "") flags = { ...flags, ...READERS.get(name)?.(value) };
    }
    if (Object.keys(flags).length > 0) this.#host.setFlags(flags, "mnes");
  }
}
