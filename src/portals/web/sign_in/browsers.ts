import type { Asks } from "../../../core/boundary/questions.ts";
import { MAX_LOGOUTS } from "../../../core/boundary/logout_question.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { BrowserChange, BrowserNews } from "../../session/browser_news.ts";
import type { MovedConnection, Wish } from "../../session/elsewhere.ts";
import { isFromOwnPage, type RequestSource } from "./own_page.ts";
import { Tab, type TabOptions } from "./tab.ts";
import { Tickets } from "./tickets.ts";
import { type GoodStanding, type Visit, Visitors } from "./visitors.ts";
import { tokenIn } from "./web_cookie.ts";
import { keyOf, type WebSession, WebSessions } from "./web_sessions.ts";

/** How many browsers are signed in at once, at most. */
const MAX_BROWSERS = 10_000;
/** How many of them with one account: more than anybody has at home. */
const MAX_OF_ONE = 20;
/** How long a sign-in lasts, in milliseconds: 14 days, as Evennia's. */
const LIFE_MS = 14 * 24 * 60 * 60 * 1000;
/** How many pages may be about to sign in their browser. */
const MAX_TICKETS = 1_000;
/** How long a page may take to do so, in milliseconds. */
const TICKET_MS = 60_000;
/** How long the Server may take to log sessions out, in milliseconds. */
const LOGOUT_MS = 5_000;

/** What {@linkcode Browsers} are made with. */
export interface BrowsersOptions {
  readonly questions: Asks;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Returns so many random bytes, which nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** The other Portals that may know the same browsers; none unless given. */
  readonly news?: BrowserNews | undefined;
}

/** Who opens a websocket. */
export interface Arrival {
  /** Whether one of our own pages does. */
  readonly isOwn: boolean;
  readonly browser?: WebSession;
  /** The account that it is signed in to. */
  readonly uid?: number;
}

/** What became of the wish to sign a browser in. */
export type SignInOutcome =
  | { readonly kind: "signedIn"; readonly token: string }
  | { readonly kind: "banned"; readonly what: "address" | "name" }
  /** It is a guest's, or gone. */
  | { readonly kind: "gone" }
  /** The Server does not say. */
  | { readonly kind: "unanswered" };

/** The browsers that are signed in, and the tabs of their pages that are connected. */
export class Browsers {
  /** How long a sign-in lasts, in seconds. */
  readonly lifeSeconds = LIFE_MS / 1000;
  /** Says who a request is from. */
  readonly visitors: Visitors;
  readonly #options: BrowsersOptions;
  readonly #sessions: WebSessions;
  readonly #tickets: Tickets<{ readonly tab: Tab; readonly uid: number }>;
  readonly #tabs = new Map<number, Tab>();

