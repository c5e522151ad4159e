import type { FlagSource } from "../../core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { TelnetEvent } from "./codec.ts";
import { encodeNegotiation, encodeSubnegotiation, encodeText } from "./encode.ts";
import { LoopGuard, type LoopGuardLimits } from "./loop_guard.ts";
import { type OptionOwner, OptionStates, type Side } from "./option_state.ts";
import { EchoOption } from "./options/echo.ts";
import type { OptionFactory, OptionHost, TelnetOption } from "./options/option.ts";
import { FIRST_OPTIONS, laterOptions, type OptionParts } from "./options/options.ts";
import type { OutStage } from "./out_stage.ts";
import type { PushOptions } from "./outbox.ts";
import { OPTION, type Verb } from "./telnet_bytes.ts";
import type { TypingMode } from "./typing_mode.ts";

/** The longest payload taken for an option that we do not know, in bytes. */
const UNKNOWN_PAYLOAD = 1024;

/** What is said to the user or the log. */
type Notices = Pick<OptionHost, "ignored" | "unsent" | "warn"> & {
  /** Called once, when the peer is not answered any more because it asked too often. */
  looped(): void;
};

/** What a negotiator needs of its connection. */
export interface NegotiatorOptions extends
  Pick<
    OptionHost,
    "clock" | "compress" | "decompress" | "receiveCalls" | "setFlags" | "setTyping"
  > {
  /** What the options are made with. */
  readonly parts: OptionParts;
  readonly guard: LoopGuardLimits;
  /** Sends bytes that are not text. */
  readonly send: (bytes: Uint8Array, how?: PushOptions) => void;
  readonly notices: Notices;
}

/**
 * Holds one connection's options and leads what both sides say about them; it is also all that an
 * option sees of its connection.
 *
 * Most options are made when the client has shown that it knows telnet: many a client never does.
 */
export class Negotiator implements OptionHost, OptionOwner, Disposable {
  readonly clock: Clock;
  /** Hides and shows what the user types. */
  readonly echo: EchoOption;
  readonly #options: NegotiatorOptions;
  readonly #byNumber = new Map<number, TelnetOption>();
  readonly #states: OptionStates;
  readonly #guard: LoopGuard;
  #hasLooped = false;
  #hasMadeAll = false;
  #speaksTelnet = false;
  #isSettled = false;
  #hasOfferedLast = false;

  /** Creates the options that a client needs which may not know telnet; nothing is said yet. */
  constructor(options: NegotiatorOptions) {
    this.clock = options.clock;
    this.#options = options;
    this.#guard = new LoopGuard(options.guard, options.clock);
    this.#states = new OptionStates(this);
    this.echo = new EchoOption(this);
    this.#byNumber.set(this.echo.option, this.echo);
    this.#make(FIRST_OPTIONS);
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
    this.#makeAll();
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
    this.#makeAll();
    return this.#byNumber.get(option)?.payloadLimit ?? UNKNOWN_PAYLOAD;
  }

  // What options see of their connection, and the state machine of its options.

  answer(verb: Verb, option: number): void {
    if (this.mayAnswer()) this.tell(verb, option);
  }

  tell(verb: Verb, option: number): void {
    this.#options.send(encodeNegotiation(verb, option));
  }

  ask(option: number): void {
    this.#states.enable("him", option);
  }

  disable(option: number): void {
    this.#states.disable("us", option);
  }

  subnegotiate(option: number, payload: Uint8Array, how?: PushOptions): void {
    this.#options.send(encodeSubnegotiation(option, payload), how);
  }

  write(codes: string): void {
    this.#options.send(encodeText(codes));
  }

  setTyping(mode: TypingMode): void {
    if (mode === "character") this.echo.claim();
    else this.echo.release();
    this.#options.setTyping(mode);
  }

  compress(stage: OutStage, option: number): void {
    this.#options.compress(stage, option);
  }

  decompress(): void {
    this.#options.decompress();
  }

  setFlags(changed: ProtocolFlags, source: FlagSource): void {
    this.#options.setFlags(changed, source);
  }

  receiveCalls(calls: readonly Call[]): void {
    this.#options.receiveCalls(calls);
  }

  ignored(why: string): void {
    this.#options.notices.ignored(why);
  }

  unsent(name: string): void {
    this.#options.notices.unsent(name);
  }

  warn(text: string): void {
    this.#options.notices.warn(text);
  }

  accepts(side: Side, number: number): boolean {
    const option = this.#byNumber.get(number);
    if (option === undefined || option.policy[side] === "refuse") return false;
    return option.isPossible?.() ?? true;
  }

  changed(side: Side, option: number, isOn: boolean): void {
    this.#byNumber.get(option)?.changed?.(side, isOn);
  }

  mayAnswer(): boolean {
    const isAllowed = this.#guard.allows();
    if (!isAllowed && !this.#hasLooped) {
      this.#hasLooped = true;
      this.#options.notices.looped();
    }
    return isAllowed;
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

  /** Makes the options that only a client needs which knows telnet. */
  #makeAll(): void {
    if (this.#hasMadeAll) return;
    this.#hasMadeAll = true;
    this.#make(laterOptions(this.#options.parts));
  }

  #make(factories: readonly OptionFactory[]): void {
    for (const create of factories) {
      const option = create(this);
      this.#byNumber.set(option.option, option);
    }
  }
}
