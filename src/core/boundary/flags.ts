import * as v from "valibot";
import { type Encoding, ENCODINGS } from "../text/encodings.ts";

/**
 * What is known of a client (Evennia's protocol flags, behaviour 4.5, in camelCase).
 *
 * An absent flag is unknown. Both sides of the wall hold a copy; a change is sent as the
 * changed flags alone and merged name by name (2.3.2).
 */
export interface ProtocolFlags {
  /** The encoding of the client's text, both ways; UTF-8 while it is unknown. */
  readonly encoding?: Encoding | undefined;
  /** The client's own name, in upper case. */
  readonly clientName?: string | undefined;
  /** The client's own version, as it was told. */
  readonly clientVersion?: string | undefined;
  /** The terminal type the client reported. */
  readonly term?: string | undefined;
  /** Columns of the client's window. */
  readonly screenWidth?: number | undefined;
  /** Lines of the client's window. */
  readonly screenHeight?: number | undefined;
  /** The client shows ANSI's 16 colours. */
  readonly ansi?: boolean | undefined;
  /** The client shows 256 colours. */
  readonly xterm256?: boolean | undefined;
  /** The client shows 24-bit colours. */
  readonly trueColor?: boolean | undefined;
  /** The user wants no colours, whatever the client can do. */
  readonly noColor?: boolean | undefined;
  /** The user reads with a screen reader. */
  readonly screenReader?: boolean | undefined;
  /** The client takes UTF-8. */
  readonly utf8?: boolean | undefined;
  /** The client takes out-of-band messages. */
  readonly oob?: boolean | undefined;
  /** The client takes GMCP. */
  readonly gmcp?: boolean | undefined;
  /** The client takes MSDP. */
  readonly msdp?: boolean | undefined;
  /** The client takes MXP: its links are sent as MXP tags. */
  readonly mxp?: boolean | undefined;
  /** The client takes links by the escape sequence OSC 8. */
  readonly osc8?: boolean | undefined;
  /** The client takes links that type a command by OSC 8, as addresses that begin with `send:`. */
  readonly osc8Send?: boolean | undefined;
  /** The client takes links by MSLP, as its MTTS bit 1024 says. */
  readonly mslp?: boolean | undefined;
  /** Output is compressed (MCCP2). */
  readonly mccp?: boolean | undefined;
  /** The connection itself is encrypted, by TLS, SSH or wss; loopback alone does not count. */
  readonly secure?: boolean | undefined;
  /** Every key is sent as it is typed: the Portal shows and edits the line. */
  readonly characterMode?: boolean | undefined;
  /** Telnet: no NOP is sent to keep the connection alive. */
  readonly noKeepAlive?: boolean | undefined;
  /** Telnet: no go-ahead mark is sent after a prompt. */
  readonly noPromptGoAhead?: boolean | undefined;
  /** The client shows who is typing in the same room, and wants to be told. */
  readonly typing?: boolean | undefined;
  /** The user, who writes a client, is told of messages that the game has no inputfunc for. */
  readonly inputDebug?: boolean | undefined;
  /** The raw MTTS bit field, unknown bits kept. */
  readonly mtts?: number | undefined;
}

type FlagSchemas = {
  readonly [Name in keyof ProtocolFlags]-?: v.GenericSchema<unknown, ProtocolFlags[Name]>;
};

/** Checks {@linkcode ProtocolFlags}; an unknown flag is refused. */
export const ProtocolFlagsSchema = v.strictObject(
  {
    encoding: v.optional(v.picklist(ENCODINGS)),
    clientName: v.optional(v.string()),
    clientVersion: v.optional(v.string()),
    term: v.optional(v.string()),
    screenWidth: v.optional(v.number()),
    screenHeight: v.optional(v.number()),
    ansi: v.optional(v.boolean()),
    xterm256: v.optional(v.boolean()),
    trueColor: v.optional(v.boolean()),
    noColor: v.optional(v.boolean()),
    screenReader: v.optional(v.boolean()),
    utf8: v.optional(v.boolean()),
    oob: v.optional(v.boolean()),
    gmcp: v.optional(v.boolean()),
    msdp: v.optional(v.boolean()),
    mxp: v.optional(v.boolean()),
    osc8: v.optional(v.boolean()),
    osc8Send: v.optional(v.boolean()),
    mslp: v.optional(v.boolean()),
    mccp: v.optional(v.boolean()),
    secure: v.optional(v.boolean()),
    characterMode: v.optional(v.boolean()),
    noKeepAlive: v.optional(v.boolean()),
    noPromptGoAhead: v.optional(v.boolean()),
    typing: v.optional(v.boolean()),
    inputDebug: v.optional(v.boolean()),
    mtts: v.optional(v.number()),
  } satisfies FlagSchemas,
);

/**
 * Checks flags that game code wants to change.
 *
 * @throws {TypeError} When there is no such flag, or its value is of the wrong kind.
 */
export function checkFlags(flags: ProtocolFlags): void {
  const checked = v.safeParse(ProtocolFlagsSchema, flags);
  if (checked.success) return;
  const [issue] = checked.issues;
  throw new TypeError(
    `Cannot change flags as each must be known and of its kind: "${v.getDotPath(issue)}" ` +
      `is ${issue.received}, expected is ${issue.expected ?? "something else"}`,
  );
}

/** Returns those of the told flags that differ from what is known. */
export function flagChanges(known: ProtocolFlags, told: ProtocolFlags): ProtocolFlags {
  const before = new Map<string, unknown>(Object.entries(known));
  return Object.fromEntries(
    Object.entries(told).filter(([name, value]) => before.get(name) !== value),
  );
}
