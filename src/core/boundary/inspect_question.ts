import * as v from "valibot";

const sessid = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What is to be told of a session: all, and what a line would do if it typed it. */
export const InspectQuestionSchema = v.strictObject({ sessid, line: v.nullable(v.string()) });

/** What is known of a session: plain data to be shown. Values in it may be secret. */
export const InspectedSchema = v.variant("kind", [
  /** The Server has no such session. */
  v.strictObject({ kind: v.literal("gone") }),
  v.strictObject({
    kind: v.literal("session"),
    session: v.record(v.string(), v.unknown()),
    /** What becomes of the line; `null` when none was given. */
    line: v.nullable(v.record(v.string(), v.unknown())),
  }),
]);

/** What is known of a session. */
export type Inspected = v.InferOutput<typeof InspectedSchema>;

/** A message to the Server of which it is asked what it would run. */
export const ForeseeQuestionSchema = v.variant("kind", [
  /** A new connection, of an account if it has proved to be one. */
  v.strictObject({ kind: v.literal("connect"), sessid, uid: v.nullable(v.number()) }),
  v.strictObject({ kind: v.literal("flags"), sessid, settled: v.boolean() }),
  /** A typed line. */
  v.strictObject({ kind: v.literal("line"), sessid, line: v.string(), secret: v.boolean() }),
  v.strictObject({ kind: v.literal("disconnect"), sessid }),
]);

/** A message to the Server of which it is asked what it would run. */
export type ForeseeQuestion = v.InferOutput<typeof ForeseeQuestionSchema>;

/** The hooks that somebody watches and that it would run, in order, with the plugins that watch. */
export const ForeseenSchema = v.array(
  v.strictObject({ hook: v.string(), watchers: v.array(v.string()) }),
);

/** The hooks that a message would run. */
export type Foreseen = v.InferOutput<typeof ForeseenSchema>;
