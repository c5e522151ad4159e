/** The names of telnet's bytes. */

/** Commands that follow IAC (RFC 854; EOR from RFC 885). */
export const COMMAND = {
  EOR: 239,
  SE: 240,
  NOP: 241,
  DM: 242,
  BRK: 243,
  IP: 244,
  AO: 245,
  AYT: 246,
  EC: 247,
  EL: 248,
  GA: 249,
  SB: 250,
  WILL: 251,
  WONT: 252,
  DO: 253,
  DONT: 254,
  IAC: 255,
} as const;

/** Options by their IANA numbers; GMCP's is the one that clients agree on. */
export const OPTION = {
  BINARY: 0,
  ECHO: 1,
  SGA: 3,
  TIMING_MARK: 6,
  TTYPE: 24,
  EOR: 25,
  NAWS: 31,
  LINEMODE: 34,
  NEW_ENVIRON: 39,
  CHARSET: 42,
  MSDP: 69,
  MSSP: 70,
  MCCP2: 86,
  MXP: 91,
  GMCP: 201,
} as const;

/** The first byte of a TTYPE payload (RFC 1091). */
export const TTYPE_CODE = { IS: 0, SEND: 1 } as const;

/** The first byte of a CHARSET payload (RFC 2066). */
export const CHARSET_CODE = {
  ...{ REQUEST: 1, ACCEPTED: 2, REJECTED: 3 },
  ...{ TTABLE_IS: 4, TTABLE_REJECTED: 5, TTABLE_ACK: 6, TTABLE_NAK: 7 },
} as const;

/** The codes of NEW-ENVIRON's payloads (RFC 1572): what it is, and what stands in it. */
export const ENVIRON_CODE = {
  ...{ IS: 0, SEND: 1, INFO: 2 },
  ...{ VAR: 0, VALUE: 1, ESC: 2, USERVAR: 3 },
} as const;

/** Control characters that a typed line may hold. */
export const CONTROL = {
  NUL: 0x00,
  BEL: 0x07,
  BS: 0x08,
  TAB: 0x09,
  LF: 0x0a,
  CR: 0x0d,
  KILL_LINE: 0x15,
  KILL_WORD: 0x17,
  ESC: 0x1b,
  SPACE: 0x20,
  DEL: 0x7f,
} as const;

/** What one side says about an option: will or won't use it, or asks the other to. */
export type Verb = "will" | "wont" | "do" | "dont";

/** The command byte of each verb. */
export const VERB_BYTE: Readonly<Record<Verb, number>> = {
  will: COMMAND.WILL,
  wont: COMMAND.WONT,
  do: COMMAND.DO,
  dont: COMMAND.DONT,
};
