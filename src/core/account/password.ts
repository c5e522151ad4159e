import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Slots } from "./slots.ts";

/** What a {@linkcode PasswordHasher} is made with. */
export interface PasswordOptions {
  /** The cost: log2 of scrypt's N. 17 takes about half a second and 128 MiB. */
  readonly cost: number;
  /** How many hashes are computed at the same time; the others wait. */
  readonly concurrency: number;
}

const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Bounds of what a stored hash may ask for, so that a damaged row cannot take all memory. */
const MAX_COST = 20;

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
      key.toString("base64")
    }`;
  }

  /** Tells whether a password is the one that this text was made from. */
  async verify(password: string, kept: string): Promise<boolean> {
    const [kind, cost, block, parallel, salt, key] = kept.split("$");
    const isOurs = kind === "scrypt" && Number(block) === BLOCK_SIZE &&
      Number(parallel) === PARALLELISM && Number.isInteger(Number(cost)) && Number(cost) >= 1 &&
      Number(cost) <= MAX_COST;
    if (!isOurs || salt === undefined || key === undefined) return false;
    const expected = Buffer.from(key, "base64");
    const actual = await this.#derive(
      password,
      Buffer.from(salt, "base64"),
      Number(cost),
      expected.length,
    );
    return expected.length > 0 && timingSafeEqual(expected, actual);
  }

  /** Takes as long as verifying, so that an unknown name cannot be told by the time it takes. */
  async pretend(password: string): Promise<void> {
    await this.#derive(password, Buffer.alloc(SALT_BYTES), this.#options.cost, KEY_BYTES);
  }

  #derive(password: string, salt: Buffer, cost: number, length: number): Promise<Buffer> {
    const N = 2 ** cost;
    const options = { N, r: BLOCK_SIZE, p: PARALLELISM, maxmem: 256 * N * BLOCK_SIZE };
    return this.#slots.run(() =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize("NFKC"), salt, length, options, (error, key) => {
          if (error === null) resolve(key);
          else reject(error);
        });
      })
    );
  }
}
