import type { Account, Game, GameObject, Json } from "../model.ts";
import type { ObjectType } from "../model_values.ts";

/** What a type of objects that a plugin provides is called: `plugin/name`. */
export type ObjectTypeName = `${string}/${string}`;

/** What may be of a type that a plugin provides. */
export interface Typed {
  /** Its type, `plugin/name`, whether its plugin is there or not; else what it plainly is. */
  readonly typeName: string;
}

/** A type of objects: what a new one starts with, and how all of them behave. */
export interface ObjectTypeDefinition {
  /** The kind that it is based on: what it is while its plugin is away. */
  readonly base: ObjectType;
  /** The name of a new one, unless whoever makes it gives one. */
  readonly name?: string;
  /** Other names of a new one, unless whoever makes it gives some. */
  readonly aliases?: readonly string[];
  /** What one sees of a new one, unless whoever makes it says so: markup. */
  readonly desc?: string;
  /** Attributes that a new one starts with. */
  readonly attributes?: Readonly<Record<string, Json>>;
  /** The registered name of a command set that a new one is given to keep. */
  readonly cmdset?: string;
  /** Is called at once with each new one, before others hear of it. */
  readonly onCreate?: (object: GameObject, game: Game) => void;
  /**
   * Returns what somebody sees of one: markup, at once.
   *
   * @param plain What would be seen without it.
   */
  readonly appearance?: (object: GameObject, looker: GameObject, plain: string) => string;
  /** Tells whether the account that owns one may puppet it; staff who may puppet all are not asked. */
  readonly mayPuppet?: (object: GameObject, account: Account) => boolean;
}
