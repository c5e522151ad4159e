import type { Clock } from "../../../core/clock.ts";
import type { ConnectionAccount } from "../../session/connection.ts";
import type { WebSession, WebSessions } from "./web_sessions.ts";

/** The call of a page whose user signs out. */
const SIGN_OUT = "web_sign_out";
/** The call of a page whose browser has what its ticket was worth: a cookie, unless it is a guest's. */
const SIGNED_IN = "web_signed_in";

/**
 * For so long after a login its page may sign its browser in, in milliseconds. Who comes back later
 * may have been away while the account got another password.
 */
const SIGN_IN_MS = 5 * 60_000;

/** What a {@linkcode Tab} is opened with. */
export interface TabOptions {
  readonly clock: Pick<Clock, "now">;
  readonly sessions: Pick<WebSessions, "has" | "signOut" | "confirm">;
  /** The browser that it is a tab of, if that is known. */
  readonly browser: WebSession | undefined;
  /** The account that it arrives with. */
  readonly uid: number | undefined;
  /** Sends a call to the page; absent where it would not understand. */
  readonly send?: ((name: string, args: readonly unknown[]) => void) | undefined;
  /** Until when its page may sign its browser in: milliseconds since 1970; 0 unless given. */
  readonly signInUntil?: number;
  /** Gives the page a ticket, with which its browser is signed in; the one before is void. */
  readonly ticket: (tab: Tab) => string;
  /** Signs its browser out, and logs its session out in any case. */
  readonly signOut: (tab: Tab) => void;
  /** Ends its connection. */
  readonly end: () => void;
}

/** One connection of a browser's page: signing in and out in the game does the same to the browser. */
export class Tab {
  readonly #options: TabOptions;
  #browser: WebSession | undefined;
  #uid: number | null;
  #signInUntil: number;
  /** The ticket that the page was given last. */
  #ticket: string | undefined;
  /** The number of its session; 0 before there is one. */
  sessid = 0;

  /** Opens a tab, which may have come with an account. */
  constructor(options: TabOptions) {
    this.#options = options;
    this.#browser = options.browser;
    this.#uid = options.uid ?? null;
    this.#signInUntil = options.signInUntil ?? 0;
  }

  /** The account it has, or arrives with. */
  get uid(): number | null {
    return this.#uid;
  }

  /** The browser that it is a tab of, while that is known. */
  get browser(): WebSession | undefined {
    const browser = this.#browser;
    return browser !== undefined && this.#options.sessions.has(browser) ? browser : undefined;
  }

  /** Makes it a tab of a browser. */
  set browser(browser: WebSession | undefined) {
    this.#browser = browser;
  }

  /** Until when its page may sign its browser in, if it has not: milliseconds since 1970. */
  get signInUntil(): number {
    return this.#signInUntil;
  }

  /** The ticket that the page was given last, if any. */
  get ticket(): string | undefined {
    return this.#ticket;
  }

  /** Takes the account that its client has logged in to, or that it has left. */
  changeAccount(account: ConnectionAccount | null): void {
    if (account === null) return this.leave();
    this.#uid = account.uid;
    this.#options.send?.("web_account", [account.uname]);
    if (this.browser?.account?.uid === account.uid) return;
    this.#signInUntil = this.#options.clock.now() + SIGN_IN_MS;
    this.#offerTicket();
  }

  /** Takes its client back; a sign-in that was lost on the way, or its answer, begins anew. */
  cameBack(): void {
    if (this.browser?.hasCookie) this.#signInUntil = 0;
    else if (this.#options.clock.now() < this.#signInUntil) this.#offerTicket();
  }

  /** Signs the browser out of the account that its user has left on purpose. */
  leave(): void {
    const { browser } = this;
    const uid = this.#uid;
    this.#uid = null;
    if (uid !== null && browser?.account?.uid === uid) this.#options.sessions.signOut(browser);
    this.#options.send?.("web_account", []);
  }

  /** Takes a call of its page; returns whether it was one for the browser, and not for the game. */
  take(name: string): boolean {
    const { browser } = this;
    switch (name) {
      case SIGN_OUT:
        this.#options.signOut(this);
        return true;
      case SIGNED_IN:
        this.#signInUntil = 0; // a guest's browser is none, whatever it was given
        if (browser !== undefined) this.#options.sessions.confirm(browser);
        return true;
      default:
        return false;
    }
  }

  /** Whether the client of a request may go on with its session. */
  mayReturn(
    { browser, uid }: { readonly browser?: WebSession | undefined; uid?: number },
  ): boolean {
    // A cookie that was lost on its way is not asked for.
    if (this.browser?.hasCookie && browser !== this.browser) return false;
    // Who has signed in on a page meanwhile has a session to begin, not a login screen to see.
    return this.#uid !== null || uid === undefined;
  }

  /** Ends its connection. */
  end(): void {
    this.#options.end();
  }

  /** Lets the page sign its browser in as its account. */
  #offerTicket(): void {
    if (this.#uid === null) return;
    this.#ticket = this.#options.ticket(this);
    this.#options.send?.("web_ticket", [this.#ticket]);
  }
}
