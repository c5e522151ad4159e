import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Slots } from "./slots.ts";

/** What a {@linkcode PasswordHasher} is made with. */
export interface PasswordOptions {
  /** The cost: log2 of scrypt's N. 17 takes about half a second and 128 MiB. */
  readonly cost: number;
  /** How many hashes are computed at the same time; the others wait. */
  readonly concurrency: number;
  /** Computes a key; scrypt when it is left out. */
  readonly derive?: Derive;
}

/** Computes a key of so many bytes; the cost is log2 of scrypt's N. */
export type Derive = (
  password: string,
  salt: Uint8Array,
  options: { readonly cost: number; readonly bytes: number },
) => Promise<Uint8Array>;

const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Bounds of what a stored hash may ask for, so that a damaged row cannot take all memory. */
const MAX_COST = 20;

/** What is kept for an account that no password fits: a guest's, or one that a plugin lets in. */
export const NO_PASSWORD = "none";

/** Hashes passwords with scrypt (RFC 7914), the parameters beside the hash. */
export class PasswordHasher {
  readonly #options: PasswordOptions;
  readonly #slots: Slots;

  /**
   * Creates a hasher.
   *
   * @param options The cost of new hashes, and how many run at once.
   */
  constructor(options: PasswordOptions) {
    this.#options = options;
    this.#slots = new Slots(options.concurrency);
  }

  /** Makes the text to keep for a password. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const cost = this.#options.cost;
    const key = await this.#derive(password, salt, cost, KEY_BYTES);
    return `scrypt$${cost}$${BLOCK_SIZE}$${PARALLELISM}$${salt.toString("base64")}$${
      Buffer.from(key).toString("base64")
    }`;
  }

  /**
   * Tells whether a password is the one that this text was made from; what is none of ours takes as
   * long as what is.
   */
  async verify(password: string, kept: string): Promise<boolean> {
    const [kind, cost, block, parallel, salt, key] = kept.split("$");
    const isOurs = kind === "scrypt" && Number(block) === BLOCK_SIZE &&
      Number(parallel) === PARALLELISM && Number.isInteger(Number(cost)) && Number(cost) >= 1 &&
      Number(cost) <= MAX_COST;
    const expected = Buffer.from(key ?? "", "base64");
    // One that was cut short would fit many passwords.
    if (!isOurs || salt === undefined || expected.length !== KEY_BYTES) {
      await this.pretend(password);
      return false;
    }
    const saltBytes = Buffer.from(salt, "base64");
    const actual = await this.#derive(password, saltBytes, Number(cost), KEY_BYTES);
    return timingSafeEqual(expected, actual);
  }

  /** Tells whether a text was made at a lower cost than new ones are. */
  isOutdated(kept: string): boolean {
    return Number(kept.split("$")[1]) < this.#options.cost;
  }

  /** Takes as long as verifying, so that an unknown name cannot be told by the time it takes. */
  async pretend(password: string): Promise<void> {
    await this.#derive(password, Buffer.alloc(SALT_BYTES), this.#options.cost, KEY_BYTES);
  }

  #derive(password: string, salt: Buffer, cost: number, bytes: number): Promise<Uint8Array> {
    const { derive = scryptKey } = this.#options;
    return this.#slots.run(() => derive(password.normalize("NFKC"), salt, { cost, bytes }));
  }
}

/** Computes a key with scrypt, beside the event loop. */
export function scryptKey(
  ...[password, salt, { cost, bytes }]: Parameters<Derive>
): Promise<Uint8Array> {
  const N = 2 ** cost;
  const options = { N, r: BLOCK_SIZE, p: PARALLELISM, maxmem: 256 * N * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
