import * as v from "valibot";
import { type ServerMessage, ServerMessageSchema } from "./messages.ts";
import { isPlainWithin, type PlainLimits } from "./plain_limits.ts";

/** How deep and how large a message of the Server's may be. */
const LIMITS: PlainLimits = { depth: 64, weight: 16 * 1024 * 1024 };

/** The schema of each kind of message, so that a message is not compared with those of all others. */
const BY_KIND: ReadonlyMap<unknown, (typeof ServerMessageSchema.options)[number]> = new Map(
  ServerMessageSchema.options.map((schema) => [schema.entries.kind.literal, schema]),
);

/**
 * Checks what comes from a Server in an isolate of its own. Code that is not ours runs there, and
 * holds the other end of the port: whatever is posted there must not injure the Portal.
 */
export const ServerWordsSchema: v.GenericSchema<unknown, ServerMessage> = v.pipe(
  v.unknown(),
  v.check(
    (message) => isPlainWithin(message, LIMITS),
    "A message must be plain data, not too deep and not too large",
  ),
  v.lazy((message) => BY_KIND.get(kindOf(message)) ?? ServerMessageSchema),
);

function kindOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "kind" in message
    ? message.kind
    : undefined;
}
