/** What a portal must get right on the wire, in the order of its numbers, which begin at 1. */
export const WIRE: readonly string[] = [
  "every script reads the same, byte by byte and all at once",
  "a doubled IAC in text and in subnegotiations",
  "a window of 255 by 255",
  "a subnegotiation whose end is missing",
  "a subnegotiation of 1 MiB",
  "a subnegotiation as the first bytes",
  "storms of WILL and DO for all 256 options: at most one answer each",
  "a peer that answers every message settles",
  "a silent peer reads the banner within 400 ms",
  "two passwords without a DONT ECHO between them: both hidden",
  "lines that end in CR, LF, CR LF, CR NUL, LF CR",
  "é cut in two, bytes that are no UTF-8, я in CP1251",
  "a password in character mode, with backspace",
  "MCCP2: its start in one segment, an end on DONT, negotiation inside the stream",
  "CHARSET accepted, rejected, in lower case, with a TTABLE",
  "MNES by VAR, by USERVAR, with ESC bytes",
  "TTYPE: one name only, ANSI only, MTTS again and again, ever new names",
  "GMCP: bad JSON, no body, NUL, 60 levels deep",
  "MSDP, nested",
  "MSSP: integers and real ports, and a plain MSSP-REQUEST",
  "HTTP and TLS at the wrong port",
  "lines of an automatic login before negotiation ends",
  "a line dropped in the middle of a password, and resumed: echo is right",
  "takeover, double takeover, takeover by oneself",
  "a slow reader",
  "no NOP for who does not want it",
  "EOR or GA, and exactly one mark a prompt",
  "websocket: each dialect, an unknown one, none, frames in pieces",
  "a reload in each state; at the password prompt it still needs the password",
  "numbers of sessions are never used twice",
];

const NAME = /["`]wire (?<number>\d{1,2})\. /g;

/** Finds the numbers that the names of a file's tests begin with; a commented-out test is none. */
export function wireNumbersIn(source: string): readonly number[] {
  const code = source.split("\n").filter((line) => !/^\s*(?:\/\/|\*)/.test(line)).join("\n");
  const found = [...code.matchAll(NAME)].map(({ groups }) => Number(groups?.number));
  return [...new Set(found)];
}

/** Writes the table of docs/conformance.md. */
export function wireTable(tests: ReadonlyMap<string, readonly number[]>): string {
  const rows = WIRE.map((what, index) => {
    const links = [...tests].filter(([, numbers]) => numbers.includes(index + 1)).map(([path]) =>
      `[${path.replace(/^.*\/|\.ts$/g, "")}](../${path})`
    );
    return `| ${index + 1} | ${what} | ${links.join(", ") || "no test of this name yet"} |`;
  });
  return ["| # | what | tests |", "| - | ---- | ----- |", ...rows].join("\n");
}
