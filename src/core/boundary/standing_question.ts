import * as v from "valibot";

/** An account that somebody has proved to be before: how does it stand now? */
export const StandingQuestionSchema = v.strictObject({
  uid: v.number(),
  /** Where they come from: an address without a port. */
  address: v.string(),
});

/** An account whose standing is asked for. */
export type StandingQuestion = Readonly<v.InferOutput<typeof StandingQuestionSchema>>;

/** How an account stands. */
export const StandingSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("kept"),
    uname: v.string(),
    /** Whether it may do what an Admin may. */
    isStaff: v.boolean(),
    /** Another one after each change of its password, of which it tells nothing. */
    passwordMark: v.string(),
  }),
  /** Nobody can sign in to it: it is gone, or a guest's. */
  v.strictObject({ kind: v.literal("gone") }),
  v.strictObject({ kind: v.literal("banned"), what: v.picklist(["address", "name"]) }),
]);

/** How an account stands. */
export type Standing = Readonly<v.InferOutput<typeof StandingSchema>>;
