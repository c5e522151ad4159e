/** The plain values in which the nouns of the game speak; see `model.ts`. */
import type { Extra } from "./command/context.ts";
import type { GameObject, Session } from "./model.ts";
import type { ObjectTypeName } from "./object/object_type.ts";

/** What an object is. */
export type ObjectType = "room" | "exit" | "character" | "thing";

/** A value that can be kept as JSON. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

/** What is said to a session: markup, or a prompt, or named out-of-band messages. */
export interface Outputs {
  /** A line or more of markup. */
  readonly text?: string;
  /** What the text is, for clients that show it apart: `look`, `help`, `menu` or your own word. */
  readonly type?: string;
  /** Markup that ends a display without a line end. */
  readonly prompt?: string;
  /** Out-of-band messages: each name with its data: fields, or a list or any other value. */
  readonly oob?: Readonly<Record<string, Json>>;
}

/** Who is told. */
export interface MsgOptions {
  /** Objects that are not told. */
  readonly exclude?: readonly GameObject[];
  /** Tells exactly these sessions, whatever else is said of who is told (behaviour 6.8). */
  readonly sessions?: Session | readonly Session[];
}

/** How an account or object runs a line. */
export interface ExecuteCmdOptions {
  /** The session that runs it, which must be one of its own; the first one unless given. */
  readonly session?: Session;
  /** What the command finds as its `extra` (behaviour 8.1.3). */
  readonly extra?: Extra;
  /** Whether the line may answer a question that the session is asked; else it is left out then. */
  readonly mayAnswer?: boolean;
}

/** What a new object starts with. */
export interface ObjectInit {
  /** What it is, or the type that a plugin provides: `plugin/name`; this never changes. */
  readonly type: ObjectType | ObjectTypeName;
  /** Its name, as it is shown; only a type with a name of its own can do without. */
  readonly name?: string;
  /** Other names it answers to; those of its type, or none, unless given. */
  readonly aliases?: readonly string[];
  /** What one sees when looking at it: markup; that of its type, or empty, unless given. */
  readonly desc?: string;
  /** What it is in; nowhere unless given. */
  readonly location?: GameObject | null;
  /** Where an exit leads. */
  readonly destination?: GameObject | null;
  /** The id of the account whose character it is. */
  readonly ownerId?: number | null;
}

/** How an object is puppeted. */
export interface PuppetOptions {
  /** Refuses, as `inUse`, what another session of the account puppets, instead of taking it. */
  readonly onlyFree?: boolean;
}

/** What became of a wish to puppet an object. */
export type PuppetOutcome =
  | { readonly kind: "puppeted"; readonly puppet: GameObject }
  /** The session puppets it. */
  | { readonly kind: "already" }
  /** The session has no account, or ends. */
  | { readonly kind: "notLoggedIn" }
  /** The account does not own it, and may not puppet everything; nobody puppets rooms or exits. */
  | { readonly kind: "notYours" }
  /** A session of the account with this name puppets it. */
  | { readonly kind: "inUse"; readonly by: string }
  /** The account puppets `maxNrSimultaneousPuppets` objects already. */
  | { readonly kind: "tooMany"; readonly limit: number };
