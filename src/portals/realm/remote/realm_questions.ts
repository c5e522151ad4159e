import type { Answered, Asked, QuestionName } from "../../../core/boundary/question_table.ts";
import type { Answer, AskLimits, Asks } from "../../../core/boundary/questions.ts";
import { ServerQuestions, type ServerQuestionsOptions } from "../../server_questions.ts";

/** What {@linkcode RealmQuestions} are made with. */
export interface RealmQuestionsOptions extends ServerQuestionsOptions {
  /** The names of the realms, that of home first. */
  readonly realms: readonly [home: string, ...others: string[]];
  /** Returns the name of the realm in which a session is. */
  readonly realmOf: (sessid: number) => string;
  /** Tells whether a session has an account, or is on its way somewhere with one. */
  readonly isIn: (sessid: number) => boolean;
}

/**
 * What a Portal with several realms behind it asks their Servers: what is about a session that of the
 * realm in which it is, and all else home, which keeps the accounts.
 */
export class RealmQuestions implements Asks {
  readonly #options: RealmQuestionsOptions;
  readonly #home: ServerQuestions;
  readonly #realms: ReadonlyMap<string, ServerQuestions>;

  /**
   * Creates questions to Servers of which none is ready yet.
   *
   * @param options The realms, and who is where.
   */
  constructor(options: RealmQuestionsOptions) {
    const [home, ...others] = options.realms;
    this.#options = options;
    this.#home = new ServerQuestions(options);
    this.#realms = new Map([
      [home, this.#home],
      ...others.map((realm) => [realm, new ServerQuestions(options)] as const),
    ]);
  }

  /** Returns what is asked in a realm; of one that is unknown, what is asked at home. */
  at(realm: string): ServerQuestions {
    return this.#realms.get(realm) ?? this.#home;
  }

  async ask<Name extends QuestionName>(
    name: Name,
    value: Asked<Name>,
    limits: AskLimits,
  ): Promise<Answer<Answered<Name>>> {
    const { realmOf, isIn } = this.#options;
    const isOfOne = this.#realms.size === 1 || !isLogout(name, value);
    if (isOfOne) return await this.#serverFor(name, value).ask(name, value, limits);
    const asked = [...Map.groupBy(value.sessids, realmOf)].map(([realm, sessids]) =>
      this.at(realm).ask(name, { ...value, sessids }, limits)
    );
    const answer = await allOf(asked);
    // One that was going from realm to realm was logged out of neither.
    const isDone = answer.kind !== "answered" || !value.sessids.some(isIn);
    return isDone ? answer : { kind: "unavailable", wasSent: true };
  }

  #serverFor(name: QuestionName, value: Asked<QuestionName>): ServerQuestions {
    const isOfSession = this.#realms.size > 1 && OF_SESSION.has(name) && "sessid" in value;
    return isOfSession ? this.at(this.#options.realmOf(value.sessid)) : this.#home;
  }
}

/** The questions that are about one session. */
const OF_SESSION: ReadonlySet<QuestionName> = new Set<QuestionName>(["inspect", "foresee"]);

function isLogout<Name extends QuestionName>(
  name: Name,
  value: Asked<QuestionName>,
): value is Asked<"logout"> {
  return name === "logout" && "sessids" in value;
}

/** Returns one that is no answer, if any is: then not all was done. */
async function allOf<Value>(asked: readonly Promise<Answer<Value>>[]): Promise<Answer<Value>> {
  const answers = await Promise.all(asked);
  return answers.find(({ kind }) => kind !== "answered") ?? answers[0] ??
    { kind: "unavailable", wasSent: false };
}
