import * as v from "valibot";

const id = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What the other side says to a question; what is wrong with it stands in that side's log. */
const ReplyAnswerSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("answered"), value: v.unknown() }),
  /** Nobody there answers questions of this name. */
  v.strictObject({ kind: v.literal("unknown") }),
  /** Who answers it could not. */
  v.strictObject({ kind: v.literal("failed") }),
  /** It ends, or what the answer told of could not be kept. */
  v.strictObject({ kind: v.literal("unavailable") }),
]);

/** What the other side says to a question. */
export type ReplyAnswer = v.InferOutput<typeof ReplyAnswerSchema>;

/** A named question [an AMP call]; `deadline` is when an answer comes too late: ms since 1970. */
export const RequestSchema = v.strictObject({
  kind: v.literal("request"),
  id,
  name: v.string(),
  value: v.unknown(),
  deadline: v.number(),
});

/** The one answer to the question of this number. */
export const ReplySchema = v.strictObject({
  kind: v.literal("reply"),
  id,
  answer: ReplyAnswerSchema,
});

/** Who asked does not want to know any more. */
export const CancelSchema = v.strictObject({ kind: v.literal("cancel"), id });

/** A named question. */
export type RequestMessage = v.InferOutput<typeof RequestSchema>;

/** The answer to a question. */
export type ReplyMessage = v.InferOutput<typeof ReplySchema>;

/** What crosses the wall about questions, in either direction. */
export type QuestionMessage = RequestMessage | ReplyMessage | v.InferOutput<typeof CancelSchema>;
