import type { CommandShape, SystemCommandName } from "../command/command.ts";
import { type CmdSetEntry, entryOf, type HiddenCommand } from "./entry.ts";
import { checkName, foldName } from "./name.ts";
import { NameIndex } from "./name_index.ts";
import type { OfferedTo } from "./offer.ts";

/** How a cmdset combines with what it is merged with, when it decides (behaviour 7.2.3). */
export type MergeType = "union" | "intersect" | "replace" | "remove";

/** What a game author says of a cmdset. */
export interface CmdSetDefinition<C extends CommandShape> {
  /** What it is called: at most 60 characters, no space around it. */
  readonly key: string;
  /** The cmdset with the higher priority decides a merge; 0 unless given. */
  readonly priority?: number;
  /** `union` unless given. */
  readonly mergeType?: MergeType;
  /** Merge types for particular cmdsets, by their key. */
  readonly keyMergeTypes?: Readonly<Record<string, MergeType>>;
  /** Keeps commands of the same name side by side, when merged with one of equal priority. */
  readonly duplicates?: boolean;
  /** Takes the exits out of reach. */
  readonly noExits?: boolean;
  /** Takes the objects around the puppet, exits included, out of reach. */
  readonly noObjects?: boolean;
  /**
   * Decides who else can use it when it is an object's: those for whom it gives `true`. Without it
   * a thing, an exit or a room offers it to everybody there, a character to nobody.
   */
  readonly offeredTo?: OfferedTo;
  /** Its commands; a later one takes the place of an earlier one of the same name. */
  readonly commands: readonly C[];
}

/** All that a cmdset is made of. */
export interface CmdSetParts<C extends CommandShape> {
  /** What it is called; after a merge, the key of the cmdset that decided. */
  readonly key: string;
  /** The higher one decides a merge. */
  readonly priority: number;
  /** How it combines with what it is merged with, when it decides. */
  readonly mergeType: MergeType;
  /** Merge types that hold against particular cmdsets, by their key. */
  readonly keyMergeTypes: Readonly<Record<string, MergeType>>;
  /** Whether commands of the same name stay side by side; `undefined` after a merge. */
  readonly duplicates: boolean | undefined;
  /** Whether exits are out of reach; while `undefined`, another cmdset may say. */
  readonly noExits: boolean | undefined;
  /** Whether the objects around are out of reach; while `undefined`, another cmdset may say. */
  readonly noObjects: boolean | undefined;
  /** Who near its object can use it; `undefined` after a merge. */
  readonly offeredTo: OfferedTo | undefined;
  /** The layer it is, for those who ask where a command came from. */
  readonly source: string;
  /** Its commands with the names they answer to; of equal names the first wins. */
  readonly entries: readonly CmdSetEntry<C>[];
  /** What its merges hid. */
  readonly hidden: readonly HiddenCommand<C>[];
}

/**
 * A group of commands: an immutable value, made by {@linkcode cmdSet} or by a merge.
 *
 * @example What can be typed
 * ```ts
 * import { cmdSet, defineCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const say = defineCommand({ key: "say", aliases: ["'"], prefix: true, run() {} });
 * const body = cmdSet({ key: "Body", commands: [say] });
 *
 * assert.deepEqual(body.names(), ["say", "'"]);
 * assert.equal(body.get("SAY"), say);
 * ```
 */
export class CmdSet<C extends CommandShape> implements CmdSetParts<C> {
  /** What it is called; after a merge, the key of the cmdset that decided. */
  readonly key: string;
  /** The higher one decides a merge. */
  readonly priority: number;
  /** How it combines with what it is merged with, when it decides. */
  readonly mergeType: MergeType;
  /** Merge types that hold against particular cmdsets, by their key. */
  readonly keyMergeTypes: Readonly<Record<string, MergeType>>;
  /** Whether commands of the same name stay side by side; `undefined` after a merge. */
  readonly duplicates: boolean | undefined;
  /** Whether exits are out of reach; while `undefined`, another cmdset may say. */
  readonly noExits: boolean | undefined;
  /** Whether the objects around are out of reach; while `undefined`, another cmdset may say. */
  readonly noObjects: boolean | undefined;
  /** Who near its object can use it; `undefined` after a merge. */
  readonly offeredTo: OfferedTo | undefined;
  /** The layer it is, for those who ask where a command came from. */
  readonly source: string;
  /** Its commands with the names they answer to; of equal names the first wins. */
  readonly entries: readonly CmdSetEntry<C>[];
  /** What its merges hid. */
  readonly hidden: readonly HiddenCommand<C>[];
  readonly #byName = new Map<string, CmdSetEntry<C>[]>();
  readonly #system = new Map<SystemCommandName, CmdSetEntry<C>>();
  #index: NameIndex<C> | undefined;
  #stripped: { readonly chars: string; readonly index: NameIndex<C> } | undefined;

  /** Creates a cmdset from all its parts; game code calls {@linkcode cmdSet} instead. */
  constructor(parts: CmdSetParts<C>) {
    this.key = parts.key;
    this.priority = parts.priority;
    this.mergeType = parts.mergeType;
    this.keyMergeTypes = parts.keyMergeTypes;
    this.duplicates = parts.duplicates;
    this.noExits = parts.noExits;
    this.noObjects = parts.noObjects;
    this.offeredTo = parts.offeredTo;
    this.source = parts.source;
    this.entries = parts.entries;
    this.hidden = parts.hidden;
    for (const entry of parts.entries) this.#register(entry);
  }

