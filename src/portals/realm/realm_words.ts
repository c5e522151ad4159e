/** What the processes of a realm say to each other beside their links, as JSON. */
import type { NatsConnection } from "@nats-io/transport-node";
import * as v from "valibot";
import { BROWSER_CHANGE } from "../session/browser_news.ts";
import { WISH } from "../session/elsewhere.ts";
import { WALL } from "./wall.ts";
import { MAX_PORTAL } from "../../core/boundary/portal_number.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const portal = v.pipe(number, v.maxValue(MAX_PORTAL));
/** Tells one process from all others, whatever numbers they drew. */
const instance = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/**
 * The active Server's sign of life: the term of its lease, and the version of what it says and
 * hears. Whatever else a later version may add is left out, so that every version can read it.
 */
export const BeatSchema = v.object({ kind: v.literal("beat"), term: number, wall: number });

/** A Portal asks for a link with the Server of this term. */
const HelloSchema = v.strictObject({
  kind: v.literal("hello"),
  term: number,
  portal,
  instance,
  /** The number of the link that is asked for: higher than that of any before. */
  link: number,
  /** The Portal's link before this one, and how many batches of it the Portal has taken. */
  before: v.nullable(v.strictObject({ link: number, taken: count })),
});

/** A Portal ends in order: none of its sessions is left. */
const ByeSchema = v.strictObject({ kind: v.literal("bye"), portal, instance });

/** What a Portal says to the active Server. */
export const PortalWordSchema = v.variant("kind", [HelloSchema, ByeSchema]);

/** What the active Server answers a Portal. */
export const AnswerSchema = v.variant("kind", [
  /** The link is there. */
  v.strictObject({ kind: v.literal("welcome"), term: number, instance, link: number }),
  /** The link is broken: the Portal is to ask for another one. */
  v.strictObject({ kind: v.literal("lost"), instance, link: number }),
  /** Another process has this Portal's number. */
  v.strictObject({ kind: v.literal("inUse"), instance }),
]);

/** A Portal has accepted a connection from this address. */
export const AcceptedSchema = v.strictObject({
  kind: v.literal("accepted"),
  portal,
  address: v.pipe(v.string(), v.maxLength(100)),
});

/** What an address is counted by: an IPv4 address, or an IPv6 network of 64 bits. */
export const AddressKeySchema = v.pipe(v.string(), v.regex(/^[0-9a-f.:]{2,39}(?:\/64)?$/));

const AddressCountSchema = v.pipe(v.tuple([AddressKeySchema, count]), v.readonly());

/** What a Portal says of its sessions. */
const crowd = {
  instance,
  /** Which of its changes this is the state after, counted from 1; 0 when it had no session yet. */
  number: count,
  /** How many have not logged in. */
  beforeLogin: count,
  addresses: v.pipe(v.array(AddressCountSchema), v.readonly()),
};

/** What Portals tell each other of how many sessions they have. */
export const CrowdWordSchema = v.variant("kind", [
  /** What has changed since the state with the number `after`; none of it is a sign of life. */
  v.strictObject({ kind: v.literal("counts"), ...crowd, after: count }),
  /** A piece of all that there is, the first one being 0. */
  v.strictObject({ kind: v.literal("whole"), ...crowd, piece: count, pieces: number }),
  /** A Portal wants to be told all that there is. */
  v.strictObject({ kind: v.literal("ask"), instance }),
  /** A Portal ends in order: none of its sessions is left. */
  v.strictObject({ kind: v.literal("gone"), instance }),
]);

/** What Portals tell each other of how many sessions they have. */
export type CrowdWord = v.InferOutput<typeof CrowdWordSchema>;

/** How many sessions a Portal has of what an address is counted by. */
export type AddressCount = v.InferOutput<typeof AddressCountSchema>;

/** A Portal seeks the session of a client that has come back, at all others. */
export const SeekSchema = v.strictObject({
  kind: v.literal("seek"),
  portal,
  /** Tells this search from others of that Portal. */
  search: instance,
  wish: v.strictObject(WISH),
});

/** A Portal tells all others what has become of a browser that is signed in. */
export const BrowserWordSchema = v.strictObject({
  kind: v.literal("browser"),
  portal,
  ...BROWSER_CHANGE,
});

/** A Portal says to all others whether it is there, and once whether it has just started. */
export const PresenceSchema = v.strictObject({
  kind: v.literal("presence"),
  portal,
  state: v.picklist(["new", "there", "gone"]),
  /** Those that it knows to be there, where it answers one that has just started. */
  others: v.pipe(v.array(portal), v.maxLength(1_000), v.readonly()),
  /** One of another version cannot be asked for sessions. */
  wall: v.literal(WALL),
});

/** A Portal says whether it is there. */
export type Presence = v.InferOutput<typeof PresenceSchema>;

/** A Portal seeks a session. */
export type Seek = v.InferOutput<typeof SeekSchema>;

/** A Portal ends in order. */
export type Bye = v.InferOutput<typeof ByeSchema>;

/** A Portal asks for a link. */
export type Hello = v.InferOutput<typeof HelloSchema>;

/** What the active Server answers a Portal. */
export type Answer = v.InferOutput<typeof AnswerSchema>;

/** Anything that is said beside the links. */
export type RealmWord =
  | v.InferOutput<typeof BeatSchema>
  | Hello
  | Bye
  | Answer
  | v.InferOutput<typeof AcceptedSchema>
  | CrowdWord
  | v.InferOutput<typeof BrowserWordSchema>
  | Presence
  | Seek;

/** Encodes a word. */
export function encodeWord(word: RealmWord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(word));
}

/** How a process hears what is said, and of what it could not hear or do. */
export interface Hearing<Word> {
  readonly connection: Pick<NatsConnection, "subscribe">;
  readonly subject: string;
  readonly schema: v.GenericSchema<unknown, Word>;
  readonly hear: (word: Word) => void;
  readonly onFault: (error: Error) => void;
}

/**
 * Hears what is said at a subject, from now on. What does not fit is left out, as anybody on the bus
 * may have sent it; what is thrown must not reach NATS's client, which would take it for the end of
 * the connection.
 */
export function hearWords<Word>(
  { connection, subject, schema, hear, onFault }: Hearing<Word>,
): { unsubscribe(): void } {
  return connection.subscribe(subject, {
    callback(error, message) {
      if (error !== null) return onFault(error);
      const word = readWord(message.data, schema);
      try {
        if (word !== undefined) hear(word);
      } catch (error) {
        onFault(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/**
 * Reads a word.
 *
 * @returns What was said; `undefined` when it does not fit, as anybody on the bus may have sent it.
 */
export function readWord<Word>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Word>,
): Word | undefined {
  try {
    const said = v.safeParse(schema, JSON.parse(new TextDecoder().decode(bytes)));
    return said.success ? said.output : undefined;
  } catch {
    return undefined;
  }
}
