import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";

/** How long a code is shown, in milliseconds. */
export const PERIOD_MS = 30_000;

/** What shows the codes of a secret that it was given, as somebody's phone does. */
export class TotpApp {
  readonly secret: string;
  readonly #totp: TOTP;

  /** Creates it from what `2fa on` showed. */
  constructor(shown: string) {
    const uri = /otpauth:\/\/totp\/\S+/.exec(shown)?.[0];
    assert.ok(uri !== undefined, shown);
    this.secret = new URL(uri).searchParams.get("secret") ?? "";
    this.#totp = new TOTP({ secret: Secret.fromBase32(this.secret) });
  }

  /** Returns the code of a moment: milliseconds since 1970. */
  codeAt(timestamp: number): string {
    return this.#totp.generate({ timestamp });
  }

  /** Returns a code that is none of this moment, of the one before and the one after it. */
  wrongAt(timestamp: number): string {
    const good = [-1, 0, 1].map((steps) => this.codeAt(timestamp + steps * PERIOD_MS));
    return ["000000", "111111", "222222", "333333"].find((code) => !good.includes(code)) ?? "";
  }
}

/** Returns the recovery codes in what was shown. */
export function recoveryCodesIn(shown: string): readonly string[] {
  return shown.match(/\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b/g) ?? [];
}
