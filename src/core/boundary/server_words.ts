import * as v from "valibot";
import { type ServerMessage, ServerMessageSchema } from "./messages.ts";
import { isPlainWithin, type PlainLimits } from "./plain_limits.ts";

/** How deep and how large a message of the Server's may be. */
const LIMITS: PlainLimits = { depth: 64, weight: 16 * 1024 * 1024 };

/** A union of messages, each with its kind. */
interface MessageUnion<Message> extends v.GenericSchema<unknown, Message> {
  readonly options: readonly {
    readonly entries: { readonly kind: { readonly literal: string } };
  }[];
}

/**
 * Makes the check of messages that come from where the other end may be anything: what they hold
 * is weighed first, and each is compared with the schema of its own kind alone.
 *
 * @param union Every message there may be.
 * @param limits How deep and how large one may be.
 */
export function wordsSchema<Message>(
  union: MessageUnion<Message>,
  limits: PlainLimits,
): v.GenericSchema<unknown, Message> {
  // Each option is one of the union's, which its type does not tell.
  const options = union.options as readonly (
    & MessageUnion<Message>["options"][number]
    & v.GenericSchema<unknown, Message>
  )[];
  const byKind: ReadonlyMap<unknown, v.GenericSchema<unknown, Message>> = new Map(
    options.map((schema) => [schema.entries.kind.literal, schema]),
  );
  return v.pipe(
    v.unknown(),
    v.check(
      (message) => isPlainWithin(message, limits),
      "A message must be plain data, not too deep and not too large",
    ),
    v.lazy((message) => byKind.get(kindOf(message)) ?? union),
  );
}

/**
 * Checks what comes from a Server in an isolate of its own. Code that is not ours runs there, and
 * holds the other end of the port: whatever is posted there must not injure the Portal.
 */
export const ServerWordsSchema: v.GenericSchema<unknown, ServerMessage> = wordsSchema(
  ServerMessageSchema,
  LIMITS,
);

function kindOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "kind" in message
    ? message.kind
    : undefined;
}
