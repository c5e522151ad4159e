import type {
  Authenticate,
  Authenticated,
} from "../../../../src/core/boundary/authenticate_question.ts";
import type { QuestionName } from "../../../../src/core/boundary/question_table.ts";
import type { Answer, Asks } from "../../../../src/core/boundary/questions.ts";
import type {
  Standing,
  StandingQuestion,
} from "../../../../src/core/boundary/standing_question.ts";

/** A Server that knows accounts by their ids, and answers as the test says. */
export class StandingServer implements Asks {
  /** How each account stands; who is not here is gone. */
  readonly standings = new Map<number, Standing>();
  readonly asked: { readonly name: QuestionName; readonly value: unknown }[] = [];
  /** What a name and a password prove. */
  authenticated: Authenticated = { kind: "wrong" };
  /** What the code behind a right password proves. */
  byCode: Authenticated = { kind: "wrong" };
  /** Whether it answers at all. */
  isThere = true;
  /** Runs while a question is on its way. */
  meanwhile: () => void = () => {};

  /** The names and passwords that were tried. */
  get tries(): readonly Authenticate[] {
    // What is asked by this name is of this type.
    return this.asked.filter(({ name }) => name === "authenticate").map(({ value }) =>
      value as Authenticate
    );
  }

  async ask(name: QuestionName, value: unknown): Promise<Answer<never>> {
    this.asked.push({ name, value });
    await Promise.resolve();
    this.meanwhile();
    if (!this.isThere) return { kind: "unavailable", wasSent: false };
    // The answer is the one of this name.
    return { kind: "answered", value: this.#answer(name, value) } as Answer<never>;
  }

  #answer(name: QuestionName, value: unknown): unknown {
    if (name === "authenticate") {
      const { proof } = value as Authenticate; // what is asked by this name
      return proof.kind === "code" ? this.byCode : this.authenticated;
    }
    if (name === "logout") return { kind: "done" };
    const { uid } = value as StandingQuestion; // the only other question that is asked here
    return this.standings.get(uid) ?? { kind: "gone" };
  }
}

/** How an account stands that may sign in. */
export function kept(
  uname: string,
  changes: { readonly isStaff?: boolean; readonly passwordMark?: string } = {},
): Standing {
  return { kind: "kept", uname, isStaff: false, passwordMark: "first", ...changes };
}
