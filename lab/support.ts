import { chosenCharset } from "./answers.ts";
import { problemsOf } from "./problems.ts";
import { readMssp } from "./mssp.ts";
import type { Persona } from "./personas/persona.ts";
import { decode, type Recording, withoutColours } from "./recording.ts";
import { OPTION } from "./telnet_bytes.ts";

/** What a server gave to one client: a row of the grid. */
export interface Support {
  readonly client: string;
  /** The most colours that came: none, 16, 256 or true. */
  readonly colour: string;
  /** The columns that text was broken at, or that nobody asked. */
  readonly size: string;
  /** What marks the end of a prompt. */
  readonly prompt: string;
  /** Whether a password was hidden. */
  readonly password: string;
  readonly compression: string;
  /** What carries out-of-band messages. */
  readonly oob: string;
  /** How text was encoded, and whether that was agreed. */
  readonly charset: string;
  /** What links are made of. */
  readonly links: string;
  /** How many variables of MSSP came. */
  readonly mssp: string;
  /** The bytes from the network up to the first screen. */
  readonly bannerBytes: number;
  /** The time up to the first screen, in milliseconds. */
  readonly bannerMs: number;
  /** What was wrong, each in a few words. */
  readonly problems: readonly string[];
}

/** Judges what a client got. */
export function supportOf(persona: Persona, recording: Recording): Support {
  const { bannerBytes, bannerMs } = recording;
  return {
    client: persona.name,
    colour: colour(decode(recording.text)),
    size: size(persona, recording),
    prompt: prompt(recording),
    password: password(persona, recording),
    compression: recording.compression === "none" ? "none" : "MCCP2",
    oob: oob(recording),
    charset: charset(persona, recording),
    links: links(recording),
    mssp: mssp(recording),
    ...{ bannerBytes, bannerMs },
    problems: problemsOf(persona, recording),
  };
}

function colour(text: string): string {
  // deno-lint-ignore no-control-regex -- colours begin with a control character
  const codes = [...text.matchAll(/\x1b\[([0-9;:]*)m/g)].map(([, code = ""]) => `;${code};`);
  if (codes.some((code) => code.includes(";38;2;") || code.includes(";48;2;"))) return "true";
  if (codes.some((code) => code.includes(";38;5;") || code.includes(";48;5;"))) return "256";
  return codes.some((code) => /;(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|1);/.test(code)) ? "16" : "none";
}

function size({ columns }: Persona, recording: Recording): string {
  if (!recording.hasVerb("do", OPTION.NAWS)) return "not asked";
  if (columns === undefined) return "not told";
  return longestLine(recording) <= columns ? `${columns}` : `${columns}, not kept`;
}

/** The length of the longest line of words; a single long word cannot be broken. */
function longestLine(recording: Recording): number {
  const lines = withoutColours(decode(recording.text)).split("\n");
  return Math.max(0, ...lines.filter((line) => line.includes(" ")).map((line) => [...line].length));
}

function prompt({ marks }: Recording): string {
  const names = [...new Set(marks.map(({ name }) => name))];
  return names.length === 0 ? "none" : names.join(" and ");
}

function password({ options }: Persona, { typed }: Recording): string {
  const secrets = typed.filter(({ isSecret }) => isSecret);
  if (secrets.length === 0) return "not asked";
  if (!secrets.every(({ isHidden }) => isHidden)) return "shown";
  return options[OPTION.ECHO]?.will === "agree" ? "hidden" : "shown by the client";
}

function oob(recording: Recording): string {
  const names = [
    ...recording.payloads(OPTION.GMCP).length > 0 ? ["GMCP"] : [],
    ...recording.payloads(OPTION.MSDP).length > 0 ? ["MSDP"] : [],
  ];
  return names.length === 0 ? "none" : names.join(" and ");
}

function charset({ charsets }: Persona, recording: Recording): string {
  const [question] = recording.payloads(OPTION.CHARSET);
  if (question === undefined) return encoding(recording);
  const isAgreed = chosenCharset(charsets, question) !== undefined;
  return `${encoding(recording)}, ${isAgreed ? "agreed" : "asked"}`;
}

function encoding({ text }: Recording): string {
  if (text.every((byte) => byte < 128)) return "ASCII";
  return decode(text).includes("\ufffd") ? "8 bits" : "UTF-8";
}

function links(recording: Recording): string {
  const text = decode(recording.text);
  if (text.includes("\x1b]8;")) return "OSC 8";
  if (text.includes("\x1b]68;1;")) return "MSLP";
  return recording.payloads(OPTION.MXP).length > 0 ? "MXP" : "none";
}

function mssp(recording: Recording): string {
  const [payload] = recording.payloads(OPTION.MSSP);
  return payload === undefined ? "none" : `${readMssp(payload).size} variables`;
}
