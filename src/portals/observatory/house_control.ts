import type { Snapshot } from "./control/snapshots.ts";

/** What came of something that was done to a house, or asked of it. */
export type ActOutcome =
  | {
    readonly ok: true;
    /** The sessions before it and after it, where that is of interest. */
    readonly before?: readonly Snapshot[];
    readonly after?: readonly Snapshot[];
    /** For how long what clients sent had to wait, in milliseconds. */
    readonly heldMs?: number;
  }
  /** It was not done; `why` is a sentence for whoever asked. */
  | { readonly ok: false; readonly why: string };

/** What is known of one session, and of a line that it might type. */
export type InspectOutcome =
  | { readonly ok: true; readonly session: unknown; readonly line?: unknown }
  | { readonly ok: false; readonly why: string };

/** Who acts on a house. */
export interface Actor {
  /** Whose account they signed in to; `null` for whoever is on this machine. */
  readonly uid: number | null;
  /** Where they are: an address without a port. */
  readonly address: string;
}

/** What somebody may do to a house from the observatory. `null` stands for every session. */
export interface HouseControl {
  /** Lets what the session and the Server say to each other wait at the wall. */
  hold(sessid: number | null): ActOutcome;
  /** Lets the oldest message that waits through. */
  step(sessid: number | null): ActOutcome;
  /** Lets all that waits through, and holds no more. */
  release(sessid: number | null): ActOutcome;
  /** Starts the game again while everybody stays connected. */
  reload(): Promise<ActOutcome>;
  /** As {@linkcode HouseControl.reload}, and unpuppets everybody. */
  reset(): Promise<ActOutcome>;
  /** Ends the Server without warning. */
  crash(): ActOutcome | Promise<ActOutcome>;
  /** Cuts the session's connection. */
  drop(sessid: number): ActOutcome | Promise<ActOutcome>;
  /** Delays what goes either way on the session's connection, in milliseconds; 0 is off. */
  delay(sessid: number, ms: number): ActOutcome;
  /** Splits what the session's connection carries into its smallest parts, or no longer. */
  split(sessid: number, how: { readonly on: boolean }): ActOutcome;
  /** Writes down what somebody is about to do, before it is done. */
  record(actor: Actor, detail: string): Promise<void>;
  /** Tells all that is known of a session, and what a line would do if it typed it. */
  inspect(what: { readonly sessid: number; readonly line?: string }): Promise<InspectOutcome>;
}
