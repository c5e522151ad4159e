import type { ServerMessage } from "./messages.ts";

/** What of a session's numbered input a Server has used up: up to a line, and ranges beyond that. */
export type UsedUp = Pick<Extract<ServerMessage, { kind: "transfer" }>, "line" | "ran">;

/** Several numbers, each range from first to last. */
export type LineRanges = NonNullable<UsedUp["ran"]>;

/** Tells whether what has this number is used up, and must run nowhere else. */
export function isUsedUp(number: number, { line = 0, ran = [] }: UsedUp): boolean {
  return number <= line || ran.some(([first, last]) => number >= first && number <= last);
}
