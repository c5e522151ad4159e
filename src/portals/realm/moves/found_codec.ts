/** What a Portal answers another one that seeks a session, as CBOR (RFC 8949). */
import { decode, encode } from "cborg";
import * as v from "valibot";
import { MovedConnectionSchema } from "../../session/elsewhere.ts";
import { SessionRecordSchema } from "../../session/session_record.ts";
import { MAX_PORTAL } from "../../../core/boundary/portal_number.ts";
import { RealmNameSchema } from "../../../core/boundary/session_sync.ts";
import { Joiner, split } from "../link/frames.ts";

/** How long the record of one session may be, in bytes. */
export const MAX_RECORD_BYTES: number = 16 * 1024 * 1024;
/** Room in a message of NATS for what is no part of a record, in bytes. */
const AROUND_BYTES = 512;
/** How short a part of one may be, in bytes. */
const LEAST_PART_BYTES = 64;

const search = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const portal = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_PORTAL));

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Checks a {@linkcode Found}. */
export const FoundSchema = v.variant("kind", [
  /** This Portal does not have the session. */
  v.strictObject({ kind: v.literal("none"), search, portal }),
  /** The session is here: the rest follows. */
  v.strictObject({ kind: v.literal("here"), search }),
  /** The client may not have it. */
  v.strictObject({ kind: v.literal("refused"), search }),
  /** It cannot go now. */
  v.strictObject({ kind: v.literal("later"), search }),
  /** A part of its record. */
  v.strictObject({
    kind: v.literal("part"),
    search,
    part: v.instance(Uint8Array),
    isLast: v.boolean(),
  }),
  /** A session that both Portals may have claimed goes on at this one, as the Server has said. */
  v.strictObject({
    kind: v.literal("goesOn"),
    sessid: number,
    realm: RealmNameSchema,
    hops: number,
  }),
]);

/** What a Portal answers another one that seeks a session, and says to it of that session then. */
export type Found = v.InferOutput<typeof FoundSchema>;

/** A session goes on at the Portal that says so. */
export type GoesOn = Extract<Found, { kind: "goesOn" }>;

/** Checks a {@linkcode MoveRecord}. */
export const MoveRecordSchema = v.strictObject({
  session: SessionRecordSchema,
  connection: MovedConnectionSchema,
});

/** All that a Portal holds of a session. */
export type MoveRecord = v.InferOutput<typeof MoveRecordSchema>;

/** Encodes an answer. */
export function encodeFound(found: Found): Uint8Array {
  return encode(found);
}

/** Decodes an answer; `undefined` when it is none, as anybody on the bus may have sent it. */
export function decodeFound(bytes: Uint8Array): Found | undefined {
  return read(bytes, FoundSchema);
}

/**
 * Encodes a record in parts that each fit into a message of NATS.
 *
 * @param record The record.
 * @param options Which search it answers, and how long a message of NATS may be, in bytes.
 * @throws {RangeError} When it is too long, or a message of NATS is too short for anything.
 */
export function encodeRecord(
  record: MoveRecord,
  options: { readonly search: string; readonly maxPayload: number },
): readonly Uint8Array[] {
  const encoded = encode(record);
  if (encoded.length > MAX_RECORD_BYTES) {
    throw new RangeError(
      `Cannot move a session as its record must have at most ${MAX_RECORD_BYTES} bytes: ` +
        `it has ${encoded.length}`,
    );
  }
  const { search, maxPayload } = options;
  const partBytes = maxPayload - AROUND_BYTES;
  if (partBytes < LEAST_PART_BYTES) {
    throw new RangeError(
      `Cannot move a session as a message of NATS must hold at least ` +
        `${AROUND_BYTES + LEAST_PART_BYTES} bytes: current max_payload is ${maxPayload}`,
    );
  }
  const parts = split(encoded, partBytes);
  return parts.map((part, at) =>
    encodeFound({ kind: "part", search, part: part.slice(), isLast: at === parts.length - 1 })
  );
}

/** Puts the parts of a record together. */
export class RecordReader {
  readonly #joiner = new Joiner(MAX_RECORD_BYTES);

  /**
   * Takes the next part.
   *
   * @returns The record after its last part, `null` when it cannot be read, `undefined` before.
   */
  add({ part, isLast }: Extract<Found, { kind: "part" }>): MoveRecord | null | undefined {
    const whole = this.#joiner.add(part, isLast ? "last" : "part");
    if (whole === undefined) return undefined;
    return whole === "tooLong" ? null : read(whole, MoveRecordSchema) ?? null;
  }
}

function read<Value>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Value>,
): Value | undefined {
  try {
    const value: unknown = decode(bytes, { strict: true, rejectDuplicateMapKeys: true });
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
