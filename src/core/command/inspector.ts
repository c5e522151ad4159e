import type { CmdSet, MergeType } from "../cmdset/cmdset.ts";
import type { LayerPlace } from "../cmdset/layers.ts";
import type { GameObject, Json, Session } from "../model.ts";
import type { CommandNeeds } from "./command.ts";
import type { AnyCommand } from "./context.ts";
import type { Nick } from "./nicks.ts";
import type { NeededPermission } from "./permission.ts";

/** One cmdset that a session can reach, as it is before any merge. */
export interface LayerInfo {
  /** What the layer is called: `account: DefaultAccount`. */
  readonly source: string;
  /** Where it stands to the caller: its own, on an object around the puppet, or on an exit. */
  readonly place: LayerPlace;
  /** The cmdset's key. */
  readonly key: string;
  /** The higher one decides a merge. */
  readonly priority: number;
  /** How it combines with what it is merged with, when it decides. */
  readonly mergeType: MergeType;
  /** Merge types that hold against particular cmdsets, by their key. */
  readonly keyMergeTypes: Readonly<Record<string, MergeType>>;
  /** Whether commands of the same name stay side by side; `undefined` when it does not say. */
  readonly duplicates: boolean | undefined;
  /** Whether it takes exits out of reach; `undefined` when it does not say. */
  readonly noExits: boolean | undefined;
  /** Whether it takes the objects around out of reach; `undefined` when it does not say. */
  readonly noObjects: boolean | undefined;
  /** The number of its commands, system commands included. */
  readonly count: number;
  /** The layer whose flag takes this one out of reach; `null` when it counts. */
  readonly leftOutBy: string | null;
}

/** What a session's commands are merged from. */
export interface SessionLayers {
  /** Every layer in the order in which they merge; the last one decides. */
  readonly layers: readonly LayerInfo[];
  /** What comes of it: what the session can type, and what was hidden. */
  readonly merged: CmdSet<AnyCommand>;
}

/** A command, and where it came from. */
export interface ExplainedCommand {
  /** Its key. */
  readonly key: string;
  /** The registered name that the line fits, folded; its key for a system command. */
  readonly name: string;
  /** The layer that it came from. */
  readonly source: string;
  /** The number of the object whose cmdset it is from; `null` when it is no object's. */
  readonly ownerId: number | null;
}

/** A command that would have fitted, had another layer not hidden it. */
export interface HiddenMatch extends ExplainedCommand {
  /** The layer that hid it. */
  readonly by: string;
}

/** A command that fits, but is locked for the session: as good as absent (behaviour 8.2.6). */
export interface RefusedMatch extends ExplainedCommand {
  /** The permission that it needs; `null` when only its own `access` refuses. */
  readonly permission: NeededPermission | null;
}

/** What would become of a line. */
export type LineFate =
  /** The command runs; or tells that the session must first have what it `lacks`. */
  | {
    readonly kind: "runs";
    readonly command: ExplainedCommand;
    /** What follows the name, trimmed. */
    readonly args: string;
    /** What the session must have first; `null` when it has all. */
    readonly lacks: Exclude<CommandNeeds, "session"> | null;
  }
  /** Several commands have the name: `choices` are the ways to type each. */
  | {
    readonly kind: "many";
    readonly commands: readonly ExplainedCommand[];
    readonly choices: readonly string[];
    readonly system: ExplainedCommand | null;
  }
  /** No command fits. */
  | {
    readonly kind: "none";
    /** The names that may have been meant, the likeliest first. */
    readonly suggestions: readonly string[];
    /** The system command that runs instead. */
    readonly system: ExplainedCommand | null;
  }
  /** There is nothing in the line. */
  | { readonly kind: "empty"; readonly system: ExplainedCommand | null };

/** Why a line does what it does. */
export interface LineExplanation {
  /** The line that is matched: nicks replaced, trimmed. */
  readonly line: string;
  /** The nick that was replaced; `null` when the line began with none. */
  readonly nick: Nick | null;
  /** What would become of it. */
  readonly fate: LineFate;
  /** What would have fitted as well or better, but was hidden. */
  readonly hidden: readonly HiddenMatch[];
  /** What would have fitted as well or better, but is locked. */
  readonly refused: readonly RefusedMatch[];
  /** Whether a command waits for an answer, so that the line would be one and run nothing. */
  readonly isAnswer: boolean;
}

/** A value that is kept over reloads. */
export interface CarryInfo {
  /** What it is called. */
  readonly name: string;
  /** How long it is as JSON, in bytes of UTF-8. */
  readonly bytes: number;
}

/** Looks inside: why a line does what it does, and what a session and an object hold. */
export interface Inspector {
  /**
   * Tells what a line would do if a session typed it now; nothing is run.
   *
   * @throws {RangeError} When the session has ended.
   */
  explain(session: Session, line: string): LineExplanation;
  /**
   * Returns what a session's commands are merged from.
   *
   * @throws {RangeError} When the session has ended.
   */
  layers(session: Session): SessionLayers;
  /**
   * Returns what a session carries over reloads, by name and size alone: the values may be secret.
   *
   * @throws {RangeError} When the session has ended.
   */
  carry(session: Session): readonly CarryInfo[];
  /**
   * Shows to a session what the client of another and the Portal say to each other, secrets cut
   * out; the Portal tells it why, where it cannot.
   */
  xray(viewer: Session, target: Session): void;
  /** Shows it no longer: the line of one other session, or of all unless given. */
  endXray(viewer: Session, target?: Session): void;
  /** Returns every kept attribute of an object. */
  attributes(object: GameObject): Readonly<Record<string, Json>>;
}
