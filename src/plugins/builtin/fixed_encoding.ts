import type { Session } from "../api.ts";

/** What users are told whose encoding cannot be changed. */
export const FIXED_ENCODING = "Your connection always speaks utf-8.";

/** Tells whether the portal speaks one encoding with all its clients, as SSH and the web do. */
export function hasFixedEncoding({ flagSources }: Session): boolean {
  return flagSources["encoding"] === "portal";
}
