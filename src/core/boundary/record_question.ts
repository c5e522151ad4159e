import * as v from "valibot";

/** The longest text about what somebody does, in UTF-16 code units. */
const MAX_DETAIL = 200;

/** Something that somebody is about to do from outside the game: the audit log is to tell of it. */
export const RecordQuestionSchema = v.strictObject({
  /** Whose account they signed in to; `null` for whoever is on this machine. */
  uid: v.nullable(v.number()),
  /** Where it comes from, without a port. */
  address: v.string(),
  detail: v.pipe(v.string(), v.maxLength(MAX_DETAIL)),
});

/** Something that somebody is about to do from outside the game. */
export type RecordQuestion = Readonly<v.InferOutput<typeof RecordQuestionSchema>>;

/** It is in the audit log, durably, or counted there as lost. */
export const RecordedSchema = v.strictObject({ kind: v.literal("recorded") });

/** It is in the audit log. */
export type Recorded = Readonly<v.InferOutput<typeof RecordedSchema>>;