  /** Creates browsers of which none is known. */
  constructor(options: BrowsersOptions) {
    this.#options = options;
    const limits = { max: MAX_BROWSERS, maxOfOne: MAX_OF_ONE, lifeMs: LIFE_MS };
    const { news } = options;
    const onChange = (key: string, now: WebSession | null) => news?.tell({ key, now });
    this.#sessions = new WebSessions({ ...options, ...limits, onChange });
    news?.follow((change) => this.#hear(change));
    this.#tickets = new Tickets({ ...options, max: MAX_TICKETS, lifeMs: TICKET_MS });
    this.visitors = new Visitors({ ...options, sessions: this.#sessions });
  }

  /** Says who opens a websocket: at once, unless the Server has to be asked. */
  arrival(source: RequestSource, visit: Visit): Arrival | Promise<Arrival> {
    // A page of another site that may connect comes as nobody, whatever cookie its browser sends.
    if (!isFromOwnPage(source)) return { isOwn: false };
    const browser = this.visitors.browserOf(visit.cookies);
    if (browser === undefined) return { isOwn: true };
    return browser.account === null ? { isOwn: true, browser } : this.#signedIn(visit, browser);
  }

  /** Opens the tab of an arrival. */
  tab(
    { isOwn, browser, uid }: Arrival,
    options: Pick<TabOptions, "send" | "end" | "signInUntil">,
  ): Tab | undefined {
    if (!isOwn) return undefined;
    const ticket = (tab: Tab) => {
      if (tab.ticket !== undefined) this.#tickets.take(tab.ticket);
      return this.#tickets.give({ tab, uid: tab.uid ?? 0 });
    };
    const signOut = (tab: Tab) => void this.#signOutTab(tab);
    const { clock } = this.#options;
    return new Tab({ ...options, clock, sessions: this.#sessions, browser, uid, ticket, signOut });
  }

  /** Notes the session of a tab, until the returned value is disposed of. */
  hold(tab: Tab, sessid: number): Disposable {
    tab.sessid = sessid;
    this.#tabs.set(sessid, tab);
    return {
      [Symbol.dispose]: () => {
        if (this.#tabs.get(sessid) === tab) this.#tabs.delete(sessid);
      },
    };
  }

  /** Forgets the tab of a session that goes on at another Portal, and its browser with the last. */
  letGo(sessid: number): void {
    const browser = this.#tabs.get(sessid)?.browser;
    this.#tabs.delete(sessid);
    if (browser !== undefined && this.#tabsOf(browser).length === 0) this.#sessions.forget(browser);
  }

  /** Whether the client of a request may go on with a session. */
  mayReturn(sessid: number, arrival: Arrival): boolean {
    return this.#tabs.get(sessid)?.mayReturn(arrival) ?? true;
  }

  /** Hears that the client of a session came back to it. */
  cameBack(sessid: number): void {
    this.#tabs.get(sessid)?.cameBack();
  }

  /** Whether the client that another Portal speaks for may go on with a session. */
  mayLeave(sessid: number, { browser: key, isOwn, uid }: Wish): boolean {
    const browser = key === null ? undefined : this.#sessions.ofKey(key);
    const account = uid ?? browser?.account?.uid;
    return this.mayReturn(sessid, {
      ...{ isOwn, ...(browser === undefined ? {} : { browser }) },
      ...(account === undefined ? {} : { uid: account }),
    });
  }

  /** Returns what another Portal needs to go on with the tab of a session. */
  recordOf(sessid: number): MovedConnection["tab"] {
    const tab = this.#tabs.get(sessid);
    if (tab === undefined) return null;
    const { uid, browser, signInUntil } = tab;
    return { uid, signInUntil, browser: browser === undefined ? null : { ...browser } };
  }

  /** Opens a tab that was another Portal's. */
  adopt(
    { uid, browser, signInUntil }: NonNullable<MovedConnection["tab"]>,
    options: Pick<TabOptions, "send" | "end">,
  ): Tab | undefined {
    const known = browser === null ? {} : { browser: this.#sessions.adopt(browser) };
    const arrival = { isOwn: true, ...known, ...(uid === null ? {} : { uid }) };
    // A ticket that the page may just have been given is worth nothing here: it gets another.
    return this.tab(arrival, { ...options, signInUntil });
  }

  /** Signs in the browser of a request as an account that it has proved to be. */
  async signIn(uid: number, visit: Visit): Promise<SignInOutcome> {
    const standing = await this.#mayEnter(uid, visit);
    return standing.kind === "kept" ? this.#enter(uid, visit, standing) : standing;
  }

  /** Signs in the browser of a page that has a ticket, as the account that it logged in to. */
  async redeem(ticket: string, visit: Visit): Promise<SignInOutcome | { readonly kind: "void" }> {
    const given = this.#tickets.take(ticket);
    if (given === undefined) return { kind: "void" };
    const { tab, uid } = given;
    if (!this.#isOpen(tab) || tab.uid !== uid) return { kind: "void" };
    const standing = await this.#mayEnter(uid, visit);
    if (standing.kind !== "kept") return standing;
    // It may have been left while the Server was asked, or have come back and got another ticket.
    if (tab.uid !== uid || tab.ticket !== ticket) return { kind: "void" };
    const outcome = this.#enter(uid, visit, standing, tab);
    tab.browser = this.#sessions.ofKey(keyOf(outcome.token));
    return outcome;
  }

  /** Signs the browser of a request out, on each of its tabs, whichever Portal they are at. */
  async signOut(cookies: string | undefined): Promise<void> {
    const token = tokenIn(cookies);
    if (token !== undefined) await this.#signOut(keyOf(token));
  }

  async #mayEnter(uid: number, { address }: Visit) {
    return await this.visitors.standing(uid, address) ?? { kind: "unanswered" } as const;
  }

  #enter(
    uid: number,
    { cookies, address }: Visit,
    { uname: name, passwordMark }: GoodStanding,
    tab?: Tab,
  ) {
    const shown = this.visitors.browserOf(cookies);
    // A cookie that was lost on its way is worth nothing any more; its other tabs stay with it.
    const lost = tab?.browser?.hasCookie === false ? tab.browser : undefined;
    if (shown !== undefined && lost !== undefined) this.#sessions.forget(lost);
    const token = this.#sessions.signIn({ uid, passwordMark }, shown ?? lost);
    this.#options.trace.emit("web:signIn", { data: { account: uid, name, address } });
    return { kind: "signedIn", token } as const;
  }

  /** Takes what another Portal tells of a browser. */
  #hear({ key, now }: BrowserChange): void {
    const browser = this.#sessions.ofKey(key);
    if (browser === undefined) return;
    if (now !== null) return this.#sessions.change(browser, now);
    const tabs = this.#tabsOf(browser);
    this.#sessions.forget(browser);
    void this.#logOutOf(browser, tabs);
  }

  async #signOutTab(tab: Tab): Promise<void> {
    if (tab.browser !== undefined) await this.#signOut(tab.browser.key);
    if (tab.uid !== null) await this.#logOut([tab]);
  }

  async #signOut(key: string): Promise<void> {
    const browser = this.#sessions.ofKey(key);
    const tabs = browser === undefined ? [] : this.#tabsOf(browser);
    this.#sessions.end(key);
    if (browser !== undefined) await this.#logOutOf(browser, tabs);
  }

  async #logOutOf(browser: WebSession, tabs: readonly Tab[]): Promise<void> {
    const data = { account: browser.account?.uid ?? null, tabs: tabs.length };
    this.#options.trace.emit("web:signOut", { data });
    await this.#logOut(tabs.filter(({ uid }) => uid !== null));
  }

  async #logOut(tabs: readonly Tab[]): Promise<void> {
    if (tabs.length === 0) return;
    const { questions, clock } = this.#options;
    const sessids = tabs.slice(0, MAX_LOGOUTS).map(({ sessid }) => sessid);
    const limits = { deadline: clock.now() + LOGOUT_MS };
    const answer = await questions.ask("logout", { sessids }, limits);
    // Who signs out leaves a machine to others: nothing of it may stay open.
    for (const tab of answer.kind === "answered" ? tabs.slice(MAX_LOGOUTS) : tabs) tab.end();
  }

  #tabsOf(browser: WebSession): readonly Tab[] {
    return [...this.#tabs.values()].filter((tab) => tab.browser === browser);
  }

  async #signedIn(visit: Visit, browser: WebSession): Promise<Arrival> {
    const who = await this.visitors.of(visit);
    if (who !== undefined) return { isOwn: true, browser, uid: who.uid };
    return this.#sessions.has(browser) ? { isOwn: true, browser } : { isOwn: true };
  }

  #isOpen(tab: Tab): boolean {
    return this.#tabs.get(tab.sessid) === tab;
  }
}
