import type { HubWord } from "../hub_messages.ts";

/** What the hub answers about a session that moves. */
export type MoveAnswer = Extract<HubWord, { kind: "handedOver" | "tookOver" | "letGo" }>;

/** Hears what becomes of sessions that move between the Portals of a realm. */
export interface MoveEvents {
  /** The hub answers. */
  answered(answer: MoveAnswer): void;
  /** The Server has been told of all sessions, and takes what they send. */
  up(): void;
  /** What was said on the way to the Server may be lost. */
  lost(): void;
}
