import type { CommandShape } from "../command/command.ts";
import type { CmdSet } from "./cmdset.ts";
import { foldName } from "./name.ts";
import {
  keptOf,
  listed,
  type NamedCmdSet,
  type StackSlot,
  type StackState,
  without,
} from "./stack_state.ts";

/** Where a cmdset goes on the stack, and for how long. */
export interface AddCmdSetOptions {
  /** Puts it in the default slot, in place of what is there. */
  readonly default?: boolean;
  /**
   * Keeps its name with the account or object, so that it comes back after a reload, a crash and a
   * restart; else it ends with the Server. It says nothing on a session: there every cmdset comes
   * back after a reload, and none outlives the connection.
   */
  readonly persistent?: boolean;
}

/** What a {@linkcode CmdSetStack} is made with. */
export interface CmdSetStackOptions<C extends CommandShape> {
  /** Finds a registered cmdset. */
  readonly find?: (name: string) => CmdSet<C> | undefined;
  /**
   * Hears, before each change, how to take it back; and whether it changes what is kept.
   *
   * @throws When the change cannot be kept; it is not made then.
   */
  readonly onChange?: (undo: () => void, isKept: boolean) => void;
  /** What is in the default slot until something else is put there. */
  readonly standard?: NamedCmdSet<C> | undefined;
  /** Hears of a name that is kept and not registered any more. */
  readonly onMissing?: (name: string) => void;
}

/**
 * The cmdsets of one session, account or object: a default one and those above it (7.3).
 *
 * The game makes the stacks; a plugin finds them at `session.cmdsets`, `account.cmdsets` and
 * `object.cmdsets`. What a command did to one of them is taken back when the command throws.
 *
 * @example A command that takes one into a maze, where nothing else can be done
 * ```ts
 * import { cmdSet, defineCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const leave = defineCommand({
 *   key: "leave",
 *   run: ({ session }) => void session.cmdsets.remove("myplugin/maze"),
 * });
 * const maze = cmdSet({ key: "Maze", priority: 20, mergeType: "replace", commands: [leave] });
 * // In setup: provide.cmdset("maze", maze);
 * const enter = defineCommand({
 *   key: "enter",
 *   run: ({ session }) => session.cmdsets.add("myplugin/maze"),
 * });
 *
 * assert.deepEqual([enter.key, maze.names()], ["enter", ["leave"]]);
 * ```
 */
export class CmdSetStack<C extends CommandShape> {
  #state: StackState<C>;
  #sets: readonly CmdSet<C>[] = [];
  #version = 0;
  #hasOffers = false;
  readonly #options: CmdSetStackOptions<C>;

  /**
   * Creates a stack with nothing in it but the standard default cmdset, if there is one.
   *
   * @param options What finds cmdsets and hears of changes.
   */
  constructor(options: CmdSetStackOptions<C> = {}) {
    const { standard } = options;
    this.#options = options;
    this.#state = { standard, keptStandard: "", above: [] };
    if (standard !== undefined) this.#sets = [standard.set];
  }

  /** Grows at every change. */
  get version(): number {
    return this.#version;
  }

  /** The cmdsets, the default one first; the same array until the next change. */
  get sets(): readonly CmdSet<C>[] {
    return this.#sets;
  }

  /** Whether one of the cmdsets says to whom it is offered. */
  get hasOffers(): boolean {
    return this.#hasOffers;
  }

  /** What is in the default slot. */
  get default(): NamedCmdSet<C> | undefined {
    return this.#state.standard;
  }

  /** Returns the cmdsets with their names, the default one first if there is one. */
  all(): readonly NamedCmdSet<C>[] {
    const { standard, above } = this.#state;
    const live = above.flatMap(({ name, set }) => set === undefined ? [] : [{ name, set }]);
    return standard === undefined ? live : [standard, ...live];
  }

