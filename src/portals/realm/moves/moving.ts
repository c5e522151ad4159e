/** How a session stands that moves. */
export type Moving = Leaving | Given | Claimed;

interface Stage {
  /** The realm in which it is, and stays. */
  readonly realm: string;
  /** Tells whoever waits what the hub answers; `false` is that it does not. */
  readonly answer?: (isSo: boolean) => void;
  /** Ends the waiting. */
  readonly timer?: Disposable;
  /** The search that it goes to. */
  readonly search?: string;
}

/** The hub is asked whether it may go: nobody else has it. */
export interface Leaving extends Stage {
  readonly stage: "leaving";
}

/** Another Portal was told all that is known of it, and may have taken it. */
export interface Given extends Stage {
  readonly stage: "given";
  /** That Portal. */
  readonly other: number;
}

/** It was taken, or taken back: the hub is to say whether it is this Portal's. */
export interface Claimed extends Stage {
  readonly stage: "claimed";
  /** The Portal that may claim it as well. */
  readonly other: number;
  /**
   * Whether the hub was asked, by the link that there is, and so answers. Else the next one is told
   * of all sessions, and takes it for this Portal's unless it says otherwise.
   */
  isAsked: boolean;
  /** Goes on with it, as it is this Portal's. */
  readonly goOn: () => void;
}
