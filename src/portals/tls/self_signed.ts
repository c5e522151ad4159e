import { parseAddress } from "../../core/gate/network.ts";
import {
  bitString,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  time,
  truth,
  utf8String,
  wrapped,
} from "./der.ts";

/** A certificate and its private key, both as PEM text (RFC 7468). */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate is made for. */
export interface SelfSignedOptions {
  /** The names and addresses that clients connect to; the first is shown as the owner's. */
  readonly names: readonly string[];
  /** From when it holds, in milliseconds since 1970. */
  readonly from: number;
  /** Until when it holds, in milliseconds since 1970. */
  readonly until: number;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

const OID = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

/** X.509 version 3 is written as 2, the signature's bit first in the key's usage. */
const VERSION_3 = 2;
const DIGITAL_SIGNATURE = Uint8Array.of(0x80);
const SEVEN_UNUSED = 7;
/** The kinds of alternative names (RFC 5280, section 4.2.1.6). */
const DNS_NAME = 2;
const IP_ADDRESS = 7;
const SERIAL_BYTES = 16;
const PEM_COLUMNS = 64;
/** The longest common name (RFC 5280, appendix A.1, ub-common-name). */
const MAX_COMMON_NAME = 64;

/**
 * Makes a key (ECDSA, P-256) and a certificate of it that nobody but itself vouches for
 * (RFC 5280).
 */
export async function selfSigned(options: SelfSignedOptions): Promise<KeyPair> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    ALGORITHM,
    true,
    ["sign", "verify"],
  );
  const body = bodyOf(options, await exported("spki", publicKey));
  const raw = await crypto.subtle.sign(ALGORITHM, privateKey, body.slice());
  const certificate = sequence(
    body,
    sequence(objectId(OID.ecdsaWithSha256)),
    bitString(signatureOf(new Uint8Array(raw))),
  );
  return {
    certificate: pem("CERTIFICATE", certificate),
    key: pem("PRIVATE KEY", await exported("pkcs8", privateKey)),
  };
}

async function exported(format: "spki" | "pkcs8", key: CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.exportKey(format, key));
}

function bodyOf({ names, from, until }: SelfSignedOptions, publicKey: Uint8Array): Uint8Array {
  const owner = ownerOf((names[0] ?? "").slice(0, MAX_COMMON_NAME));
  return sequence(
    wrapped(0, integer(Uint8Array.of(VERSION_3))),
    integer(crypto.getRandomValues(new Uint8Array(SERIAL_BYTES))),
    sequence(objectId(OID.ecdsaWithSha256)),
    owner,
    sequence(time(from), time(until)),
    owner,
    publicKey,
    wrapped(3, extensions(names)),
  );
}

function ownerOf(name: string): Uint8Array {
  return sequence(set(sequence(objectId(OID.commonName), utf8String(name))));
}

function extensions(names: readonly string[]): Uint8Array {
  const usage = bitString(DIGITAL_SIGNATURE, SEVEN_UNUSED);
  return sequence(
    sequence(objectId(OID.basicConstraints), truth(), octetString(sequence())),
    sequence(objectId(OID.keyUsage), truth(), octetString(usage)),
    extension(OID.extendedKeyUsage, sequence(objectId(OID.serverAuth))),
    extension(OID.subjectAltName, sequence(...names.map(alternativeName))),
  );
}

function extension(id: string, value: Uint8Array): Uint8Array {
  return sequence(objectId(id), octetString(value));
}

function alternativeName(name: string): Uint8Array {
  const address = parseAddress(name);
  if (address === undefined) return tagged(DNS_NAME, new TextEncoder().encode(name));
  const length = address.family === 4 ? 4 : 16;
  const bytes = Array.from(
    { length },
    (_, index) => Number(address.value >> BigInt(8 * (length - 1 - index)) & 0xffn),
  );
  return tagged(IP_ADDRESS, Uint8Array.from(bytes));
}

/** Web Crypto gives both numbers of a signature as bytes of one length; X.509 wants integers. */
function signatureOf(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}

function pem(label: string, bytes: Uint8Array): string {
  const lines = bytes.toBase64().match(new RegExp(`.{1,${PEM_COLUMNS}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
