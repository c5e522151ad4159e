import type { ProtocolFlags } from "../../../core/boundary/flags.ts";

/** The bits of MTTS that become flags; the others are kept in the raw number. */
const MTTS = {
  ANSI: 1,
  UTF8: 4,
  XTERM256: 8,
  SCREEN_READER: 64,
  TRUE_COLOR: 256,
  MSLP: 1024,
} as const;

const COLOURLESS: readonly string[] = ["DUMB", "UNKNOWN", "NETWORK"];

/** What each bit of MTTS means, from the lowest. */
const MTTS_WORDS = [
  ...["ANSI", "VT100", "UTF-8", "256 colours", "mouse", "OSC palette", "screen reader"],
  ...["proxy", "true colour", "MNES", "MSLP", "TLS"],
];

/** Returns the bits of a terminal's name such as `MTTS 271`, or `undefined` for any other name. */
export function readMtts(name: string): number | undefined {
  const bits = /^MTTS (\d{1,9})$/.exec(name)?.[1];
  return bits === undefined ? undefined : Number(bits);
}

/** Says in words what the MTTS bits tell of a client. */
export function wordsOfMtts(bits: number): readonly string[] {
  return MTTS_WORDS.filter((_, bit) => bits & (1 << bit));
}

/**
 * Says what the MTTS bits tell of a client.
 *
 * Only what the client can do is told: a missing bit leaves open what its names have shown.
 *
 * @param bits The number after `MTTS`.
 */
export function flagsOfMtts(bits: number): ProtocolFlags {
  return {
    mtts: bits,
    ...(bits & MTTS.ANSI ? { ansi: true } : {}),
    ...(bits & MTTS.UTF8 ? { utf8: true } : {}),
    ...(bits & MTTS.XTERM256 ? { xterm256: true } : {}),
    ...(bits & MTTS.SCREEN_READER ? { screenReader: true } : {}),
    ...(bits & MTTS.TRUE_COLOR ? { trueColor: true } : {}),
    ...(bits & MTTS.MSLP ? { mslp: true } : {}),
  };
}

/**
 * Guesses a client's colours from the name of the client or its terminal.
 *
 * @param name In upper case.
 */
export function flagsOfTerminal(name: string): ProtocolFlags {
  if (COLOURLESS.includes(name)) return {};
  if (name.endsWith("-TRUECOLOR")) return { ansi: true, xterm256: true, trueColor: true };
  if (name.endsWith("-256COLOR") || name.startsWith("XTERM")) return { ansi: true, xterm256: true };
  return { ansi: true };
}
