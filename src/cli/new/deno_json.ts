import { VERSION } from "../../version.ts";
import type { Placement } from "./placement.ts";

/** How generated code names the core; a later version that keeps its promises will do. */
export const CORE = `jsr:@vestibule/core@^${VERSION}`;

/**
 * Returns the lines of a `deno.json` that depend on where the folder lies.
 *
 * @param placement How it finds the core.
 */
export function placementLines(placement: Placement): readonly string[] {
  // The root of a workspace says these things for its members.
  if (placement.kind === "member") return [];
  const unstable = `  "unstable": ["worker-options"],`;
  if (placement.kind === "registry") return [unstable];
  return [`  "links": [${JSON.stringify(placement.path)}],`, unstable];
}
