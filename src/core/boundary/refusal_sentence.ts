import type { Authenticated } from "./authenticate_question.ts";

/** Why somebody is not let in. */
export type LoginRefusal = Exclude<Authenticated, { kind: "ok" | "code" }>;

const WRONG_CODE = "That code is wrong, or was used before.";

/** Says in plain text why somebody is not let in: not whether the name is somebody's. */
export function refusalSentence(refusal: LoginRefusal): string {
  switch (refusal.kind) {
    case "wrong":
      return "That name and that password do not belong together.";
    case "banned":
      return refusal.what === "address"
        ? "Connections from your address are not accepted here."
        : "That name is banned here.";
    case "throttled": {
      const minutes = Math.ceil(refusal.seconds / 60);
      return "Too many logins failed lately. " +
        `Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
    }
  }
}

/** Says the same of a code, which was given behind a right password. */
export function codeRefusalSentence(refusal: LoginRefusal): string {
  return refusal.kind === "wrong" ? WRONG_CODE : refusalSentence(refusal);
}
