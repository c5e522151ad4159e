import * as v from "valibot";

/** The most sessions that are logged out at once. */
export const MAX_LOGOUTS = 1_000;

/** Sessions whose browser was signed out: they are to go back to the login screen. */
export const LogoutQuestionSchema = v.strictObject({
  sessids: v.pipe(v.array(v.number()), v.maxLength(MAX_LOGOUTS), v.readonly()),
});

/** Sessions that are to go back to the login screen. */
export type LogoutQuestion = Readonly<v.InferOutput<typeof LogoutQuestionSchema>>;

/** None of them has an account any more. */
export const LoggedOutSchema = v.strictObject({ kind: v.literal("done") });

/** None of them has an account any more. */
export type LoggedOut = Readonly<v.InferOutput<typeof LoggedOutSchema>>;
