import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import { type Encoding, findEncoding } from "../../../core/text/encodings.ts";
import type { Side } from "../option_state.ts";
import { CHARSET_CODE, OPTION } from "../telnet_bytes.ts";
import { type OptionFactory, type OptionHost, POLICY, type TelnetOption } from "./option.ts";

const { REQUEST, ACCEPTED, REJECTED, TTABLE_IS, TTABLE_REJECTED } = CHARSET_CODE;
const LIMITS = {
  /** The longest payload, in bytes. */
  bytes: 1024,
  /** How many of the encodings that a client names are looked at. */
  names: 64,
  /** How many requests and tables of a client are answered. */
  answers: 16,
} as const;
const SEPARATOR = ";";
/** What stands before the list of a client that would send a table: this, and a version's byte. */
const TTABLE = "[TTABLE]";
/** What every client is offered after what the settings name. */
const ALWAYS: readonly Encoding[] = ["iso-8859-1", "us-ascii"];

const LATIN1 = new TextDecoder("iso-8859-1");
/** A name that is sent back as it came. */
const NAME = /^[\x21-\x7e][\x20-\x7e]{0,39}$/;

/** Returns what is known of a client whose encoding is known. */
export function flagsOfEncoding(encoding: Encoding | undefined): ProtocolFlags {
  if (encoding === undefined) return {};
  return encoding === "utf-8" ? { encoding, utf8: true } : { encoding };
}

/**
 * Makes the option that agrees on the encoding of text (RFC 2066).
 *
 * @param fallbacks The encodings that are offered next to UTF-8.
 */
export function createCharset(fallbacks: readonly Encoding[]): OptionFactory {
  const offered = [...new Set<Encoding>(["utf-8", ...fallbacks, ...ALWAYS])];
  return (host) => new CharsetOption(host, offered);
}

/**
 * Asks a client once which encoding it takes, and lets it ask for one.
 *
 * It is offered as ours alone: TinTin++ answers one direction only, and TinyFugue no other. Of two
 * questions at once ours holds (RFC 2066): the client's is refused, but not when it insists.
 */
class CharsetOption implements TelnetOption {
  readonly option = OPTION.CHARSET;
  readonly policy = POLICY.either;
  readonly payloadLimit = LIMITS.bytes;
  readonly #host: OptionHost;
  readonly #offered: readonly Encoding[];
  #question: "unasked" | "open" | "closed" = "unasked";
  #hasPrevailed = false;
  #answers = 0;
  #isRefused = false;

  constructor(host: OptionHost, offered: readonly Encoding[]) {
    this.#host = host;
    this.#offered = offered;
  }

  changed(side: Side, isOn: boolean): void {
    if (side !== "us") return;
    this.#isRefused = !isOn;
    if (!isOn || this.#question !== "unasked") return;
    this.#question = "open";
    const names = this.#offered.map((name) => SEPARATOR + name.toUpperCase());
    this.#send(REQUEST, names.join(""));
  }

  /** Tells whether the client has chosen, or will not. */
  isAnswered(): boolean {
    return this.#isRefused || this.#question === "closed";
  }

  subnegotiation(payload: Uint8Array): void {
    const text = LATIN1.decode(payload.subarray(1));
    switch (payload[0]) {
      case ACCEPTED:
        return this.#close(this.#offered.find((name) => name === findEncoding(text)));
      case REJECTED:
        return this.#close(undefined);
      case REQUEST:
        return this.#answerOnce(() => this.#choose(text));
      case TTABLE_IS:
        return this.#answerOnce(() => this.#send(TTABLE_REJECTED));
    }
  }

  /** What answers no question of ours changes nothing. */
  #close(chosen: Encoding | undefined): void {
    if (this.#question !== "open") return this.#host.ignored("an answer to no question (CHARSET)");
    this.#question = "closed";
    this.#use(chosen);
  }

  #choose(list: string): void {
    const isCrossing = this.#question === "open" && !this.#hasPrevailed;
    this.#hasPrevailed = true;
    const name = isCrossing ? undefined : knownName(list);
    if (name === undefined) return this.#send(REJECTED);
    this.#question = "closed";
    this.#send(ACCEPTED, name);
    this.#use(findEncoding(name));
  }

  #use(encoding: Encoding | undefined): void {
    if (encoding !== undefined) this.#host.setFlags(flagsOfEncoding(encoding), "client");
  }

  #answerOnce(answer: () => void): void {
    if (this.#answers >= LIMITS.answers) return this.#host.ignored("asked too often (CHARSET)");
    this.#answers++;
    answer();
  }

  #send(code: number, text = ""): void {
    const payload = [code, ...new TextEncoder().encode(text)];
    this.#host.subnegotiate(this.option, Uint8Array.from(payload));
  }
}

/** Finds the first known name of a list whose first character separates its names. */
function knownName(list: string): string | undefined {
  const names = list.startsWith(TTABLE) ? list.slice(TTABLE.length + 1) : list;
  const separator = names.charAt(0);
  return names.slice(1).split(separator, LIMITS.names).find((name) =>
    NAME.test(name) && findEncoding(name) !== undefined
  );
}
