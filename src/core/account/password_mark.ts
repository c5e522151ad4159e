import { createHash } from "node:crypto";
import type { StoredAccount } from "./account.ts";

/** Stands for a password: what is kept of one has a salt of its own, so it differs even for the same. */
export function passwordMark({ passwordHash }: StoredAccount): string {
  return createHash("sha256").update(passwordHash).digest("base64url");
}
