import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import { messageOf } from "../../core/trace/error_text.ts";
import type { KeyPair } from "./self_signed.ts";

/** What a person is told of a certificate. */
export interface CertificateFacts {
  /** The SHA-256 of its bytes, as clients show it: pairs of hex digits with colons between. */
  readonly fingerprint: string;
  /** From when and until when it holds, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** The names and addresses it is for. */
  readonly names: readonly string[];
}

/** A certificate that can be used. */
export interface Certificate extends CertificateFacts {
  /** What a handshake is made with. */
  readonly context: SecureContext;
}

/**
 * Checks that a key pair can be used.
 *
 * @returns The certificate, or what is wrong with it, as the end of a sentence.
 */
export function checkPair(
  pair: KeyPair,
):
  | { readonly kind: "usable"; readonly certificate: Certificate }
  | { readonly kind: "broken"; readonly problem: string } {
  const certificate = attempt(() => new X509Certificate(pair.certificate));
  if (certificate === undefined) return broken("the certificate is not a PEM certificate");
  const key = attempt(() => createPrivateKey(pair.key));
  if (key === undefined) return broken("the key is not a PEM private key without a passphrase");
  if (!isKeyOf(certificate, key)) return broken("the key is not that of the certificate");
  try {
    return { kind: "usable", certificate: usable(certificate, pair) };
  } catch (error) {
    return broken(messageOf(error));
  }
}

function usable(certificate: X509Certificate, pair: KeyPair): Certificate {
  return {
    context: createSecureContext({
      cert: pair.certificate,
      key: pair.key,
      minVersion: "TLSv1.2",
    }),
    fingerprint: certificate.fingerprint256,
    from: Date.parse(certificate.validFrom),
    until: Date.parse(certificate.validTo),
    names: namesIn(certificate.subjectAltName ?? ""),
  };
}

/** The names stand as `DNS:localhost, IP Address:127.0.0.1`. */
function namesIn(text: string): string[] {
  return text.split(", ").map((entry) => entry.replace(/^(?:DNS|IP Address):/, ""))
    .filter((name) => name !== "");
}

function isKeyOf(certificate: X509Certificate, key: KeyObject): boolean {
  return attempt(() => certificate.checkPrivateKey(key)) ?? false;
}

function broken(problem: string): { readonly kind: "broken"; readonly problem: string } {
  return { kind: "broken", problem };
}

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
