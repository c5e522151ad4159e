import { COMMAND, negotiation, OPTION } from "../telnet_bytes.ts";

/** Something that no honest client does. */
export interface Attack {
  readonly name: string;
  /** What it sends, in its order. */
  readonly messages: () => Iterable<Uint8Array>;
  /** Whether it reads what it is sent; a peer that does not lets it pile up. */
  readonly reads: boolean;
  /** Whether it sends back whatever it gets. */
  readonly mirrors?: true;
  /** Whether it ends its own half of the connection, and stays. */
  readonly halfCloses?: true;
}

const { IAC, SB } = COMMAND;
const KIB = 1024;
const ENCODER = new TextEncoder();

/** What the hostile peer does, each on a connection of its own. */
export const ATTACKS: readonly Attack[] = [
  { name: "256 KiB of garbage", messages: garbage, reads: true },
  { name: "a subnegotiation without an end", messages: endless, reads: true },
  { name: "a subnegotiation as its first bytes", messages: firstBytes, reads: true },
  { name: "every verb about every option, three times", messages: storm, reads: true },
  { name: "all that comes sent back", messages: () => [], reads: true, mirrors: true },
  { name: "a line without an end", messages: longLine, reads: true },
  { name: "out-of-band messages that are no JSON", messages: badJson, reads: true },
  { name: "a thousand windows", messages: windows, reads: true },
  { name: "five thousand lines, and no answer read", messages: manyLines, reads: false },
  { name: "a TLS greeting that stops", messages: () => [Uint8Array.of(22, 3, 1)], reads: true },
  { name: "a connection of one half", messages: () => [], reads: false, halfCloses: true },
  { name: "a connection that says nothing", messages: () => [], reads: false },
];

/** The same bytes each time, without a pattern (xorshift). */
function* garbage(): Iterable<Uint8Array> {
  let seed = 0x2545f491;
  for (let block = 0; block < 64; block++) {
    yield Uint8Array.from({ length: 4 * KIB }, () => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return seed & 255;
    });
  }
}

function* endless(): Iterable<Uint8Array> {
  yield negotiation("will", OPTION.GMCP);
  yield Uint8Array.of(IAC, SB, OPTION.GMCP);
  for (let block = 0; block < 64; block++) yield new Uint8Array(16 * KIB).fill(65);
}

function* firstBytes(): Iterable<Uint8Array> {
  yield Uint8Array.of(IAC, SB, OPTION.TTYPE, 0, IAC, IAC, 1, IAC, 9, IAC);
}

function* storm(): Iterable<Uint8Array> {
  for (let round = 0; round < 3; round++) {
    for (let option = 0; option < 256; option++) {
      for (const verb of ["will", "do", "wont", "dont"] as const) yield negotiation(verb, option);
    }
  }
}

function* longLine(): Iterable<Uint8Array> {
  for (let block = 0; block < 64; block++) yield new Uint8Array(16 * KIB).fill(120);
}

function* badJson(): Iterable<Uint8Array> {
  yield negotiation("do", OPTION.GMCP);
  for (const text of ["", "A", "A.B {", `A.B ${"[".repeat(5000)}`, "A.B \0", "constructor 1"]) {
    yield Uint8Array.of(IAC, SB, OPTION.GMCP, ...ENCODER.encode(text), IAC, COMMAND.SE);
  }
}

function* windows(): Iterable<Uint8Array> {
  yield negotiation("will", OPTION.NAWS);
  for (let width = 0; width < 1000; width++) {
    yield Uint8Array.of(IAC, SB, OPTION.NAWS, width >> 8, width & 127, 0, 0, IAC, COMMAND.SE);
  }
}

function* manyLines(): Iterable<Uint8Array> {
  for (let block = 0; block < 50; block++) yield ENCODER.encode("help\r\n".repeat(100));
}
