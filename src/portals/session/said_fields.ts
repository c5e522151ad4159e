import type { SessionSync } from "../../core/boundary/messages.ts";

/** Drops the fields that are `undefined`, which "not said" looks like after parsing. */
export function saidFields(
  fields: { readonly [K in keyof SessionSync]?: SessionSync[K] | undefined },
): Partial<SessionSync> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Partial<SessionSync>; // the same fields, less the unsaid
}
