/** Where visitors come. */
export interface VisitPlan {
  readonly telnetPort: number;
  readonly webPort: number;
  /**
   * From how many addresses those by telnet come, as a trusted proxy says; 0 when none says it and
   * all are from here.
   */
  readonly addresses: number;
}

/** What visitors are told, each a line of JSON. */
export type VisitOrder =
  /** Come and leave. */
  | { readonly kind: "storm"; readonly plan: StormPlan }
  /** So many come, log in and stay, one half by telnet and one by websocket. */
  | { readonly kind: "stay"; readonly sessions: number }
  /** Those who stay leave, all at once. */
  | { readonly kind: "leave" };

/** How visitors come and leave. */
export interface StormPlan {
  /** How many are to come in each second. */
  readonly perSecond: number;
  /** How many may be there at once: when the server is slower, fewer come. */
  readonly atOnce: number;
  /** How many come in all. */
  readonly visits: number;
}

/** What visitors say, each a line of JSON. */
export type VisitNews =
  | { readonly kind: "come"; readonly sessions: number }
  | { readonly kind: "stayed"; readonly sessions: number }
  /** `dropped` were gone before they were told to. */
  | { readonly kind: "left"; readonly sessions: number; readonly dropped: number }
  | { readonly kind: "stormed"; readonly report: StormReport };

/** How a storm went. */
export interface StormReport {
  readonly visits: number;
  /** Visits that were not answered, or that the server did not end when it was asked to. */
  readonly failed: number;
  readonly firstFailures: readonly string[];
  /** From the first visit to the end of the last one, in seconds. */
  readonly seconds: number;
}
