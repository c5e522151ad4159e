import type { Clock } from "../../core/clock.ts";
import { ByteBuffer } from "./byte_buffer.ts";
import { COMMAND, type Verb } from "./telnet_bytes.ts";

/** What a peer did that no well-behaved one does; none of it ends the connection. */
export type Anomaly =
  | "missing_se"
  | "stray_se"
  | "long_subnegotiation"
  | "open_subnegotiation"
  | "empty_subnegotiation"
  | "unknown_command"
  | "ignored_message";

/** One thing read from a telnet stream. */
export type TelnetEvent =
  /** Bytes of text; a view on what was pushed, to be used before the next push. */
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  | { readonly kind: "command"; readonly code: number }
  | { readonly kind: "negotiation"; readonly verb: Verb; readonly option: number }
  /** A payload, to be used before the next push: most are views too, a copy costs five times more. */
  | { readonly kind: "subnegotiation"; readonly option: number; readonly payload: Uint8Array }
  | { readonly kind: "anomaly"; readonly anomaly: Anomaly };

/** What a decoder needs to know. */
export interface TelnetDecoderOptions {
  /** The longest payload of an option's subnegotiation, in bytes. */
  readonly payloadLimit: (option: number) => number;
  /** How long a subnegotiation may stay open, in milliseconds. */
  readonly openMs: number;
  readonly clock: Clock;
  /**
   * Tells whether byte 255 may be a letter now; never unless given. TinTin++ does not double the я
   * of CP1251: before a byte that is no command, it is read as the letter.
   */
  readonly mayBeLetter?: () => boolean;
}

type State = "data" | "iac" | "verb" | "sbOption" | "sbOptionIac" | "sbData" | "sbIac";

/** How many bytes are looked at one by one. */
const NEAR_BYTES = 32;
const ESCAPED_IAC = Uint8Array.of(COMMAND.IAC);

/** Turns telnet bytes into events (RFC 854, RFC 855). May be cut between any two bytes. */
export class TelnetDecoder {
  readonly #options: TelnetDecoderOptions;
  #state: State = "data";
  #verb: Verb = "will";
  #option = 0;
  #payload: ByteBuffer | undefined;
  #limit = 0;
  #isGivenUp = false;
  #openedAt = 0;

  /** Creates a decoder at the start of a stream. */
  constructor(options: TelnetDecoderOptions) {
    this.#options = options;
  }

  /** Reads the next bytes of the stream. Never throws. */
  push(bytes: Uint8Array): TelnetEvent[] {
    const events: TelnetEvent[] = [];
    this.#expire(events);
    for (let at = 0; at < bytes.length;) at = this.#step(bytes, at, events);
    return events;
  }

  #expire(events: TelnetEvent[]): void {
    if (!this.#state.startsWith("sb")) return;
    if (this.#options.clock.now() - this.#openedAt <= this.#options.openMs) return;
    this.#reset();
    events.push({ kind: "anomaly", anomaly: "open_subnegotiation" });
  }

  #step(bytes: Uint8Array, at: number, events: TelnetEvent[]): number {
    if (this.#state === "data") return this.#readData(bytes, at, events);
    if (this.#state === "sbData") return this.#readPayload(bytes, at, events);
    const byte = bytes[at] ?? 0;
    switch (this.#state) {
      case "iac":
        this.#readCommand(byte, events);
        break;
      case "verb":
        this.#state = "data";
        events.push({ kind: "negotiation", verb: this.#verb, option: byte });
        break;
      case "sbOption":
        if (byte === COMMAND.IAC) this.#state = "sbOptionIac";
        else this.#openPayload(byte);
        break;
      case "sbOptionIac":
        if (byte === COMMAND.IAC) this.#openPayload(byte);
        else this.#endWithoutOption(byte, events);
        break;
      case "sbIac":
        this.#readPayloadIac(byte, events);
        break;
    }
    return at + 1;
  }

  #readData(bytes: Uint8Array, at: number, events: TelnetEvent[]): number {
    const iac = findIac(bytes, at);
    const end = iac === -1 ? bytes.length : iac;
    if (end > at) events.push({ kind: "data", bytes: bytes.subarray(at, end) });
    if (iac === -1) return end;
    this.#state = "iac";
    return iac + 1;
  }

  #readCommand(byte: number, events: TelnetEvent[]): void {
    this.#state = "data";
    switch (byte) {
      case COMMAND.IAC:
        events.push({ kind: "data", bytes: ESCAPED_IAC });
        return;
      case COMMAND.WILL:
        return this.#expectOption("will");
      case COMMAND.WONT:
        return this.#expectOption("wont");
      case COMMAND.DO:
        return this.#expectOption("do");
      case COMMAND.DONT:
        return this.#expectOption("dont");
      case COMMAND.SB:
        this.#state = "sbOption";
        this.#openedAt = this.#options.clock.now();
        return;
      case COMMAND.SE:
        events.push({ kind: "anomaly", anomaly: "stray_se" });
        return;
      default:
        if (byte >= COMMAND.EOR) events.push({ kind: "command", code: byte });
        else if (this.#options.mayBeLetter?.() === true) {
          events.push({ kind: "data", bytes: Uint8Array.of(COMMAND.IAC, byte) });
        } else events.push({ kind: "anomaly", anomaly: "unknown_command" });
    }
  }

  #expectOption(verb: Verb): void {
    this.#verb = verb;
    this.#state = "verb";
  }

  #openPayload(option: number): void {
    this.#option = option;
    this.#limit = this.#options.payloadLimit(option);
    this.#payload = undefined;
    this.#isGivenUp = false;
    this.#state = "sbData";
  }

