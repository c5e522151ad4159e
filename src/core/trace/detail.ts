import type { SessionState, SessionStep } from "../boundary/lifecycle.ts";
import type { MergeType } from "../cmdset/cmdset.ts";

/**
 * What was made of messages and calls to be shown: plain data of the same shape, with what is secret
 * cut and what is long shortened.
 */
type Shown = unknown;

/**
 * How a message came to wait no longer: by one step, with all that waited, since its client or the
 * Server is gone.
 */
export type StepEnd = "step" | "release" | "closed" | "server gone";

/**
 * What each kind of event of detail carries: each message from a client to its commands and back,
 * and each hook. They are made only while somebody watches, and hold no secret.
 */
export interface DetailData {
  /** A client sent something, and its PortalSession took it. */
  readonly "client:input": { readonly calls: Shown; readonly secret: boolean };
  /**
   * A PortalSession hands something to its client; where many hand on the same, `sessids` are theirs
   * and the event is of none alone.
   */
  readonly "client:output": { readonly calls: Shown; readonly sessids?: readonly number[] };
  /** What the client types next is hidden, or shown again. */
  readonly "client:mode": { readonly mode: "normal" | "secret" };
  /** A message leaves the Portal for the Server of that epoch. */
  readonly "wall:portal": { readonly message: Shown; readonly epoch: number };
  /** A message of the Server of that epoch has come to the Portal. */
  readonly "wall:server": { readonly message: Shown; readonly epoch: number };
  /** A session has taken a step of the lifecycle. */
  readonly "session:step": {
    readonly step: SessionStep;
    readonly from: SessionState;
    readonly to: SessionState;
  };
  /** A hook that somebody watches begins; `watchers` are the plugins, in their order. */
  readonly "hook:begin": {
    readonly id: number;
    readonly hook: string;
    readonly watchers: readonly string[];
  };
  /** The hook of that id has ended, after so many milliseconds. */
  readonly "hook:end": { readonly id: number; readonly hook: string; readonly ms: number };
  /** The cmdset of a session was merged anew; the layers in the order of session to surroundings. */
  readonly "cmdset:merge": {
    readonly layers: readonly {
      readonly source: string;
      readonly key: string;
      readonly priority: number;
      readonly mergeType: MergeType;
    }[];
    /** How many commands came of it. */
    readonly count: number;
  };
  /** A line was matched; `command` when it fits one. */
  readonly "command:match": {
    readonly fate: "none" | "one" | "many" | "empty";
    readonly command?: string;
  };
  /** A command has ended, after so many milliseconds. */
  readonly "command:end": { readonly command: string; readonly ms: number };
  /** A message waits at the wall; `hooks` it will run, each watched by the plugins in `watchers`. */
  readonly "step:held": {
    readonly id: number;
    readonly direction: "portal" | "server";
    readonly message: Shown;
    readonly hooks: readonly string[];
    readonly watchers: Readonly<Record<string, readonly string[]>>;
  };
  /** The message of that id waits no longer. */
  readonly "step:passed": { readonly id: number; readonly how: StepEnd };
}

/** A kind of event of detail. */
export type DetailKind = keyof DetailData;
