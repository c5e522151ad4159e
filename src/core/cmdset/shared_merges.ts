import type { CommandShape } from "../command/command.ts";
import type { CmdSet } from "./cmdset.ts";
import { type Layer, mergeLayers } from "./layers.ts";

/**
 * Merges the layers of many sessions, once for all that have the same ones. A merge is kept for as
 * long as a session has it.
 */
export class SharedMerges<C extends CommandShape> {
  readonly #merges = new Map<string, WeakRef<CmdSet<C>>>();
  readonly #ended = new FinalizationRegistry<string>((key) => this.#forget(key));
  readonly #numbers = new WeakMap<object, number>();
  #lastNumber = 0;

  /** How many merges are kept. */
  get count(): number {
    return this.#merges.size;
  }

  /** Returns the merge of these layers; see {@linkcode mergeLayers}. */
  merge(layers: readonly Layer<C>[]): CmdSet<C> {
    const key = JSON.stringify(layers.map((layer) => this.#keyOf(layer)));
    const there = this.#merges.get(key)?.deref();
    if (there !== undefined) return there;
    const merged = mergeLayers(layers);
    this.#merges.set(key, new WeakRef(merged));
    this.#ended.register(merged, key);
    return merged;
  }

  #keyOf({ set, source, owner, place = "own" }: Layer<C>): readonly unknown[] {
    return [this.#numberOf(set), source, place, owner === undefined ? 0 : this.#numberOf(owner)];
  }

  #numberOf(one: object): number {
    const number = this.#numbers.get(one) ?? ++this.#lastNumber;
    this.#numbers.set(one, number);
    return number;
  }

  /** The same layers may have been merged again meanwhile. */
  #forget(key: string): void {
    if (this.#merges.get(key)?.deref() === undefined) this.#merges.delete(key);
  }
}
