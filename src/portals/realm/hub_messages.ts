import * as v from "valibot";
import {
  type ServerMessage,
  ServerMessageSchema,
  StartModeSchema,
} from "../../core/boundary/messages.ts";

/** Why a Portal is asked for its sessions: a Server starts, or runs already. */
export const AttachModeSchema = v.picklist([...StartModeSchema.options, "join"]);

/** Why a Portal is asked for its sessions. */
export type AttachMode = v.InferOutput<typeof AttachModeSchema>;

/** What the hub says of itself, beside what it passes on from the Server. */
const HUB_MESSAGES = [
  /** The Portal is to tell its sessions, and to hold what comes until `release`. */
  v.strictObject({ kind: v.literal("attach"), mode: AttachModeSchema }),
  /** The Server is away: what is for it waits. */
  v.strictObject({ kind: v.literal("hold") }),
  /** The Server holds every session of this Portal and takes their input. */
  v.strictObject({ kind: v.literal("release") }),
  /** Every client is told one line of markup. */
  v.strictObject({ kind: v.literal("announce"), text: v.string() }),
  /** Somebody in the game shut the realm down: the Portal is to end. */
  v.strictObject({ kind: v.literal("shutdown") }),
] as const;

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
