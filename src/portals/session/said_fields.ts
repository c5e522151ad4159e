import type { SessionSync } from "../../core/boundary/messages.ts";

/**
 * Drops the fields that are `undefined`, which "not said" looks like after parsing, and what the
 * Portal alone says: who a session is abroad.
 */
export function saidFields(
  fields: { readonly [K in keyof SessionSync]?: SessionSync[K] | undefined },
): Partial<SessionSync> {
  const said = Object.entries(fields)
    .filter(([name, value]) => value !== undefined && name !== "passport");
  return Object.fromEntries(said) as Partial<SessionSync>; // the same fields, less the unsaid
}
