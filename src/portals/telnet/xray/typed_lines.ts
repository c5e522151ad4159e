import type { Said, XraySight } from "../../xray/exchange.ts";
import { ByteBuffer } from "../byte_buffer.ts";
import { LineAssembler } from "../line_assembler.ts";
import { COMMAND, CONTROL } from "../telnet_bytes.ts";
import type { WireEncoding } from "../wire_encoding.ts";
import type { HiddenBytes } from "./hidden_bytes.ts";
import { notShown, quoted, saidText } from "./shown_bytes.ts";
import { viewOf } from "../../secrets/typed_line.ts";

const MOST_CHARACTERS = 8000;
const MOST_BYTES = 32_000;
/** Of a line that is too long, in bytes. */
const MOST_REMEMBERED = 1_000;
const ENCODER = new TextEncoder();

/** What {@linkcode TypedLines} works with. */
export interface TypedLinesOptions {
  readonly hidden: HiddenBytes;
  /** Makes UTF-8 of what the client types. */
  readonly encoding: WireEncoding;
  readonly sight: Pick<XraySight, "isLoggedIn" | "isHidden">;
  /** Takes each line. */
  readonly show: (said: Said) => void;
}

/**
 * Makes lines of what a client types, as the game does, and shows of each what may be shown. A line
 * is shown when it has ended: nobody knows sooner whether it is a secret.
 */
export class TypedLines {
  readonly #options: TypedLinesOptions;
  readonly #assembler: LineAssembler;
  readonly #bytes = new ByteBuffer(MOST_BYTES);
  /** The line that a CR has ended: an LF or a NUL behind it belongs to it. */
  #ended: string | undefined;
  #isFirst = true;
  #isHidden = false;
  #isAnswered = false;
  /** Whether commands took something of the line away, which its bytes still hold. */
  #isEdited = false;
  /** Whether the line is too long, and nothing comes of it. */
  #isDropped = false;
  #wasCr = false;

  /** Creates an empty line. */
  constructor(options: TypedLinesOptions) {
    this.#options = options;
    const { encoding } = options;
    this.#assembler = new LineAssembler({ maxCharacters: MOST_CHARACTERS, encoding });
  }

  /** Whether a line was begun and not ended. */
  get isTyping(): boolean {
    return this.#isDropped || this.#bytes.length > 0;
  }

  /** Reads typed bytes. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) this.#take(bytes.subarray(at, at + 1));
    if (this.#ended !== undefined) this.#show(this.#ended);
  }

  /** Learns that something was said to the client. */
  answered(): void {
    this.#isAnswered = true;
  }

  /** Obeys the commands that edit a line. */
  edit(code: number): void {
    const erasing: readonly number[] = [COMMAND.EL, COMMAND.IP, COMMAND.BRK];
    if (code === COMMAND.EC) this.#assembler.eraseCharacter();
    else if (erasing.includes(code)) this.#assembler.eraseLine();
    else return;
    this.#isEdited ||= this.isTyping;
  }

  #take(one: Uint8Array): void {
    const [byte] = one;
    const isRestOfEnd = this.#wasCr && (byte === CONTROL.LF || byte === CONTROL.NUL);
    this.#wasCr = byte === CONTROL.CR;
    if (this.#ended !== undefined) {
      if (isRestOfEnd) this.#bytes.append(one);
      this.#show(this.#ended);
    }
    const events = this.#assembler.push(this.#options.encoding.fromWire(one));
    if (isRestOfEnd) return;
    this.#isHidden ||= this.#options.sight.isHidden();
    if (!this.#isDropped) this.#bytes.append(one);
    for (const event of events) {
      if (event.kind === "line") this.#end(event.text);
      else if (event.kind === "tooLong") this.#drop();
    }
    if (this.#isDropped && (byte === CONTROL.CR || byte === CONTROL.LF)) this.#begin();
  }

  /** Shows nothing of a line that is too long. The first of its words may be a password. */
  #drop(): void {
    const { hidden, show } = this.#options;
    hidden.remember(this.#bytes.view().subarray(0, MOST_REMEMBERED), "");
    this.#bytes.clear();
    this.#isDropped = true;
    show(notShown("a line that is too long"));
  }

  #end(text: string): void {
    if (this.#wasCr) this.#ended = text;
    else this.#show(text);
  }

  #show(text: string): void {
    const { show, hidden, encoding, sight } = this.#options;
    const [isFirst, isHidden, isAnswered] = [this.#isFirst, this.#isHidden, this.#isAnswered];
    const view = viewOf(text, { isFirst, isHidden, isAnswered, isLoggedIn: sight.isLoggedIn() });
    const bytes = this.#bytes.view();
    if (view.kind !== "whole") hidden.remember(bytes, text);
    const utf8 = encoding.isUtf8 ? bytes : ENCODER.encode(text);
    const isAsTyped = !this.#isEdited && isPlain(bytes);
    if (view.kind === "whole") show(isAsTyped ? saidText(bytes, utf8) : saidOf(text, ""));
    else if (view.kind === "part") show(saidOf(view.shown, " ********"));
    else show(notShown(view.why));
    this.#begin();
  }

  /** Begins the next line. */
  #begin(): void {
    this.#bytes.clear();
    this.#ended = undefined;
    this.#isFirst = false;
    this.#isHidden = false;
    this.#isAnswered = false;
    this.#isEdited = false;
    this.#isDropped = false;
  }
}

/** What was typed and erased again may have been a secret: then the line is shown, not its keys. */
function isPlain(bytes: Uint8Array): boolean {
  const end: readonly number[] = [CONTROL.CR, CONTROL.LF];
  return bytes.every((byte) => byte >= CONTROL.SPACE && byte !== CONTROL.DEL || end.includes(byte));
}

function saidOf(text: string, more: string): Said {
  return { words: `${quoted(ENCODER.encode(text))}${more}`, hex: "" };
}
