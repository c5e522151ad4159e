import { createHash } from "node:crypto";
import type { Clock } from "../../../core/clock.ts";

/** 256 bits: nobody guesses one, so a hash without salt keeps it well. */
const TOKEN_BYTES = 32;

/** The account that a browser is signed in to. */
export interface WebAccount {
  readonly uid: number;
  /** What the Server knew its password by then: another one ends this. */
  readonly passwordMark: string;
}

/** One browser, as it is known by its cookie. Its key changes at each sign-in, itself it stays. */
export interface WebSession {
  /** The hash of its token. */
  readonly key: string;
  /** `null` when it signed out in the game: it is still known by its cookie. */
  readonly account: WebAccount | null;
  /** When it ends: milliseconds since 1970. */
  readonly until: number;
  /** Whether it is known to have its cookie: what gave it may have been lost on the way. */
  readonly hasCookie: boolean;
}

/** What {@linkcode WebSessions} are made with. */
export interface WebSessionsOptions {
  readonly clock: Clock;
  /** Returns so many random bytes, which nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** How many browsers are known at most; the one that signed in first is forgotten first. */
  readonly max: number;
  /** How many of them with the same account. */
  readonly maxOfOne: number;
  /** How long a sign-in lasts, in milliseconds. */
  readonly lifeMs: number;
  /** Hears what becomes of a browser that was known by a key, where others may know it as well. */
  readonly onChange?: (key: string, now: WebSession | null) => void;
}

type Kept = { -readonly [Name in keyof WebSession]: WebSession[Name] };

/**
 * The browsers that are signed in, by their cookies' tokens, of which only hashes are kept. They live
 * in the Portal's memory: a reload of the Server keeps them, a new start of the program does not.
 */
export class WebSessions {
  readonly #options: WebSessionsOptions;
  /** The one that signed in first comes first. */
  readonly #byKey = new Map<string, Kept>();

  /** Creates sessions of which there is none. */
  constructor(options: WebSessionsOptions) {
    this.#options = options;
  }

  /** How many browsers are known, those included whose time is over and who were not seen since. */
  get count(): number {
    return this.#byKey.size;
  }

  /**
   * Signs a browser in, and returns its new token; the one that it had is worth nothing any more.
   *
   * @param account The account that it proved to be.
   * @param browser What it was known as, if it was.
   */
  signIn(account: WebAccount, browser?: WebSession): string {
    const { clock, random, lifeMs } = this.#options;
    const token = random(TOKEN_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
    const fresh = { key: keyOf(token), account, until: clock.now() + lifeMs, hasCookie: false };
    const known = browser === undefined ? undefined : this.#byKey.get(browser.key);
    if (known !== undefined) {
      this.#byKey.delete(known.key);
      this.#options.onChange?.(known.key, fresh);
    }
    this.#makeRoom(account.uid);
    this.#byKey.set(fresh.key, known === undefined ? fresh : Object.assign(known, fresh));
    return token;
  }

  /** Returns the browser that shows a token, unless its time is over. */
  find(token: string): WebSession | undefined {
    const known = this.#byKey.get(keyOf(token));
    if (known === undefined) return undefined;
    if (known.until > this.#options.clock.now()) {
      this.confirm(known);
      return known;
    }
    this.#byKey.delete(known.key);
  }

  /** Notes that a browser has its cookie, here and wherever else it is known. */
  confirm(browser: WebSession): void {
    const known = this.#byKey.get(browser.key);
    if (known !== browser || known.hasCookie) return;
    known.hasCookie = true;
    this.#options.onChange?.(known.key, { ...known });
  }

  /** Returns the browser of which the hash of its token is known, unless its time is over. */
  ofKey(key: string): WebSession | undefined {
    const known = this.#byKey.get(key);
    return known !== undefined && known.until > this.#options.clock.now() ? known : undefined;
  }

  /**
   * Knows a browser from now on that another Portal knew. One that is known here stays as it is, but
   * that it is signed out here as well where it was signed out there, and has its cookie.
   */
  adopt(browser: WebSession): WebSession {
    const known = this.ofKey(browser.key);
    if (known !== undefined) {
      this.change(known, browser);
      return known;
    }
    if (browser.account !== null) this.#makeRoom(browser.account.uid);
    const adopted = { ...browser };
    this.#byKey.set(browser.key, adopted);
    return adopted;
  }

  /** Whether a browser is still known by a cookie. */
  has(browser: WebSession): boolean {
    const known = this.#byKey.get(browser.key);
    return known === browser && known.until > this.#options.clock.now();
  }

  /** Signs a browser out that goes on being known. */
  signOut(browser: WebSession): void {
    const known = this.#byKey.get(browser.key);
    if (known === undefined) return;
    known.account = null;
    this.#options.onChange?.(known.key, { ...known });
  }

  /** Takes what another Portal tells of a browser that is known. */
  change(browser: WebSession, now: WebSession): void {
    const known = this.#byKey.get(browser.key);
    if (known === undefined) return;
    if (now.key !== known.key) {
      this.#byKey.delete(known.key);
      this.#byKey.set(now.key, Object.assign(known, now));
    } else {
      // What is told of one sign-in may cross: it ends, and its cookie is shown, for good.
      if (now.account === null) known.account = null;
      if (now.hasCookie) known.hasCookie = true;
    }
  }

  /** Forgets the browser of a cookie, here and wherever else it is known. */
  end(key: string): void {
    this.#byKey.delete(key);
    this.#options.onChange?.(key, null);
  }

  /** Forgets a browser: its cookie is worth nothing any more. */
  forget(browser: WebSession): void {
    this.#byKey.delete(browser.key);
  }

  #makeRoom(uid: number): void {
    const { max, maxOfOne } = this.#options;
    const own = [...this.#byKey.values()].filter(({ account }) => account?.uid === uid);
    if (own.length >= maxOfOne && own[0] !== undefined) this.forget(own[0]);
    const oldest = this.#byKey.values().next();
    if (this.#byKey.size >= max && !oldest.done) this.forget(oldest.value);
  }
}

/** Returns what a cookie's token is known by. */
export function keyOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
