import {
  type Anomaly,
  TelnetDecoder,
  type TelnetDecoderOptions,
  type TelnetEvent,
} from "./codec.ts";
import { LineAssembler, type LineEvent } from "./line_assembler.ts";
import { COMMAND } from "./telnet_bytes.ts";
import type { TypingMode } from "./typing_mode.ts";
import type { LineEncoding } from "./typed_text.ts";
import type { WireEncoding } from "./wire_encoding.ts";
import { protocolOfLine, ProtocolSniffer, type WrongProtocol } from "./wrong_port.ts";

/** What a client did, with its keystrokes made into lines. */
export type InputEvent =
  | LineEvent
  /** Keys of a client in character mode; the bytes are valid until the next event. */
  | { readonly kind: "keys"; readonly bytes: Uint8Array }
  | Exclude<TelnetEvent, { readonly kind: "data" | "anomaly" }>
  /** The first line asks what a crawler wants to know; see MSSP. */
  | { readonly kind: "factsAsked"; readonly text: string }
  /** The client speaks another protocol; nothing more of it is worth reading. */
  | { readonly kind: "wrongPort"; readonly spoken: WrongProtocol };

/** What an input needs to know. */
export interface TelnetInputOptions extends Omit<TelnetDecoderOptions, "mayBeLetter"> {
  /** The longest line, in UTF-16 code units. */
  readonly lineCharacters: number;
  /** Makes UTF-8 of what the client types. */
  readonly encoding: LineEncoding & Pick<WireEncoding, "isUtf8" | "fromWire">;
}

const MSSP_REQUEST = "MSSP-REQUEST";

/** Reads all that one client sends. */
export class TelnetInput {
  readonly #decoder: TelnetDecoder;
  readonly #encoding: TelnetInputOptions["encoding"];
  readonly #lines: LineAssembler;
  readonly #sniffer = new ProtocolSniffer();
  #anomalies: Map<Anomaly, number> | undefined;
  #hasTyped = false;
  #typing: TypingMode = "line";

  /** Creates an input at the start of a connection. */
  constructor(options: TelnetInputOptions) {
    this.#encoding = options.encoding;
    const mayBeLetter = () => !this.#encoding.isUtf8;
    this.#decoder = new TelnetDecoder({ ...options, mayBeLetter });
    const { lineCharacters: maxCharacters, encoding } = options;
    this.#lines = new LineAssembler({ maxCharacters, encoding });
  }

  /** How often the client broke the protocol, and how. */
  get anomalies(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#anomalies ?? []);
  }

  /** Learns who edits what is typed from now on; at a change, what was typed of a line is dropped. */
  setTyping(mode: TypingMode): void {
    if (mode === this.#typing) return;
    this.#typing = mode;
    this.#lines.eraseLine();
  }

  /** Notes that the client broke the protocol. */
  count(anomaly: Anomaly): void {
    this.#anomalies ??= new Map();
    this.#anomalies.set(anomaly, (this.#anomalies.get(anomaly) ?? 0) + 1);
  }

  /** Reads the next bytes; each event is to be used before the next is asked for. */
  *read(bytes: Uint8Array): Generator<InputEvent> {
    const spoken = this.#sniffer.sniff(bytes);
    if (spoken !== undefined) {
      yield { kind: "wrongPort", spoken };
      return;
    }
    for (const event of this.#decoder.push(bytes)) {
      if (event.kind === "data" && this.#typing === "character") {
        yield { kind: "keys", bytes: this.#encoding.fromWire(event.bytes) };
      } else if (event.kind === "data") {
        yield* this.#readTyped(this.#encoding.fromWire(event.bytes));
      } else if (event.kind === "anomaly") this.count(event.anomaly);
      else {
        if (event.kind === "command") this.#edit(event.code);
        yield event;
      }
    }
  }

  *#readTyped(bytes: Uint8Array): Generator<InputEvent> {
    for (const typed of this.#lines.push(bytes)) {
      if (typed.kind === "line" && !this.#hasTyped) {
        this.#hasTyped = true;
        const spoken = protocolOfLine(typed.text);
        if (spoken !== undefined) yield { kind: "wrongPort", spoken };
        if (typed.text === MSSP_REQUEST) {
          yield { kind: "factsAsked", text: typed.text };
          continue;
        }
      }
      yield typed;
    }
  }

  #edit(code: number): void {
    switch (code) {
      case COMMAND.EC:
        return this.#lines.eraseCharacter();
      case COMMAND.EL:
      case COMMAND.IP:
      case COMMAND.BRK:
        return this.#lines.eraseLine();
    }
  }
}
