import type { Authenticated } from "../../../core/boundary/authenticate_question.ts";
import {
  codeRefusalSentence,
  type LoginRefusal,
  refusalSentence,
} from "../../../core/boundary/refusal_sentence.ts";
import type { SignInOutcome } from "./browsers.ts";

/** What is said while the Server is away. */
export const AWAY = "The game does not answer just now. Try again in a moment.";

/** What is wrong with a request, and with which status it is said. */
export interface Problem {
  readonly status: 400 | 403 | 408 | 413 | 415 | 429 | 503;
  readonly problem: string;
  /** For how many seconds there is no point in trying again. */
  readonly retryAfter?: number;
}

/** What came of a proof, other than being signed in. */
type Verdict =
  | Exclude<Authenticated, { kind: "ok" | "code" }>
  | Exclude<SignInOutcome, { kind: "signedIn" }>;

/** Says why a name and a password do not sign in. */
export function problemOf(verdict: Verdict): Problem {
  return problemBy(refusalSentence, verdict, " Check both, and try again.");
}

/** Says why a code behind a right password does not. */
export function codeProblemOf(verdict: Verdict | { readonly kind: "code" }): Problem {
  const told = verdict.kind === "code" ? { kind: "wrong" } as const : verdict;
  return problemBy(codeRefusalSentence, told, " Wait for the next one, and try again.");
}

function problemBy(
  sentenceOf: (refusal: LoginRefusal) => string,
  verdict: Verdict,
  whatToDo: string,
): Problem {
  switch (verdict.kind) {
    case "unanswered":
      return { status: 503, problem: AWAY };
    case "throttled":
      return { status: 429, problem: sentenceOf(verdict), retryAfter: verdict.seconds };
    case "banned":
      return { status: 403, problem: sentenceOf(verdict) };
    default:
      return { status: 403, problem: sentenceOf({ kind: "wrong" }) + whatToDo };
  }
}
