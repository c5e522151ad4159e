import type { CounterFault } from "./counter.ts";

/** How a crowd of counters counts. */
export interface CrowdPlan {
  readonly telnetPort: number;
  readonly webPort: number;
  /** How many come by telnet, and how many by websocket. */
  readonly telnet: number;
  readonly websocket: number;
  /** How long each waits from one number to the next, in milliseconds. */
  readonly everyMs: number;
}

/** What a crowd has seen. */
export interface CrowdReport {
  readonly sessions: number;
  /** Connections that ended before they were told to. */
  readonly dropped: number;
  readonly sent: number;
  /** How many were answered; when all were, and without a fault, none was lost or doubled. */
  readonly answered: number;
  /** How many answers were not those that had to come, and the first of them. */
  readonly faults: number;
  readonly firstFaults: readonly CounterFault[];
  /** How long an answer was waited for, in milliseconds. */
  readonly wait: { readonly p50: number; readonly p99: number; readonly longest: number };
}

/** What a crowd is told, each a line of JSON. */
export type CrowdOrder = "count" | "finish";

/** What a crowd says, each a line of JSON. */
export type CrowdNews =
  | { readonly kind: "come"; readonly sessions: number }
  | { readonly kind: "in" }
  | { readonly kind: "done"; readonly report: CrowdReport };
