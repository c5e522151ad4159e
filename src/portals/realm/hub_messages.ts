import * as v from "valibot";
import {
  type PortalMessage,
  PortalMessageSchema,
  type ServerMessage,
  ServerMessageSchema,
  SessionSyncSchema,
  StartModeSchema,
} from "../../core/boundary/messages.ts";

const sessid = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Why a Portal is asked for its sessions: a Server starts, or runs already. */
export const AttachModeSchema = v.picklist([...StartModeSchema.options, "join"]);

/** Why a Portal is asked for its sessions. */
export type AttachMode = v.InferOutput<typeof AttachModeSchema>;

/** How the Server came to start that there is, or starts. */
const ServerStartSchema = v.strictObject({
  /** How often one was started in this process: a Portal counts each of them once. */
  start: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Whether the one before had died. */
  hasDied: v.boolean(),
});

/** How the Server came to start that there is, or starts. */
export type ServerStart = v.InferOutput<typeof ServerStartSchema>;

/** What the hub says of itself, beside what it passes on from the Server. */
const HUB_MESSAGES = [
  /** The Portal is to tell its sessions, and to hold what comes until `release`. */
  v.strictObject({
    kind: v.literal("attach"),
    mode: AttachModeSchema,
    ...ServerStartSchema.entries,
  }),
  /** The Server is away: what is for it waits. */
  v.strictObject({ kind: v.literal("hold") }),
  /** The Server holds every session of this Portal and takes their input. */
  v.strictObject({ kind: v.literal("release") }),
  /** Every client is told one line of markup. */
  v.strictObject({ kind: v.literal("announce"), text: v.string() }),
  /** Somebody in the game shut the realm down: the Portal is to end. */
  v.strictObject({ kind: v.literal("shutdown") }),
  /** Answers `handOver`: all that was said to the session has come, and the rest is kept. */
  v.strictObject({ kind: v.literal("handedOver"), sessid }),
  /** Answers `takeOver`: what was kept follows, and what is said to the session from now on. */
  v.strictObject({ kind: v.literal("tookOver"), sessid }),
  /** Another Portal has this session: it is to be forgotten, unless it has gone on more often since. */
  v.strictObject({
    kind: v.literal("letGo"),
    sessid,
    hops: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
] as const;

/** What a Portal says to the hub alone, beside what is for the Server. */
const MOVE_WORDS = [
  /** Another Portal is to have this session: what is said to it is to be kept for that one. */
  v.strictObject({ kind: v.literal("handOver"), sync: SessionSyncSchema }),
  /** This Portal has a session that was handed over; answered by `tookOver`, or by `letGo`. */
  v.strictObject({ kind: v.literal("takeOver"), sync: SessionSyncSchema }),
] as const;

/** What crosses a link from a Portal to the hub. */
export const LinkMessageSchema = v.variant("kind", [...PortalMessageSchema.options, ...MOVE_WORDS]);

/** What a Portal says to the hub alone. */
export type MoveWord = v.InferOutput<(typeof MOVE_WORDS)[number]>;

/** What crosses a link from a Portal to the hub. */
export type LinkMessage = PortalMessage | MoveWord;

/** What crosses a link from the hub to a Portal. */
export const HubMessageSchema = v.variant("kind", [
  ...ServerMessageSchema.options,
  ...HUB_MESSAGES,
]);

/** What the hub says of itself. */
export type HubWord = v.InferOutput<(typeof HUB_MESSAGES)[number]>;

/** What crosses a link from the hub to a Portal. */
export type HubMessage = ServerMessage | HubWord;

const HUB_KINDS: ReadonlySet<string> = new Set(
  HUB_MESSAGES.map(({ entries }) => entries.kind.literal),
);

/** Tells whether the hub says this of itself, and does not pass it on from the Server. */
export function isHubWord(message: HubMessage): message is HubWord {
  return HUB_KINDS.has(message.kind);
}
