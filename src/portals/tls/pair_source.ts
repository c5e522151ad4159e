import { messageOf } from "../../core/trace/error_text.ts";
import type { KeyFolder } from "../key_folder.ts";
import { type Certificate, checkPair } from "./certificate.ts";
import { type KeyPair, selfSigned } from "./self_signed.ts";

/** What a look at the certificate found. */
export type Found =
  | { readonly kind: "usable"; readonly certificate: Certificate }
  /** What is wrong, as a sentence that says what to do. */
  | { readonly kind: "broken"; readonly problem: string };

/** Where a certificate comes from. */
export interface PairSource {
  /** Whether the server makes it itself, so that no client trusts it by itself. */
  readonly isSelfMade: boolean;
  /** Finds the certificate as it is now. */
  find(now: number): Promise<Found>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a certificate of ours holds: what Apple's systems take at most is 825 days. */
const LIFE_MS = 800 * DAY_MS;
/**
 * How long before its end a certificate of ours is replaced, in milliseconds. TinTin++ takes another
 * one for an attack unless the one that it remembers ends within seven days.
 */
export const RENEW_MS: number = 6 * DAY_MS;
/** A client's clock may be behind ours. */
const BACKDATED_MS = DAY_MS;

const CERTIFICATE_FILE = "tls-certificate.pem";
const KEY_FILE = "tls-key.pem";

/**
 * Returns a source that makes its certificate, keeps it, and replaces it before it ends or when
 * it is for other names.
 *
 * @param keys Where it is kept.
 * @param names The names and addresses that clients connect to.
 */
export function selfMade(keys: KeyFolder, names: readonly string[]): PairSource {
  return {
    isSelfMade: true,
    async find(now) {
      const kept = await keptPair(keys);
      const found = kept === undefined ? undefined : checkPair(kept);
      if (found?.kind === "usable" && isGood(found.certificate, names, now)) return found;
      const pair = await selfSigned({ names, from: now - BACKDATED_MS, until: now + LIFE_MS });
      await keys.write(KEY_FILE, pair.key);
      await keys.write(CERTIFICATE_FILE, pair.certificate);
      return checkPair(pair);
    },
  };
}

/** Returns a source that reads two files, as others make them. */
export function givenFiles(certificatePath: string, keyPath: string): PairSource {
  return {
    isSelfMade: false,
    async find() {
      const certificate = await readPem("tlsCertificate", certificatePath);
      const key = await readPem("tlsKey", keyPath);
      if (typeof certificate !== "string") return certificate;
      if (typeof key !== "string") return key;
      const found = checkPair({ certificate, key });
      if (found.kind === "usable") return found;
      const what = `Cannot use "${certificatePath}" with "${keyPath}" for TLS as they must be a ` +
        `certificate and its key: ${found.problem}`;
      return { kind: "broken", problem: what };
    },
  };
}

async function keptPair(keys: KeyFolder): Promise<KeyPair | undefined> {
  const certificate = await keys.read(CERTIFICATE_FILE);
  const key = await keys.read(KEY_FILE);
  return certificate === undefined || key === undefined ? undefined : { certificate, key };
}

function isGood(certificate: Certificate, names: readonly string[], now: number): boolean {
  const isNow = certificate.from <= now && now < certificate.until - RENEW_MS;
  return isNow && names.every((name) => certificate.names.includes(name));
}

async function readPem(setting: string, path: string): Promise<string | Found> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    const problem = `Cannot use setting "${setting}" as it must name a file that can be read: ` +
      messageOf(error);
    return { kind: "broken", problem };
  }
}
