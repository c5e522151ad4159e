import * as v from "valibot";

/**
 * What is known of a client (Evennia's protocol flags, behaviour 4.5, in camelCase).
 *
 * An absent flag is unknown. Both sides of the wall hold a copy; a change is sent as the
 * changed flags alone and merged name by name (2.3.2).
 */
export const ProtocolFlagsSchema = v.strictObject({
  /** The text encoding in use, as the client named it. */
  encoding: v.optional(v.string()),
  /** The client's own name, in upper case. */
  clientName: v.optional(v.string()),
  /** The terminal type the client reported. */
  term: v.optional(v.string()),
  /** Columns of the client's window. */
  screenWidth: v.optional(v.number()),
  /** Lines of the client's window. */
  screenHeight: v.optional(v.number()),
  /** The client shows ANSI's 16 colours. */
  ansi: v.optional(v.boolean()),
  /** The client shows 256 colours. */
  xterm256: v.optional(v.boolean()),
  /** The client shows 24-bit colours. */
  trueColor: v.optional(v.boolean()),
  /** The user wants no colours, whatever the client can do. */
  noColor: v.optional(v.boolean()),
  /** The user reads with a screen reader. */
  screenReader: v.optional(v.boolean()),
  /** The client takes UTF-8. */
  utf8: v.optional(v.boolean()),
  /** The client takes out-of-band messages. */
  oob: v.optional(v.boolean()),
  /** Telnet: no go-ahead mark is sent after a prompt. */
  noPromptGoAhead: v.optional(v.boolean()),
  /** The raw MTTS bit field, unknown bits kept. */
  mtts: v.optional(v.number()),
});

/** What is known of a client; see {@link ProtocolFlagsSchema}. */
export type ProtocolFlags = Readonly<v.InferOutput<typeof ProtocolFlagsSchema>>;

/** The window assumed when a client never told its size (14, "Decisions"). */
export const DEFAULT_SCREEN = { width: 78, height: 45 } as const;
