import type { Side } from "../option_state.ts";
import { OPTION, TTYPE_CODE } from "../telnet_bytes.ts";
import { type OptionHost, POLICY, type TelnetOption } from "./option.ts";
import { flagsOfMtts, flagsOfTerminal, readMtts } from "./terminal_type.ts";

const MOST_REPLIES = 4;
const ANSWER_MS = 1000;
const LONGEST_NAME = 60;
const NOT_PRINTABLE = /[^\x20-\x7e]/g;
/** Some Windows telnet hangs when it is asked again after this first answer. */
const ONLY_NAME = "ANSI";

/**
 * Asks the client for its name, its terminal and its MTTS bits, one after another (RFC 1091).
 *
 * An answer is used whenever it comes; only what is asked, and how often, is bounded.
 */
export class TtypeOption implements TelnetOption {
  readonly option = OPTION.TTYPE;
  readonly policy = POLICY.ask;
  readonly isFirst = true;
  readonly payloadLimit = 1024;
  readonly #host: OptionHost;
  #replies = 0;
  #previous: string | undefined;
  #isAnswered = false;
  #hasEnded = false;
  #wait: Disposable | undefined;

  /** Creates the option; nothing was asked yet. */
  constructor(host: OptionHost) {
    this.#host = host;
  }

  /** Asks the first time as soon as the client agrees. */
  changed(side: Side, isOn: boolean): void {
    if (side !== "him") return;
    if (!isOn) return this.#end();
    if (!this.#hasEnded) this.#ask();
  }

  /** Reads one answer and asks for the next, until nothing new is to be expected. */
  subnegotiation(payload: Uint8Array): void {
    if (payload[0] !== TTYPE_CODE.IS || this.#hasEnded) return;
    const name = readName(payload.subarray(1));
    this.#replies++;
    this.#use(name);
    const isLast = name === this.#previous || name.startsWith("MTTS ") ||
      this.#replies >= MOST_REPLIES || (this.#replies === 1 && name === ONLY_NAME);
    this.#previous = name;
    if (isLast) this.#end();
    else this.#ask();
  }

  /** Tells whether all is known, or the client is too slow to wait for. */
  isAnswered(): boolean {
    return this.#isAnswered;
  }

  /** Stops waiting. */
  [Symbol.dispose](): void {
    this.#wait?.[Symbol.dispose]();
  }

  #use(name: string): void {
    const mtts = readMtts(name);
    if (mtts !== undefined) return this.#host.setFlags(flagsOfMtts(mtts), "mtts");
    if (name === "" || name.startsWith("MTTS")) return;
    const flags = flagsOfTerminal(name);
    // A client that says the same twice has told its terminal both times.
    const isTerminal = this.#replies === 2 || (this.#replies === 1 && name === ONLY_NAME);
    if (this.#replies === 1) this.#host.setFlags({ ...flags, clientName: name }, "ttype");
    if (isTerminal) this.#host.setFlags({ ...flags, term: name }, "ttype");
  }

  #ask(): void {
    this.#wait?.[Symbol.dispose]();
    this.#wait = this.#host.clock.timer(ANSWER_MS, () => void (this.#isAnswered = true));
    this.#host.subnegotiate(this.option, Uint8Array.of(TTYPE_CODE.SEND));
  }

  #end(): void {
    this.#hasEnded = true;
    this.#isAnswered = true;
    this.#wait?.[Symbol.dispose]();
  }
}

function readName(bytes: Uint8Array): string {
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, LONGEST_NAME));
  return text.replace(NOT_PRINTABLE, "").trim().toUpperCase();
}
