import * as v from "valibot";
import type { StoredAccount } from "./account.ts";

const KeptSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("on"),
    /** In base32. */
    secret: v.string(),
    /** The number of the 30 seconds that the last code was of: an earlier or the same is used up. */
    lastStep: v.number(),
    /** SHA-256 of each recovery code that is left. */
    recovery: v.array(v.string()),
  }),
  /** Somebody else turned it off, and the owner was not told yet. */
  v.strictObject({ kind: v.literal("off"), by: v.string() }),
]);

/** What is kept of an account's codes. */
export type KeptTwoFactor = v.InferOutput<typeof KeptSchema>;

/** Fits no code: an account whose row is damaged is not open to whoever has the password. */
const DAMAGED: KeptTwoFactor = {
  kind: "on",
  secret: "",
  lastStep: Number.MAX_SAFE_INTEGER,
  recovery: [],
};

/** Reads what is kept of an account's codes; `undefined` when it never asked for any. */
export function keptTwoFactor({ twoFactor }: StoredAccount): KeptTwoFactor | undefined {
  if (twoFactor === undefined) return undefined;
  const kept = v.safeParse(KeptSchema, twoFactor);
  return kept.success ? kept.output : DAMAGED;
}
