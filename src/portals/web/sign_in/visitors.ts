import type { Standing } from "../../../core/boundary/standing_question.ts";
import type { Asks } from "../../../core/boundary/questions.ts";
import type { Clock } from "../../../core/clock.ts";
import type { SignedIn } from "./signed_in.ts";
import { tokenIn } from "./web_cookie.ts";
import type { WebAccount, WebSession, WebSessions } from "./web_sessions.ts";

/** How long the Server may take, in milliseconds: a reload goes by meanwhile. */
const ANSWER_MS = 5_000;

/** What {@linkcode Visitors} are made with. */
export interface VisitorsOptions {
  readonly sessions: WebSessions;
  readonly questions: Asks;
  readonly clock: Clock;
}

/** What a request tells of who sends it. */
export interface Visit {
  /** Its `Cookie`. */
  readonly cookies: string | undefined;
  /** Where it comes from: an address without a port. */
  readonly address: string;
}

/** How the Server knows an account that may sign in. */
export type GoodStanding = Extract<Standing, { kind: "kept" }>;

/**
 * Says who a request is from. The Server is asked each time, so that an account which was banned,
 * deleted or demoted, or has another password, is at once no more than it is now.
 */
export class Visitors {
  readonly #options: VisitorsOptions;

  /** Creates visitors of whom each is asked about. */
  constructor(options: VisitorsOptions) {
    this.#options = options;
  }

  /** Returns the browser that a request is from, signed in or not, if it is known. */
  browserOf(cookies: string | undefined): WebSession | undefined {
    const token = tokenIn(cookies);
    return token === undefined ? undefined : this.#options.sessions.find(token);
  }

  /** Returns who a request is from; nobody when the Server cannot say it now. */
  async of({ cookies, address }: Visit): Promise<SignedIn | undefined> {
    const browser = this.browserOf(cookies);
    if (browser === undefined || browser.account === null) return undefined;
    const { account } = browser;
    const standing = await this.standing(account.uid, address);
    if (standing === undefined) return undefined;
    if (standing.kind !== "kept" || standing.passwordMark !== account.passwordMark) {
      this.#end(browser, account);
      return undefined;
    }
    // It may have signed out, or in as somebody else, while the Server was asked.
    if (browser.account !== account || !this.#options.sessions.has(browser)) return undefined;
    return { uid: account.uid, uname: standing.uname, isStaff: standing.isStaff };
  }

  /** Asks how an account stands; `undefined` when the Server does not say. */
  async standing(uid: number, address: string): Promise<Standing | undefined> {
    const { questions, clock } = this.#options;
    const limits = { deadline: clock.now() + ANSWER_MS };
    const answer = await questions.ask("standing", { uid, address }, limits);
    return answer.kind === "answered" ? answer.value : undefined;
  }

  #end(browser: WebSession, account: WebAccount): void {
    if (browser.account === account) this.#options.sessions.forget(browser);
  }
}
