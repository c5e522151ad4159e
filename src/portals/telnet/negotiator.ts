import type { Call } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { TelnetEvent } from "./codec.ts";
import { encodeNegotiation, encodeSubnegotiation, encodeText } from "./encode.ts";
import { LoopGuard, type LoopGuardLimits } from "./loop_guard.ts";
import { OptionStates, type Side } from "./option_state.ts";
import { EchoOption } from "./options/echo.ts";
import type { OptionFactory, OptionHost, TelnetOption } from "./options/option.ts";
import type { PushOptions } from "./outbox.ts";
import { OPTION, type Verb } from "./telnet_bytes.ts";
import type { TypingMode } from "./typing_mode.ts";

/** How long a peer may leave an offer unanswered, in milliseconds. */
const ANSWER_MS = 2000;
/** The longest payload taken for an option that we do not know, in bytes. */
const UNKNOWN_PAYLOAD = 1024;

/** What a negotiator needs of its connection. */
export interface NegotiatorOptions extends
  Omit<
    OptionHost,
    "clock" | "answer" | "tell" | "ask" | "write" | "disable" | "subnegotiate" | "isOn" | Notice
  > {
  readonly clock: Clock;
  readonly factories: readonly OptionFactory[];
  readonly guard: LoopGuardLimits;
  /** Sends bytes that are not text. */
  readonly send: (bytes: Uint8Array, how?: PushOptions) => void;
  /** What is said to the user or the log. */
  readonly notices: Pick<OptionHost, Notice> & {
    /** Called once, when the peer is not answered any more because it asked too often. */
    looped(): void;
  };
}

type Notice = "ignored" | "unsent" | "warn";

/** Holds one connection's options and leads what both sides say about them. */
export class Negotiator implements Disposable {
  /** Hides and shows what the user types. */
  readonly echo: EchoOption;
  readonly #options: NegotiatorOptions;
  readonly #byNumber = new Map<number, TelnetOption>();
  readonly #states: OptionStates;
  readonly #guard: LoopGuard;
  #hasLooped = false;
  #speaksTelnet = false;
  #isSettled = false;
  #hasOfferedLast = false;

  /** Creates the options; nothing is said yet. */
  constructor(options: NegotiatorOptions) {
    this.#options = options;
    this.#guard = new LoopGuard(options.guard, options.clock);
    this.#states = new OptionStates({
      accepts: (side, number) => this.#accepts(side, number),
      send: (verb, option) => this.#tell(verb, option),
      mayAnswer: () => this.#mayAnswer(),
      changed: (side, option, isOn) => this.#byNumber.get(option)?.changed?.(side, isOn),
      answerMs: ANSWER_MS,
      clock: options.clock,
    });
    const host = this.#host();
    this.echo = new EchoOption(host);
    this.#byNumber.set(this.echo.option, this.echo);
    for (const create of options.factories) {
      const option = create(host);
      this.#byNumber.set(option.option, option);
    }
  }

  /** Whether the client has sent any telnet command; to one that has not, none is sent unasked. */
  get speaksTelnet(): boolean {
    return this.#speaksTelnet;
  }

  /** Offers what is offered to everybody, even to a client that may not know telnet. */
  open(): void {
    this.#offer((option) => option.isFirst === true);
  }

  /** Takes what the peer said. From the first word on it is offered everything. */
  receive(event: TelnetEvent): void {
    if (event.kind === "negotiation") this.#negotiate(event.verb, event.option);
    if (event.kind === "subnegotiation") {
      this.#byNumber.get(event.option)?.subnegotiation?.(event.payload);
    }
    if (!this.#speaksTelnet) {
      this.#speaksTelnet = true;
      this.#offer((option) => option.isFirst !== true && option.isLast !== true);
    }
    this.#offerLast();
  }

  /** Learns that the login screen is about to be shown. */
  settle(): void {
    this.#isSettled = true;
    this.#offerLast();
  }

  /** Sends an out-of-band call through the first option that takes it. */
  send(call: Call): void {
    for (const option of this.#byNumber.values()) if (option.send?.(call) === true) return;
  }

  /** Tells whether a side uses an option now. */
  isOn(side: Side, option: number): boolean {
    return this.#states.isOn(side, option);
  }

  /** Tells whether no option is worth waiting for any longer. */
  isAnswered(): boolean {
    return [...this.#byNumber.values()].every((option) => option.isAnswered?.() ?? true);
  }

  /** Returns the longest payload taken for an option, in bytes. */
  payloadLimit(option: number): number {
    return this.#byNumber.get(option)?.payloadLimit ?? UNKNOWN_PAYLOAD;
  }

  /** Stops all waiting. */
  [Symbol.dispose](): void {
    this.#states.close();
    for (const option of this.#byNumber.values()) option[Symbol.dispose]?.();
  }

  #negotiate(verb: Verb, number: number): void {
    const option = this.#byNumber.get(number);
    if (option?.negotiate !== undefined) option.negotiate(verb);
    else this.#states.receive(verb, number);
  }

  #accepts(side: Side, number: number): boolean {
    const option = this.#byNumber.get(number);
    if (option === undefined || option.policy[side] === "refuse") return false;
    return option.isPossible?.() ?? true;
  }

  #offerLast(): void {
    const isKnown = this.#byNumber.get(OPTION.TTYPE)?.isAnswered?.() ?? true;
    if (this.#hasOfferedLast || !this.#isSettled || !this.#speaksTelnet || !isKnown) return;
    this.#hasOfferedLast = true;
    this.#offer((option) => option.isLast === true);
  }

  #offer(isChosen: (option: TelnetOption) => boolean): void {
    for (const option of this.#byNumber.values()) {
      if (!isChosen(option) || option.isPossible?.() === false) continue;
      if (option.policy.us === "offer") this.#states.enable("us", option.option);
      if (option.policy.him === "offer") this.#states.enable("him", option.option);
    }
  }

  #mayAnswer(): boolean {
    const isAllowed = this.#guard.allows();
    if (!isAllowed && !this.#hasLooped) {
      this.#hasLooped = true;
      this.#options.notices.looped();
    }
    return isAllowed;
  }

  #tell(verb: Verb, option: number): void {
    this.#options.send(encodeNegotiation(verb, option));
  }

  #setTyping(mode: TypingMode): void {
    if (mode === "character") this.echo.claim();
    else this.echo.release();
    this.#options.setTyping(mode);
  }

  #host(): OptionHost {
    const { clock, setFlags, receiveCalls, compress, decompress, notices, send } = this.#options;
    return {
      ...{ clock, setFlags, receiveCalls, compress, decompress },
      ignored: (why) => notices.ignored(why),
      unsent: (name) => notices.unsent(name),
      warn: (text) => notices.warn(text),
      ask: (option) => this.#states.enable("him", option),
      write: (codes) => send(encodeText(codes)),
      disable: (option) => this.#states.disable("us", option),
      setTyping: (mode) => this.#setTyping(mode),
      answer: (verb, option) => void (this.#mayAnswer() && this.#tell(verb, option)),
      tell: (verb, option) => this.#tell(verb, option),
      isOn: (side, option) => this.isOn(side, option),
      subnegotiate: (option, payload, how) => send(encodeSubnegotiation(option, payload), how),
    };
  }
}
