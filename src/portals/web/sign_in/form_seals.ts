import { createHmac, timingSafeEqual } from "node:crypto";

/** 128 bits: two browsers never have the same. */
const NONCE_BYTES = 16;
const KEY_BYTES = 32;
const NONCE = /(?:^|;)[ \t]*vestibule_form=([A-Za-z0-9_-]{22})[ \t]*(?:;|$)/;

/** A seal for the forms of one browser. */
export interface FormSeal {
  /** What stands in the form. */
  readonly seal: string;
  /** The `Set-Cookie` by which the browser is known when it sends the form, unless it has one. */
  readonly cookie: string | undefined;
}

/**
 * Seals the forms that a browser is given, so that no other site can send them for it: the seal fits
 * a cookie that only this browser has. Nothing is kept of either.
 */
export class FormSeals {
  readonly #random: (bytes: number) => Uint8Array<ArrayBuffer>;
  readonly #key: Uint8Array;

  /**
   * Creates seals with a key of their own.
   *
   * @param random Returns so many random bytes, which nobody can foretell.
   */
  constructor(random: (bytes: number) => Uint8Array<ArrayBuffer>) {
    this.#random = random;
    this.#key = random(KEY_BYTES);
  }

  /** Returns a seal for a form. */
  seal(cookies: string | undefined, isSecure: boolean): FormSeal {
    const known = NONCE.exec(cookies ?? "")?.[1];
    const nonce = known ?? this.#newNonce();
    const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
    return {
      seal: this.#sealOf(nonce).toString("base64url"),
      cookie: known === undefined ? `vestibule_form=${nonce}; ${attributes}` : undefined,
    };
  }

  /** Tells whether a form's seal fits the browser that sends it. */
  fits(seal: string, cookies: string | undefined): boolean {
    const nonce = NONCE.exec(cookies ?? "")?.[1];
    if (nonce === undefined) return false;
    const [wanted, given] = [this.#sealOf(nonce), Buffer.from(seal, "base64url")];
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }

  #newNonce(): string {
    return this.#random(NONCE_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
  }

  #sealOf(nonce: string): Buffer {
    return createHmac("sha256", this.#key).update(nonce).digest();
  }
}
