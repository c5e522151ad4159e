import type { ServerMessage } from "../../core/boundary/messages.ts";

/** What of a session's input a Server has used up that lets it go. */
export type UsedUp = Pick<Extract<ServerMessage, { kind: "transfer" }>, "line" | "ran">;

/** Tells whether what has this number is used up, and must run nowhere else. */
export function isUsedUp(number: number, { line = 0, ran = [] }: UsedUp): boolean {
  return number <= line || ran.some(([first, last]) => number >= first && number <= last);
}
