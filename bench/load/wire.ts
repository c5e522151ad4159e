/** How a peer connects. */
export type PeerKind = "telnet" | "mccp2" | "tls" | "websocket";

/** What a crowd may be told to do. */
export type Task =
  | {
    readonly kind: "connect";
    readonly how: PeerKind;
    readonly count: number;
    /** How many are on their way at a time. */
    readonly atOnce: number;
  }
  | {
    /** New peers come all at once, and go when they have been greeted. */
    readonly kind: "arrive";
    readonly count: number;
  }
  | {
    /** Every peer sends these lines, each when the one before it was answered. */
    readonly kind: "steps";
    readonly steps: readonly Step[];
    /** The number of the first peer that does: those before it have. */
    readonly from: number;
    readonly atOnce: number;
  }
  | {
    /** Every peer sends the line again as soon as it is answered. */
    readonly kind: "closed";
    readonly line: string;
    /** How many lines an answer has. */
    readonly lines: number;
    readonly ms: number;
  }
  | {
    /** Lines are sent at a fixed rate, by one peer after the other, whether answered or not. */
    readonly kind: "open";
    readonly line: string;
    readonly lines: number;
    readonly perSecond: number;
    readonly ms: number;
  }
  | {
    /** The first peers say a line that all hear, at a rate or as soon as all have heard it. */
    readonly kind: "fan";
    readonly line: string;
    readonly speakers: number;
    /** How often one says it, a second; 0 is as soon as they hear themselves. */
    readonly perSecond: number;
    readonly ms: number;
  }
  | { readonly kind: "first"; readonly step: Step }
  | {
    /** The first peer sends a line; the count is how many lines the answer has. */
    readonly kind: "probe";
    readonly line: string;
  }
  | { readonly kind: "close" };

/** An order to the load generator. */
export interface Order {
  /** The name of the crowd; a new one is empty. */
  readonly crowd: string;
  /** Where it connects. */
  readonly port: number;
  readonly task: Task;
}

/** A line that is sent, and what its answer holds. */
export interface Step {
  /** `{n}` is the number of the peer from 0 on, `{name}` a name made of it, `{tens}` a tenth of it. */
  readonly line: string;
  readonly until: string;
}

/** What was measured: times in milliseconds. */
export interface Figures {
  /** How much of it was done a second: lines answered, peers greeted, lines heard. */
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}
