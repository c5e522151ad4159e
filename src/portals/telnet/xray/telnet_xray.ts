import type { Clock } from "../../../core/clock.ts";
import type { Encoding } from "../../../core/text/encodings.ts";
import type { Exchange, Said, XraySight } from "../../xray/exchange.ts";
import { ByteBuffer } from "../byte_buffer.ts";
import { TelnetDecoder, type TelnetEvent } from "../codec.ts";
import { encodeCommand, encodeNegotiation } from "../encode.ts";
import { OPTION } from "../telnet_bytes.ts";
import { WireEncoding } from "../wire_encoding.ts";
import { HiddenBytes } from "./hidden_bytes.ts";
import { hexText, notShown, saidText } from "./shown_bytes.ts";
import { subnegotiationSaid } from "./subnegotiation_words.ts";
import { ANOMALY_WORDS, commandName, optionName } from "./telnet_names.ts";
import { TypedLines } from "./typed_lines.ts";

const PAYLOAD_BYTES = 8_192;
const OPEN_MS = 10_000;
const SECRET = "something that holds what was typed unseen: it is not shown";
const ECHO = "the echo of what is being typed: the line is shown when it has ended";

/** What an X-ray has to know of its connection. */
export interface TelnetXrayOptions {
  readonly clock: Clock;
  /** Returns the encoding of the client's text, if it is known. */
  readonly encoding: () => Encoding | undefined;
}

/**
 * Reads along what a telnet client and the Portal say to each other, and says it in words.
 *
 * No secret is in any exchange, neither in its words nor in its bytes: what is typed unseen, what
 * may be a password at the login screen, credentials in GMCP and variables, and all that repeats
 * such a thing.
 */
export class TelnetXray {
  readonly #sight: XraySight;
  readonly #knownEncoding: TelnetXrayOptions["encoding"];
  readonly #encoding = new WireEncoding();
  /** How the Portal's text is read; a character may be cut in two on its way out, too. */
  readonly #outEncoding = new WireEncoding();
  readonly #hidden = new HiddenBytes();
  readonly #typed: TypedLines;
  readonly #decoders: Readonly<Record<Exchange["direction"], TelnetDecoder>>;
  /** Whether the Portal shows what is typed; until that is known, it may. */
  #isEchoing = true;

  /** Starts at the next byte, wherever the connection is. */
  constructor(sight: XraySight, { clock, encoding }: TelnetXrayOptions) {
    this.#sight = sight;
    this.#knownEncoding = encoding;
    this.#typed = new TypedLines({
      hidden: this.#hidden,
      encoding: this.#encoding,
      sight,
      show: (said) => this.#show("in", said),
    });
    const options = { payloadLimit: () => PAYLOAD_BYTES, openMs: OPEN_MS, clock };
    const mayBeLetter = () => !this.#encoding.isUtf8;
    this.#decoders = {
      in: new TelnetDecoder({ ...options, mayBeLetter }),
      out: new TelnetDecoder(options),
    };
  }

  /** Reads what was read or written. */
  observe(direction: Exchange["direction"], bytes: Uint8Array): void {
    for (const encoding of [this.#encoding, this.#outEncoding]) encoding.use(this.#knownEncoding());
    // With the IAC that the bytes before may have ended in.
    for (const event of joined(this.#decoders[direction].push(bytes), bytes.length + 1)) {
      if (event.kind !== "data") this.#show(direction, this.#said(direction, event));
      else if (direction === "in") this.#typed.push(event.bytes);
      else this.#showText(event.bytes);
    }
  }

  #showText(bytes: Uint8Array): void {
    if (this.#isEchoing && this.#typed.isTyping) return this.#show("out", notShown(ECHO));
    this.#typed.answered();
    const utf8 = this.#outEncoding.fromWire(bytes);
    this.#show("out", this.#hidden.areIn(bytes) ? notShown(SECRET) : saidText(bytes, utf8));
  }

  #said(direction: Exchange["direction"], event: Exclude<TelnetEvent, { kind: "data" }>): Said {
    switch (event.kind) {
      case "command":
        if (direction === "in") this.#typed.edit(event.code);
        return {
          words: `IAC ${commandName(event.code)}`,
          hex: hexText(encodeCommand(event.code)),
        };
      case "negotiation": {
        const { verb, option } = event;
        if (direction === "out" && option === OPTION.ECHO) this.#isEchoing = verb === "will";
        const words = `IAC ${verb.toUpperCase()} ${optionName(option)}`;
        return { words, hex: hexText(encodeNegotiation(verb, option)) };
      }
      case "subnegotiation": {
        const { option, payload } = event;
        if (this.#hidden.areIn(payload)) return notShown(SECRET);
        return subnegotiationSaid(option, payload);
      }
      case "anomaly":
        return notShown(ANOMALY_WORDS[event.anomaly]);
    }
  }

  #show(direction: Exchange["direction"], said: Said): void {
    this.#sight.show({ direction, ...said });
  }
}

/** Joins text that a doubled IAC cut in pieces: a secret may stand on both sides of it. */
function joined(events: readonly TelnetEvent[], most: number): readonly TelnetEvent[] {
  const all: TelnetEvent[] = [];
  const text = new ByteBuffer(most);
  const end = () => {
    if (text.length > 0) all.push({ kind: "data", bytes: text.view().slice() });
    text.clear();
  };
  for (const event of events) {
    if (event.kind === "data") text.append(event.bytes);
    else {
      end();
      all.push(event);
    }
  }
  end();
  return all;
}
