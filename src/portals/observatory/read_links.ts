import { createHash } from "node:crypto";
import type { Clock } from "../../core/clock.ts";

/** Links that are good at once; one more takes the place of the one that ends first. */
const MOST_LINKS = 32;
/** Of a token: as many as nobody can guess. */
const TOKEN_BYTES = 32;

/** What is known of a link: its token is not, but to who has it. */
export interface ReadLink {
  /** Names it to who revokes it. */
  readonly id: number;
  /** When it is good no longer: milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What {@linkcode ReadLinks} are made with. */
export interface ReadLinksOptions {
  readonly clock: Clock;
  /** Fills bytes with what nobody can guess. */
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
}

/** Tokens of those who may look and nothing else, each good for a while. */
export class ReadLinks {
  readonly #options: ReadLinksOptions;
  /** By the hash of the token: who reads the memory does not learn it. */
  readonly #links = new Map<string, ReadLink>();
  #lastId = 0;

  /**
   * Creates it without links.
   *
   * @param options The clock, and what makes tokens.
   */
  constructor(options: ReadLinksOptions) {
    this.#options = options;
  }

  /** The links that are good, the oldest first. */
  get all(): readonly ReadLink[] {
    this.#forgetExpired();
    return [...this.#links.values()];
  }

  /**
   * Makes a link.
   *
   * @param minutes How long it is good.
   * @returns The link and its token, which is told here and never again.
   */
  make(minutes: number): ReadLink & { readonly token: string } {
    const { clock, randomBytes } = this.#options;
    this.#forgetExpired();
    if (this.#links.size >= MOST_LINKS) this.#dropFirstToEnd();
    const token = randomBytes(TOKEN_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
    const link = { id: ++this.#lastId, expiresAt: clock.now() + minutes * 60_000 };
    this.#links.set(hashOf(token), link);
    return { ...link, token };
  }

  /** Tells whether a token is of a link that is good. */
  has(token: string): boolean {
    const link = this.#links.get(hashOf(token));
    return link !== undefined && this.#options.clock.now() < link.expiresAt;
  }

  /** Makes a link no good any more; tells whether there was such a link. */
  revoke(id: number): boolean {
    const found = [...this.#links].find(([, link]) => link.id === id);
    return found !== undefined && this.#links.delete(found[0]);
  }

  #forgetExpired(): void {
    const now = this.#options.clock.now();
    for (const [hash, { expiresAt }] of this.#links) {
      if (expiresAt <= now) this.#links.delete(hash);
    }
  }

  #dropFirstToEnd(): void {
    const [first] = [...this.#links].sort(([, a], [, b]) => a.expiresAt - b.expiresAt);
    if (first !== undefined) this.#links.delete(first[0]);
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
