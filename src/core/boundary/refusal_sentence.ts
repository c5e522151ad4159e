import type { Authenticated } from "./authenticate_question.ts";

/** Why somebody is not let in. */
export type LoginRefusal = Exclude<Authenticated, { kind: "ok" }>;

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
      return "Too many failed logins came from your address. " +
        `Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
    }
  }
}
