/** The commands of telnet (RFC 854, 885), as the lab reads and writes them. */
export const COMMAND = {
  EOR: 239,
  SE: 240,
  NOP: 241,
  GA: 249,
  SB: 250,
  WILL: 251,
  WONT: 252,
  DO: 253,
  DONT: 254,
  IAC: 255,
} as const;

/** The options that the lab's clients know. */
export const OPTION = {
  ECHO: 1,
  SGA: 3,
  TTYPE: 24,
  EOR: 25,
  NAWS: 31,
  NEW_ENVIRON: 39,
  CHARSET: 42,
  MSDP: 69,
  MSSP: 70,
  MCCP2: 86,
  MXP: 91,
  GMCP: 201,
} as const;

/** What one side says about an option. */
export type Verb = "will" | "wont" | "do" | "dont";

const VERBS: Readonly<Record<Verb, number>> = {
  will: COMMAND.WILL,
  wont: COMMAND.WONT,
  do: COMMAND.DO,
  dont: COMMAND.DONT,
};

/** Returns the verb of a command byte. */
export function verbOf(byte: number): Verb | undefined {
  const verbs: readonly Verb[] = ["will", "wont", "do", "dont"];
  return verbs.find((verb) => VERBS[verb] === byte);
}

/** Returns the three bytes of a negotiation. */
export function negotiation(verb: Verb, option: number): Uint8Array {
  return Uint8Array.of(COMMAND.IAC, VERBS[verb], option);
}

/** Returns the bytes of a subnegotiation, with each 255 doubled. */
export function subnegotiation(option: number, payload: Iterable<number>): Uint8Array {
  const { IAC, SB, SE } = COMMAND;
  return Uint8Array.of(IAC, SB, option, ...doubled(payload), IAC, SE);
}

/** Returns the bytes with each 255 doubled. */
export function doubled(bytes: Iterable<number>): readonly number[] {
  return [...bytes].flatMap((byte) => byte === COMMAND.IAC ? [byte, byte] : [byte]);
}

/** Returns a text's bytes. */
export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
