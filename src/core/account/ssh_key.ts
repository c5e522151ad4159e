import { createHash } from "node:crypto";

/** A public key that SSH can check a client by. */
export interface SshKey {
  /** What kind of key it is, such as `ssh-ed25519`. */
  readonly type: string;
  /** The key in SSH's own form (RFC 4253, 6.6), as base64. */
  readonly key: string;
  /** What its owner calls it; empty when it has no name. */
  readonly comment: string;
  /** What tells it from others, as `ssh-keygen -l` shows it: `SHA256:` and base64. */
  readonly fingerprint: string;
}

/** What became of a typed key. */
export type ReadSshKeyResult =
  | { readonly kind: "ok"; readonly key: SshKey }
  /** One sentence for its user. */
  | { readonly kind: "refused"; readonly problem: string };

const ED25519 = "ssh-ed25519";
const RSA = "ssh-rsa";
const TYPES: readonly string[] = [
  ED25519,
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  RSA,
];
const ED25519_BYTES = 32;
const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 16_384;
const MAX_COMMENT = 60;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CONTROLS = /\p{C}/gu;

const PASTE =
  "Paste the one line of your public key file, such as ~/.ssh/id_ed25519.pub: it begins " +
  "with ssh-ed25519, ecdsa-sha2-nistp… or ssh-rsa";
const PRIVATE = "That is a private key, which nobody but you should ever see: make a new one. ";

/**
 * Reads one line of a public key file, as `ssh-keygen` writes it.
 *
 * @param line The type, the key as base64, and perhaps a comment.
 */
export function readSshKey(line: string): ReadSshKeyResult {
  if (/PRIVATE KEY/.test(line)) return refused(PRIVATE + PASTE);
  const [type = "", key = "", ...words] = line.trim().split(/\s+/);
  if (!TYPES.includes(type)) return refused(unknownType(type));
  if (!BASE64.test(key)) return refused(`The key behind ${type} is not whole. ${PASTE}`);
  const fields = readFields(Buffer.from(key, "base64"));
  if (fields === undefined || fields[0]?.toString() !== type) {
    return refused(`The key behind ${type} is not whole. ${PASTE}`);
  }
  const problem = problemOf(type, fields);
  if (problem !== undefined) return refused(problem);
  const comment = words.join(" ").replace(CONTROLS, "").slice(0, MAX_COMMENT).toWellFormed();
  const same = canonical(key);
  return { kind: "ok", key: { type, key: same, comment, fingerprint: fingerprintOf(same) } };
}

/** Returns the fingerprint of a key, which is given as base64. */
export function fingerprintOf(key: string): string {
  const hash = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64");
  return `SHA256:${hash.replace(/=+$/, "")}`;
}

function unknownType(type: string): string {
  if (type.startsWith("sk-")) return "A key on a security device cannot be used here. " + PASTE;
  if (type === "ssh-dss") return "A DSA key is not safe any more. " + PASTE;
  return PASTE;
}

function problemOf(type: string, fields: readonly Buffer[]): string | undefined {
  const last = fields.at(-1) ?? Buffer.alloc(0);
  if (type === ED25519) {
    return fields.length === 2 && last.length === ED25519_BYTES ? undefined : notWhole(type);
  }
  if (fields.length !== 3) return notWhole(type);
  if (type !== RSA) return last[0] === 4 ? undefined : notWhole(type);
  const bits = bitsOf(last);
  if (bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS) return undefined;
  return `An RSA key must have ${MIN_RSA_BITS} bits at least, this one has ${bits}. ` +
    "Make a better one: ssh-keygen -t ed25519";
}

function notWhole(type: string): string {
  return `The key behind ${type} is not whole. ${PASTE}`;
}

/** Returns the length of a positive number, as an mpint (RFC 4251, 5) is written. */
function bitsOf(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (number.length - first - 1) * 8 + 32 - Math.clz32(number[first] ?? 0);
}

/** Cuts a key into its fields, each with its length in four bytes before it. */
function readFields(bytes: Buffer): readonly Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** The same bytes are written the same way. */
function canonical(key: string): string {
  return Buffer.from(key, "base64").toString("base64");
}

function refused(problem: string): ReadSshKeyResult {
  return { kind: "refused", problem: problem.endsWith("ed25519") ? problem : `${problem}.` };
}
