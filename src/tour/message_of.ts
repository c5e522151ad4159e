import type { TraceEvent } from "../core/trace/trace.ts";

/** What crossed the wall, as it may be shown. */
export type Message = Readonly<Record<string, unknown>>;

/** Returns the message that an event of the wall tells of; an empty one for other events. */
export function messageOf({ data: { message } }: Pick<TraceEvent, "data">): Message {
  return typeof message === "object" && message !== null ? { ...message } : {};
}
