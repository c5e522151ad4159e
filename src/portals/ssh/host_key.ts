import { createHash } from "node:crypto";
import type { KeyFolder } from "../key_folder.ts";
import { newHostKey, parseKey } from "./ssh_library.ts";

/** The file of the key by which clients know this server again. */
const FILE = "ssh_host_ed25519_key";

/** The key by which clients know this server again. */
export interface HostKey {
  /** The private key, as OpenSSH writes it. */
  readonly privateKey: string;
  /** What tells it from others, as `ssh` shows it: `SHA256:` and base64. */
  readonly fingerprint: string;
}

/**
 * Reads the host key, or makes one the first time. One that is there and cannot be read is never
 * replaced: clients would take the new one for an attack.
 *
 * @param folder Where it is kept.
 * @throws Error when the file holds no ed25519 key; its message says what to do.
 */
export async function hostKey(folder: KeyFolder): Promise<HostKey> {
  const kept = await folder.read(FILE);
  if (kept === undefined) {
    const made = newHostKey();
    await folder.write(FILE, made);
    return known(made, folder);
  }
  return known(kept, folder);
}

function known(privateKey: string, folder: KeyFolder): HostKey {
  const key = parseKey(privateKey);
  if (key?.type !== "ssh-ed25519" || !privateKey.includes("PRIVATE KEY")) {
    throw new Error(
      `Cannot use SSH's host key as it must be an ed25519 key: "${folder.pathOf(FILE)}" holds ` +
        "none. Put back a copy of it; or delete it and tell your players that a new one is made, " +
        "as their clients will warn them",
    );
  }
  const hash = createHash("sha256").update(key.getPublicSSH()).digest("base64");
  return { privateKey, fingerprint: `SHA256:${hash.replace(/=+$/, "")}` };
}