  /**
   * Returns the names by which {@linkcode restore} builds the stack again.
   *
   * The first is the default cmdset's, or empty when there is none but others are there.
   */
  names(): readonly string[] {
    const live = this.#state.above.filter(({ set }) => set !== undefined);
    return listed(this.#state.standard?.name ?? "", live);
  }

  /**
   * Returns the names of the persistent cmdsets, in the form of {@linkcode names}; those that
   * nobody registers any more are among them.
   */
  kept(): readonly string[] {
    return keptOf(this.#state);
  }

  /**
   * Lays a cmdset on top, or into the default slot (7.3.2).
   *
   * A persistent one that is there already comes to the top, and is not there twice.
   *
   * @param cmdset Its registered name, `plugin/name`; or the cmdset under the name.
   * @param options Where it goes, and for how long.
   * @throws {RangeError} When it is given by name or is to be persistent, and nobody registers
   * the name.
   */
  add(cmdset: string | NamedCmdSet<C>, options: AddCmdSetOptions = {}): void {
    const { persistent: isPersistent = false } = options;
    const named = this.#registered(cmdset, isPersistent);
    const { keptStandard, above } = this.#state;
    if (options.default === true) {
      const keeps = isPersistent ? named.name : keptStandard;
      return this.#change({ standard: named, keptStandard: keeps, above });
    }
    const isSame = (slot: StackSlot<C>) => slot.isPersistent && slot.name === named.name;
    const others = isPersistent ? above.filter((slot) => !isSame(slot)) : above;
    this.#change({ ...this.#state, above: [...others, { ...named, isPersistent }] });
  }

  /**
   * Takes every cmdset of this key or registered name away, persistent or not; never the default
   * one.
   *
   * @returns Whether there was one.
   */
  remove(key: string): boolean {
    const { above } = this.#state;
    const left = above.filter((slot) => !isCalled(slot, key));
    if (left.length === above.length) return false;
    this.#change({ ...this.#state, above: left });
    return true;
  }

  /**
   * Empties the default slot, and forgets a persistent cmdset there. The default cmdset that the
   * settings name for accounts and characters is back when the Server starts again.
   *
   * @returns What was in it.
   */
  removeDefault(): NamedCmdSet<C> | undefined {
    const { standard, keptStandard, above } = this.#state;
    if (standard !== undefined || keptStandard !== "") {
      this.#change({ standard: undefined, keptStandard: "", above });
    }
    return standard;
  }

  /**
   * Takes the uppermost cmdset away; never the default one.
   *
   * @returns What was taken.
   */
  pop(): NamedCmdSet<C> | undefined {
    const { above } = this.#state;
    const top = above.findLast(({ set }) => set !== undefined);
    if (top?.set === undefined) return undefined;
    this.#change({ ...this.#state, above: above.filter((slot) => slot !== top) });
    return { name: top.name, set: top.set };
  }

  /** Takes all away but the default cmdset. */
  clear(): void {
    if (this.#state.above.length > 0) this.#change({ ...this.#state, above: [] });
  }

  /** Tells whether a cmdset of this key or registered name is there, the default one included. */
  has(key: string): boolean {
    return this.all().some((named) => isCalled(named, key));
  }

  /**
   * Builds the stack from names that {@linkcode names} gave; what was there goes.
   *
   * @param names The default cmdset's name, which may be empty, then the others.
   * @param find Finds a registered cmdset.
   * @returns The names that were not found; these are left out.
   */
  restore(
    names: readonly string[],
    find: (name: string) => CmdSet<C> | undefined,
  ): readonly string[] {
    const missing: string[] = [];
    const found = names.map((name): NamedCmdSet<C> | undefined => {
      const set = name === "" ? undefined : find(name);
      if (set === undefined && name !== "") missing.push(name);
      return set === undefined ? undefined : { name, set };
    });
    const above = found.slice(1).flatMap((named) =>
      named === undefined ? [] : [{ ...named, isPersistent: false }]
    );
    this.#change({ standard: found[0], keptStandard: "", above });
    return missing;
  }

  /**
   * Builds the stack from what {@linkcode kept} gave. A cmdset that is not registered any more is
   * left out but not forgotten; in the default slot the standard one takes its place.
   *
   * @param names What was kept.
   *
   * @internal
   */
  recall([keptStandard = "", ...names]: readonly string[]): void {
    const { standard } = this.#options;
    const above = names.map((name) => ({ name, set: this.#recalled(name), isPersistent: true }));
    const set = keptStandard === "" ? undefined : this.#recalled(keptStandard);
    const own = set === undefined ? standard : { name: keptStandard, set };
    this.#set({ standard: own, keptStandard, above });
  }

  #recalled(name: string): CmdSet<C> | undefined {
    const set = this.#options.find?.(name);
    if (set === undefined) this.#options.onMissing?.(name);
    return set;
  }

  #registered(cmdset: string | NamedCmdSet<C>, isPersistent: boolean): NamedCmdSet<C> {
    if (typeof cmdset !== "string" && !isPersistent) return cmdset;
    const name = typeof cmdset === "string" ? cmdset : cmdset.name;
    const set = this.#options.find?.(name);
    if (set !== undefined) return typeof cmdset === "string" ? { name, set } : cmdset;
    throw new RangeError(
      `Cannot add cmdset "${name}" as its name must be registered: no plugin provides it`,
    );
  }

  #change(next: StackState<C>): void {
    const before = this.#state;
    const isKept = !isSameList(keptOf(before), keptOf(next));
    this.#options.onChange?.(() => this.#set(without({ before, next }, this.#state)), isKept);
    this.#set(next);
  }

  #set(state: StackState<C>): void {
    this.#state = state;
    this.#sets = this.all().map(({ set }) => set);
    this.#hasOffers = this.#sets.some(({ offeredTo }) => offeredTo !== undefined);
    this.#version++;
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

function isCalled<C extends CommandShape>(
  { name, set }: { readonly name: string; readonly set: CmdSet<C> | undefined },
  key: string,
): boolean {
  return name === key || (set !== undefined && foldName(set.key) === foldName(key));
}