  /** The number of commands, system commands included. */
  get count(): number {
    return this.entries.length;
  }

  /** Returns every name that can be typed, folded, each once. */
  names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Tells whether a command answers to a name, whatever its case. */
  has(name: string): boolean {
    return this.#byName.has(foldName(name));
  }

  /** Returns the command that answers to a name; the newest of several. */
  get(name: string): C | undefined {
    return this.find(name)[0]?.command;
  }

  /** Returns every entry that answers to a name, the newest first. */
  find(name: string): readonly CmdSetEntry<C>[] {
    return this.#byName.get(foldName(name)) ?? [];
  }

  /** Returns the system command for a moment. */
  system(name: SystemCommandName): C | undefined {
    return this.#system.get(name)?.command;
  }

  /** Goes through the commands, system commands included. */
  *[Symbol.iterator](): IterableIterator<C> {
    for (const entry of this.entries) yield entry.command;
  }

  /**
   * Returns the index that matching looks names up in; built once.
   *
   * @internal
   */
  index(): NameIndex<C> {
    return this.#index ??= new NameIndex(this.entries, "");
  }

  /**
   * Returns the index of the names without certain leading characters; the last one is kept.
   *
   * @param chars The characters to leave out at the beginning of a name.
   *
   * @internal
   */
  indexWithout(chars: string): NameIndex<C> {
    if (this.#stripped?.chars !== chars) {
      this.#stripped = { chars, index: new NameIndex(this.entries, chars) };
    }
    return this.#stripped.index;
  }

  /**
   * Returns the same cmdset as a layer: its commands remember where they came from.
   *
   * @param source What the layer is called.
   * @param owner The object whose cmdset it is, if any.
   */
  asLayer(source: string, owner?: object): CmdSet<C> {
    const origin = owner === undefined ? { source } : { source, owner };
    const entries = this.entries.map(({ command, names }) => ({ command, names, ...origin }));
    return new CmdSet({ ...this, source, entries });
  }

  #register(entry: CmdSetEntry<C>): void {
    if (entry.command.system !== undefined) this.#system.set(entry.command.system, entry);
    for (const name of entry.names) {
      const there = this.#byName.get(name);
      if (there === undefined) this.#byName.set(name, [entry]);
      else there.push(entry);
    }
  }
}

/** The cmdset of those who have none: merging it with another gives the other. */
export const EMPTY_CMDSET: CmdSet<never> = new CmdSet<never>({
  key: "Empty",
  priority: -101,
  mergeType: "union",
  keyMergeTypes: {},
  duplicates: undefined,
  noExits: undefined,
  noObjects: undefined,
  offeredTo: undefined,
  source: "Empty",
  entries: [],
  hidden: [],
});

/**
 * Creates a cmdset (behaviour 7.1).
 *
 * A later command takes the place of an earlier one with which it shares a name, unless
 * `duplicates` is set.
 *
 * @param definition What the cmdset is called, how it merges, and its commands.
 * @returns The cmdset.
 * @throws {TypeError} When the cmdset's key, or a command's key or alias, cannot be a name, or
 * when the priority is not a number.
 *
 * @example Two commands that share a name
 * ```ts
 * import { cmdSet, defineCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const walk = defineCommand({ key: "walk", run() {} });
 * const stroll = defineCommand({ key: "stroll", aliases: ["walk"], run() {} });
 * const park = cmdSet({ key: "Park", commands: [walk, stroll] });
 *
 * assert.deepEqual([...park], [stroll]);
 * ```
 */
export function cmdSet<C extends CommandShape>(definition: CmdSetDefinition<C>): CmdSet<C> {
  const { key, priority = 0, mergeType = "union", keyMergeTypes = {} } = definition;
  const { duplicates, noExits, noObjects, offeredTo, commands } = definition;
  checkName(key, "cmdset key");
  if (!Number.isFinite(priority)) {
    throw new TypeError(
      `Cannot create cmdset "${key}" as its priority must be finite: current value is ${priority}`,
    );
  }
  return new CmdSet({
    ...{ key, priority, mergeType, keyMergeTypes, duplicates, noExits, noObjects, offeredTo },
    source: key,
    entries: collect(commands, key, duplicates),
    hidden: [],
  });
}

/**
 * Checks the names of a command.
 *
 * @throws {TypeError} When one of them cannot be a name.
 */
export function checkCommandNames(command: CommandShape): void {
  checkName(command.key, "command key");
  for (const alias of command.aliases) checkName(alias, `alias of command "${command.key}"`);
}

function collect<C extends CommandShape>(
  commands: readonly C[],
  source: string,
  duplicates = false,
): CmdSetEntry<C>[] {
  let entries: CmdSetEntry<C>[] = [];
  for (const command of commands) {
    checkCommandNames(command);
    const entry = entryOf(command, source);
    entries = entries.filter((other) => !takesPlace(entry, other, duplicates));
    if (duplicates) entries.unshift(entry);
    else entries.push(entry);
  }
  return entries;
}

/** A system command is never doubled, nor is one and the same command. */
function takesPlace<C extends CommandShape>(
  entry: CmdSetEntry<C>,
  other: CmdSetEntry<C>,
  duplicates: boolean,
): boolean {
  const { system } = entry.command;
  if (entry.command === other.command) return true;
  if (system !== undefined) return system === other.command.system;
  return !duplicates && entry.names.some((name) => other.names.includes(name));
}
