import * as v from "valibot";
import type { TraceEvent } from "./trace.ts";

/** The longest kind of an event, in characters. */
const MAX_KIND = 100;

/** Checks a {@linkcode TraceEvent} that another isolate made. */
export const TraceEventSchema = v.strictObject({
  seq: v.number(),
  at: v.number(),
  kind: v.pipe(v.string(), v.maxLength(MAX_KIND)),
  level: v.picklist(["detail", "debug", "info", "warn", "error"]),
  sessid: v.exactOptional(v.number()),
  data: v.pipe(v.record(v.string(), v.unknown()), v.readonly()),
}) satisfies v.GenericSchema<unknown, TraceEvent>;
