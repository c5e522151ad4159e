import { VERSION } from "../../version.ts";
import type { Placement } from "./placement.ts";

/** How generated code names the core; a later version that keeps its promises will do. */
export const CORE = `jsr:@vestibule/core@^${VERSION}`;

/**
 * How a task starts the server: Deno asks nothing on the terminal, and looks at its sockets as often
 * as it can, as docs/performance.md explains.
 */
export const START = `DENO_NO_PROMPT=1 DENO_TOKIO_EVENT_INTERVAL=1 deno run -A ${CORE}/start`;

/** The core's SSH library does without its build scripts; unless told so, Deno warns of them. */
const ALWAYS = [
  `  "allowScripts": { "deny": ["npm:ssh2", "npm:cpu-features"] },`,
  `  "unstable": ["worker-options"],`,
];

/**
 * Returns the lines of a `deno.json` that depend on where the folder lies.
 *
 * @param placement How it finds the core.
 */
export function placementLines(placement: Placement): readonly string[] {
  // The root of a workspace says these things for its members.
  if (placement.kind === "member") return [];
  if (placement.kind === "registry") return ALWAYS;
  return [`  "links": [${JSON.stringify(placement.path)}],`, ...ALWAYS];
}
