import type { FlagSource } from "../../../core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import type { Call } from "../../../core/boundary/messages.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Side } from "../option_state.ts";
import type { PushOptions } from "../outbox.ts";
import type { OutStage } from "../out_stage.ts";
import type { Verb } from "../telnet_bytes.ts";
import type { TypingMode } from "../typing_mode.ts";

/** Whether we offer a side's use of an option, agree when the peer asks, or refuse. */
export type Policy = "offer" | "accept" | "refuse";

/** The policies of most options; every connection has the same objects. */
export const POLICY = {
  none: { us: "refuse", him: "refuse" },
  offer: { us: "offer", him: "refuse" },
  ask: { us: "refuse", him: "offer" },
  either: { us: "offer", him: "accept" },
} as const satisfies Readonly<Record<string, Readonly<Record<Side, Policy>>>>;

/** What an option may do to its connection. */
export interface OptionHost {
  readonly clock: Clock;
  /** Sends a verb that answers the peer, unless the loop guard forbids it. */
  answer(verb: Verb, option: number): void;
  /** Sends a verb whatever was answered before. */
  tell(verb: Verb, option: number): void;
  /** Asks the peer to use an option. */
  ask(option: number): void;
  /** Sends codes to the client's screen, which the user cannot have dropped as text. */
  write(codes: string): void;
  /** Asks for the end of our use of an option. */
  disable(option: number): void;
  /** Learns who edits the lines that are typed from now on. */
  setTyping(mode: TypingMode): void;
  /** Sends all that comes later through a stage; the subnegotiation that says so goes before. */
  compress(stage: OutStage, option: number): void;
  /** Ends the stage that is on, after all that was sent before. */
  decompress(): void;
  /** Sends a subnegotiation; it may replace one that the client is too slow for. */
  subnegotiate(option: number, payload: Uint8Array, how?: PushOptions): void;
  /** Tells whether a side uses an option now. */
  isOn(side: Side, option: number): boolean;
  /** Reports what the client told of itself, and by what it told it. */
  setFlags(changed: ProtocolFlags, source: FlagSource): void;
  /** Reports calls that are not typed lines. */
  receiveCalls(calls: readonly Call[]): void;
  /** Notes that a message of the client's could not be used, and why. */
  ignored(why: string): void;
  /** Notes that an out-of-band call could not be written. */
  unsent(name: string): void;
  /** Shows the user a line of plain text. */
  warn(text: string): void;
}

/** One telnet option of one connection, with what it has to remember. */
export interface TelnetOption extends Partial<Disposable> {
  /** The option's number. */
  readonly option: number;
  /** Our policy for each side's use. Offering both at once confuses TinTin++. */
  readonly policy: Readonly<Record<Side, Policy>>;
  /** Whether it is offered at once; the others wait until the peer has shown that it knows IAC. */
  readonly isFirst?: true;
  /** Whether it is offered only when the client's terminal is known. */
  readonly isLast?: true;
  /** The longest payload taken, in bytes; longer ones are dropped. */
  readonly payloadLimit: number;

  /** Tells whether it may be offered and agreed to now; it always may unless this says no. */
  isPossible?(): boolean;
  /** Takes over the peer's verbs: the state machine then leaves this option alone. */
  negotiate?(verb: Verb): void;
  /** Learns that a side's use was decided: on, or off. */
  changed?(side: Side, isOn: boolean): void;
  /** Reads a payload. It may come at any time, asked for or not. */
  subnegotiation?(payload: Uint8Array): void;
  /** Takes an out-of-band call, and tells whether it did: no other option is asked then. */
  send?(call: Call): boolean;
  /** Tells whether the login screen need not wait for this option any longer. */
  isAnswered?(): boolean;
}

/** Makes one option for one connection. */
export type OptionFactory = (host: OptionHost) => TelnetOption;
