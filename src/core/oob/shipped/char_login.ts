import * as v from "valibot";
import { oobMessage } from "../oob_message.ts";

/** More than any name or password that is taken. */
const MAX_LENGTH = 1000;
// In our own words: those of the library quote what was given.
const word = v.optional(
  v.pipe(v.string("must be text"), v.maxLength(MAX_LENGTH, "must be shorter")),
);

/** Offers to log in. */
export const CHAR_LOGIN_DEFAULT = oobMessage({
  name: "Char.Login.Default",
  direction: "out",
  schema: v.strictObject({ type: v.array(v.literal("password-credentials")) }),
  help: "Offers to log in, to a client that supports it and that nobody can overhear.",
});

/** Logs in. */
export const CHAR_LOGIN_CREDENTIALS = oobMessage({
  name: "Char.Login.Credentials",
  direction: "in",
  schema: v.object({ account: word, password: word }, "must be an object"),
  help: "Logs in to an account, or to account:character. Without any, the login screen goes on.",
});

/** What came of it. */
export const CHAR_LOGIN_RESULT = oobMessage({
  name: "Char.Login.Result",
  direction: "out",
  schema: v.strictObject({ success: v.boolean(), message: v.optional(v.string()) }),
  help: "What came of the credentials; if nothing, with a sentence that says why.",
});
