import type { CommandShape } from "../command/command.ts";
import type { CmdSet } from "./cmdset.ts";
import { foldName } from "./name.ts";

/** A cmdset under the name it is registered by, so that it can be found again after a reload. */
export interface NamedCmdSet<C extends CommandShape> {
  /** `plugin/name`. */
  readonly name: string;
  /** The cmdset. */
  readonly set: CmdSet<C>;
}

/** Where a cmdset goes on the stack. */
export interface AddCmdSetOptions {
  /** Puts it in the default slot, in place of what is there. */
  readonly default?: boolean;
}

/**
 * The cmdsets of one session, account or object: a default one and those above it (7.3).
 *
 * The game makes the stacks; a plugin finds them at `session.cmdsets`, `account.cmdsets` and
 * `object.cmdsets`. A session's stack is built again after a reload from the registered names.
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
 * const enter = defineCommand({
 *   key: "enter",
 *   run: ({ session }) => session.cmdsets.add({ name: "myplugin/maze", set: maze }),
 * });
 *
 * assert.deepEqual([enter.key, maze.names()], ["enter", ["leave"]]);
 * ```
 */
export class CmdSetStack<C extends CommandShape> {
  #default: NamedCmdSet<C> | undefined;
  #above: readonly NamedCmdSet<C>[] = [];
  #sets: readonly CmdSet<C>[] = [];
  #version = 0;
  readonly #onChange: (undo: () => void) => void;

  /**
   * Creates an empty stack.
   *
   * @param onChange Hears, before each change, how to take it back.
   */
  constructor(onChange: (undo: () => void) => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Grows at every change. */
  get version(): number {
    return this.#version;
  }

  /** The cmdsets, the default one first; the same array until the next change. */
  get sets(): readonly CmdSet<C>[] {
    return this.#sets;
  }

  /** Returns the cmdsets with their names, the default one first if there is one. */
  all(): readonly NamedCmdSet<C>[] {
    return this.#default === undefined ? this.#above : [this.#default, ...this.#above];
  }

  /**
   * Returns the names by which {@linkcode restore} builds the stack again.
   *
   * The first is the default cmdset's, or empty when there is none but others are there.
   */
  names(): readonly string[] {
    const above = this.#above.map(({ name }) => name);
    if (this.#default === undefined && above.length === 0) return [];
    return [this.#default?.name ?? "", ...above];
  }

  /** Lays a cmdset on top, or into the default slot (7.3.2). */
  add(named: NamedCmdSet<C>, options: AddCmdSetOptions = {}): void {
    if (options.default === true) this.#change(named, this.#above);
    else this.#change(this.#default, [...this.#above, named]);
  }

  /**
   * Takes every cmdset of this key or registered name away; never the default one.
   *
   * @returns Whether there was one.
   */
  remove(key: string): boolean {
    const left = this.#above.filter((named) => !isCalled(named, key));
    if (left.length === this.#above.length) return false;
    this.#change(this.#default, left);
    return true;
  }

  /**
   * Empties the default slot.
   *
   * @returns What was in it.
   */
  removeDefault(): NamedCmdSet<C> | undefined {
    const removed = this.#default;
    if (removed !== undefined) this.#change(undefined, this.#above);
    return removed;
  }

  /**
   * Takes the uppermost cmdset away; never the default one.
   *
   * @returns What was taken.
   */
  pop(): NamedCmdSet<C> | undefined {
    const removed = this.#above.at(-1);
    if (removed !== undefined) this.#change(this.#default, this.#above.slice(0, -1));
    return removed;
  }

  /** Takes all away but the default cmdset. */
  clear(): void {
    if (this.#above.length > 0) this.#change(this.#default, []);
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
    this.#change(found[0], found.slice(1).filter((named) => named !== undefined));
    return missing;
  }

  #change(standard: NamedCmdSet<C> | undefined, above: readonly NamedCmdSet<C>[]): void {
    const before = { standard: this.#default, above: this.#above };
    this.#onChange(() => this.#set(before.standard, before.above));
    this.#set(standard, above);
  }

  #set(standard: NamedCmdSet<C> | undefined, above: readonly NamedCmdSet<C>[]): void {
    this.#default = standard;
    this.#above = above;
    this.#sets = this.all().map(({ set }) => set);
    this.#version++;
  }
}

function isCalled<C extends CommandShape>(named: NamedCmdSet<C>, key: string): boolean {
  return named.name === key || foldName(named.set.key) === foldName(key);
}
