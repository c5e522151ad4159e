import type { Hooks } from "../hooks.ts";
import type { Account, Game, GameObject } from "../model.ts";
import { markupFrom } from "../parts/markup_from.ts";
import { ownerOf } from "../parts/owner_of.ts";
import type { ObjectTypeDefinition } from "./object_type.ts";

/** What {@linkcode ObjectTypes} are made with. */
export interface ObjectTypesOptions {
  /** The types, by `plugin/name`. */
  readonly types: ReadonlyMap<string, ObjectTypeDefinition>;
  readonly hooks: Pick<Hooks, "ask">;
  /** The game, which is made later. */
  readonly game: () => Game;
}

/** The types of objects that plugins provide, each asked under its plugin's name. */
export class ObjectTypes {
  readonly #options: ObjectTypesOptions;

  /**
   * Creates the types.
   *
   * @param options What plugins provide, and the guard of every call.
   */
  constructor(options: ObjectTypesOptions) {
    this.#options = options;
  }

  /**
   * Returns the type that somebody wants to make an object of.
   *
   * @throws {RangeError} When no plugin provides it.
   */
  wanted(name: string): ObjectTypeDefinition {
    const found = this.#options.types.get(name);
    if (found !== undefined) return found;
    const known = ["room", "exit", "character", "thing", ...this.#options.types.keys()].join(", ");
    throw new RangeError(
      `Cannot create an object as its type must be one of ${known}: current value is "${name}"`,
    );
  }

  /** Gives a new object what its type says. */
  created(object: GameObject): void {
    const { cmdset, onCreate } = this.#of(object) ?? {};
    if (cmdset !== undefined) {
      this.#ask(object, "cmdset", () => object.cmdsets.add(cmdset, { persistent: true }));
    }
    if (onCreate !== undefined) {
      this.#ask(object, "onCreate", () => onCreate(object, this.#options.game()));
    }
  }

  /** Returns what somebody sees of an object; `plain` when its type has nothing to say. */
  appearance(object: GameObject, looker: GameObject, plain: string): string {
    const show = this.#of(object)?.appearance;
    if (show === undefined) return plain;
    return this.#ask(object, "appearance", () => markupFrom(show(object, looker, plain))) ?? plain;
  }

  /**
   * Tells whether the owner of an object may puppet it; yes when its type cannot tell, as while its
   * plugin is away or off.
   */
  mayPuppet(object: GameObject, account: Account): boolean {
    const may = this.#of(object)?.mayPuppet;
    if (may === undefined) return true;
    return this.#ask(object, "mayPuppet", () => checkedAnswer(may(object, account))) ?? true;
  }

  #of({ type, typeName }: GameObject): ObjectTypeDefinition | undefined {
    const found = this.#options.types.get(typeName);
    return found?.base === type ? found : undefined;
  }

  #ask<T>({ typeName }: GameObject, what: string, run: () => T): T | undefined {
    return this.#options.hooks.ask(ownerOf(typeName), `${what} of ${typeName}`, run);
  }
}

/** Without types it may answer with a promise, which is as true as anything. */
function checkedAnswer(answer: unknown): boolean {
  if (typeof answer === "boolean") return answer;
  throw new TypeError(`Cannot use the answer as it must be true or false: it is ${typeof answer}`);
}