  #readPayload(bytes: Uint8Array, at: number, events: TelnetEvent[]): number {
    const iac = findIac(bytes, at);
    if (this.#isWhole(bytes, at, iac)) {
      this.#state = "data";
      events.push({
        kind: "subnegotiation",
        option: this.#option,
        payload: bytes.subarray(at, iac),
      });
      return iac + 2;
    }
    const end = iac === -1 ? bytes.length : iac;
    this.#keep(bytes.subarray(at, end), events);
    if (iac === -1) return end;
    this.#state = "sbIac";
    return iac + 1;
  }

  /** Tells whether a whole payload lies before us, so that nothing of it has to be kept. */
  #isWhole(bytes: Uint8Array, at: number, iac: number): boolean {
    return iac !== -1 && bytes[iac + 1] === COMMAND.SE && iac - at <= this.#limit &&
      this.#payload === undefined && !this.#isGivenUp;
  }

  #readPayloadIac(byte: number, events: TelnetEvent[]): void {
    if (byte === COMMAND.IAC) {
      this.#state = "sbData";
      this.#keep(ESCAPED_IAC, events);
      return;
    }
    this.#endPayload(events);
    if (byte === COMMAND.SE) return;
    // The end went missing: what follows IAC is a command of its own, as Mudlet reads it.
    events.push({ kind: "anomaly", anomaly: "missing_se" });
    this.#readCommand(byte, events);
  }

  /** A payload that grew too long is given up at once; its end is still looked for. */
  #keep(bytes: Uint8Array, events: TelnetEvent[]): void {
    if (this.#isGivenUp) return;
    this.#payload ??= new ByteBuffer(this.#limit);
    if (this.#payload.append(bytes)) return;
    this.#isGivenUp = true;
    this.#payload = undefined;
    events.push({ kind: "anomaly", anomaly: "long_subnegotiation" });
  }

  #endPayload(events: TelnetEvent[]): void {
    const payload = this.#payload?.view();
    this.#reset();
    if (payload !== undefined) {
      events.push({ kind: "subnegotiation", option: this.#option, payload });
    }
  }

  #endWithoutOption(byte: number, events: TelnetEvent[]): void {
    this.#reset();
    events.push({ kind: "anomaly", anomaly: "empty_subnegotiation" });
    if (byte !== COMMAND.SE) this.#readCommand(byte, events);
  }

  #reset(): void {
    this.#state = "data";
    this.#payload = undefined;
  }
}

/** A call of `indexOf` costs more than looking at a few bytes. */
function findIac(bytes: Uint8Array, start: number): number {
  const near = Math.min(bytes.length, start + NEAR_BYTES);
  for (let at = start; at < near; at++) if (bytes[at] === COMMAND.IAC) return at;
  return near === bytes.length ? -1 : bytes.indexOf(COMMAND.IAC, near);
}
