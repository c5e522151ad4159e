import type { Secret, TOTP } from "otpauth";

/** How long a code is good before the next one is, in seconds (RFC 6238, section 5.2). */
const PERIOD = 30;
/** 160 bits, as RFC 4226, section 4, recommends. */
const SECRET_BYTES = 20;
/** 80 bits, so that nobody finds one by its hash. */
const RECOVERY_BYTES = 10;

/** Which of the last codes a code may be of. */
export interface TotpCheck {
  /** In base32. */
  readonly secret: string;
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Whose secret it is, as an app shows it. */
export interface TotpLabel {
  readonly issuer: string;
  readonly label: string;
}

/** Makes a new secret, in base32. */
export async function newTotpSecret(): Promise<string> {
  return (await randomSecret(SECRET_BYTES)).base32;
}

/** Makes a recovery code: four groups of four letters and digits. */
export async function newRecoveryCode(): Promise<string> {
  const { base32 } = await randomSecret(RECOVERY_BYTES);
  return base32.toLowerCase().replace(/(.{4})(?!$)/g, "$1-");
}

/** Returns the address by which an app learns a secret. */
export async function totpUri(secret: string, label: TotpLabel): Promise<string> {
  return (await totpOf(secret, label)).toString();
}

/**
 * Returns the number of the 30 seconds that a code is of, those before and after now included; a
 * clock may be as far out. `undefined` when it is of none of these.
 */
export async function totpStep({ secret, code, now }: TotpCheck): Promise<number | undefined> {
  const totp = await totpOf(secret, { issuer: "", label: "" });
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD) + delta;
}

async function totpOf(secret: string, label: TotpLabel): Promise<TOTP> {
  const { Secret, TOTP } = await otpauth();
  return new TOTP({
    ...label,
    ...{ algorithm: "SHA1", digits: 6, period: PERIOD },
    secret: Secret.fromBase32(secret),
  });
}

async function randomSecret(size: number): Promise<Secret> {
  const { Secret } = await otpauth();
  return new Secret({ size });
}

/** Loaded when the first code is looked at: most Servers start, and reload, without it. */
function otpauth() {
  return import("otpauth");
}
