import * as v from "valibot";
import { FLAG_SOURCES } from "../../core/boundary/flag_source.ts";
import { ProtocolFlagsSchema } from "../../core/boundary/flags.ts";
import { CallSchema, SessionSyncSchema } from "../../core/boundary/messages.ts";

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** What a session holds of itself. */
const own = {
  sync: SessionSyncSchema,
  /** How the line that is typed next is treated. */
  mode: v.picklist(["normal", "secret"]),
  /** How much of its time to log in is used up, in milliseconds. */
  loginMs: v.pipe(v.number(), v.minValue(0)),
  /** Whether a hidden answer may be on its way to a question that is forgotten. */
  isAnswerDue: v.boolean(),
  /** What was told of the client, by who said it. */
  book: v.pipe(
    v.array(v.pipe(v.tuple([v.picklist(FLAG_SOURCES), ProtocolFlagsSchema]), v.readonly())),
    v.readonly(),
  ),
  /** Lines that were typed faster than they may go on. */
  typed: v.pipe(v.array(v.strictObject({ text: v.string(), secret: v.boolean() })), v.readonly()),
};

const OwnRecordSchema = v.strictObject(own);

/** Checks a {@linkcode SessionRecord}. */
export const SessionRecordSchema = v.strictObject({
  ...own,
  /** The name of the realm that it is in. */
  realm: v.string(),
  /** The last number that what it sent was given. */
  lastLine: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** What it sent and the Server has not said to have run, in order. */
  input: v.pipe(
    v.array(v.strictObject({
      kind: v.literal("input"),
      sessid: number,
      calls: v.pipe(v.array(CallSchema), v.readonly()),
      secret: v.boolean(),
      line: v.exactOptional(number),
    })),
    v.readonly(),
  ),
});

/** What a session holds of itself, for another Portal to go on with. */
export type OwnRecord = Readonly<v.InferOutput<typeof OwnRecordSchema>>;

/** All that a Portal holds of a session, but its connection. */
export type SessionRecord = Readonly<v.InferOutput<typeof SessionRecordSchema>>;
