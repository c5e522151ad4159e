import type { Call } from "../boundary/messages.ts";
import type { CmdSetStackOptions } from "../cmdset/cmdset_stack.ts";
import type { CmdSetShelf } from "../cmdset/shelf.ts";
import type { AnyCommand } from "../command/context.ts";
import type { GameObject, ObjectInit, Session, World } from "../model.ts";
import type { Journal } from "../store/journal.ts";
import type { Change, ObjectRow, StoreReader } from "../store/store.ts";
import { dataOfInit } from "./data_of_init.ts";
import {
  isWithin,
  type ObjectData,
  type ObjectHost,
  readRow,
  rowOf,
  StoredObject,
} from "./game_object.ts";
import { GroupIndex } from "./group_index.ts";
import type { ObjectTypes } from "./object_types.ts";
import { nameKey } from "../text/name_key.ts";

export { nameKey } from "../text/name_key.ts";

/** What the world takes of what the Store tells. */
type WorldReader = Pick<StoreReader, "onObjects" | "onChanges">;

/** What the world is made with. */
export interface WorldOptions {
  readonly journal: Pick<Journal<unknown>, "change" | "undoable">;
  /** Says something to sessions. */
  readonly output: (sessids: readonly number[], calls: readonly Call[]) => void;
  /** Finds the sessions that puppet an object. */
  readonly sessionsOf: (objectId: number) => readonly Session[];
  /** The name of the place where new characters begin; empty for the first room. */
  readonly startLocation: string;
  /** Lets the sessions go that puppet an object, which is about to be deleted. */
  readonly evict?: (object: GameObject) => void;
  /** Where cmdsets are found; no object can have a persistent one without it. */
  readonly shelf?: CmdSetShelf;
  /** The types of objects that plugins provide. */
  readonly types?: ObjectTypes;
  /** Hears of every object that is made. */
  readonly onCreate?: (object: GameObject) => void;
  /** Hears of every object that an account has got or lost, by the accounts' ids. */
  readonly onOwner?: (object: GameObject, change: OwnerChange) => void;
  /** Hears of objects that are not as they were, or have other contents; of undoing too. */
  readonly onTouch?: (ids: readonly (number | null)[]) => void;
}

/** Whose an object was, and whose it is. */
export interface OwnerChange {
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * All objects, in memory: each object exists once, whoever asks for it.
 *
 * It is filled by the Store's snapshot and feed, and records what game code changes.
 */
export class MemoryWorld implements World, ObjectHost, WorldReader {
  readonly #options: WorldOptions;
  readonly #objects = new Map<number, StoredObject>();
  readonly #byName = new GroupIndex<string, StoredObject>();
  readonly #byLocation = new GroupIndex<number, StoredObject>();
  readonly #byOwner = new GroupIndex<number, StoredObject>();
  /** Objects whose making was taken back: no other undo brings them back. */
  readonly #unmade = new WeakSet<StoredObject>();
  #lastId = 0;

  /**
   * Creates an empty world.
   *
   * @param options What it needs of the Server.
   */
  constructor(options: WorldOptions) {
    this.#options = options;
  }

  get types(): ObjectTypes | undefined {
    return this.#options.types;
  }

  get size(): number {
    return this.#objects.size;
  }

  create(init: ObjectInit): GameObject {
    const object = new StoredObject(this.#lastId + 1, dataOfInit(init, this), this);
    this.#record(object, () => this.#unmake(object));
    this.#lastId = object.id;
    this.#add(object);
    this.types?.created(object);
    this.#options.onCreate?.(object);
    this.#tellOfOwner(object, { from: null, to: object.ownerId });
    return object;
  }

  get(id: number): GameObject | undefined {
    return this.#objects.get(id);
  }

  /** Returns every object. */
  all(): readonly GameObject[] {
    return [...this.#objects.values()];
  }

  named(name: string): readonly GameObject[] {
    return this.#byName.get(nameKey(name));
  }

  startLocation(): GameObject | null {
    const named = this.named(this.#options.startLocation)[0];
    if (named !== undefined) return named;
    for (const object of this.#objects.values()) if (object.type === "room") return object;
    return null;
  }

  contentsOf(id: number): readonly GameObject[] {
    return this.#byLocation.get(id);
  }

  /** A number that grows whenever what is in an object, or a name of it, changes. */
  contentsVersion(id: number): number {
    return this.#byLocation.version(id);
  }

  /** Returns the characters of an account. */
  ownedBy(accountId: number): readonly GameObject[] {
    return this.#byOwner.get(accountId);
  }

  sessionsOf(id: number): readonly Session[] {
    return this.#options.sessionsOf(id);
  }

  output(sessids: readonly number[], calls: readonly Call[]): void {
    this.#options.output(sessids, calls);
  }

  changing(object: StoredObject, part: Partial<ObjectData>): void {
    this.#mustHold(object);
    const names = Object.keys(part) as (keyof ObjectData)[]; // the keys of a Partial of it
    const before: Partial<ObjectData> = Object.fromEntries(
      names.map((name) => [name, object.data[name]]),
    );
    const undo = () => this.#restore(object, before);
    this.#record(object, undo, `object:${object.id}.${names.join("+")}`);
    this.#replace(object, { ...object.data, ...part });
    const { ownerId = object.ownerId } = before;
    this.#tellOfOwner(object, { from: ownerId, to: object.ownerId });
  }

  stackOptions(object: StoredObject): CmdSetStackOptions<AnyCommand> {
    const { shelf, journal } = this.#options;
    return {
      find: (name) => shelf?.find(name),
      standard: object.type === "character" ? shelf?.character : undefined,
      onChange: (undo, isKept) => {
        if (!isKept) return journal.undoable(undo);
        this.#mustHold(object);
        this.#record(object, undo);
      },
      onMissing: (name) => shelf?.tellMissing(name, { object: object.id }),
    };
  }

  delete(object: StoredObject): void {
    if (this.#objects.get(object.id) !== object) return;
    const { location } = object;
    this.#options.evict?.(object);
    // Who heard of it may have deleted it meanwhile.
    if (this.#objects.get(object.id) !== object) return;
    for (const inner of this.contentsOf(object.id)) inner.location = location;
    const { id } = object;
    this.#options.journal.change(() => this.#bringBack(object), {
      key: `object:${id}`,
      build: () => ({ kind: "deleteObject", id }),
    });
    this.#remove(object);
    this.#tellOfOwner(object, { from: object.ownerId, to: null });
  }

  onObjects(rows: readonly ObjectRow[]): void {
    for (const row of rows) this.#load(row);
  }

  onChanges(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === "putObject") this.#load(change.row);
      if (change.kind === "deleteObject") {
        const object = this.#objects.get(change.id);
        if (object !== undefined) this.#remove(object);
      }
    }
  }

  /** Sets the highest number ever given, as the Store knows it. */
  setLastId(id: number): void {
    this.#lastId = id;
  }

  #load(row: ObjectRow): void {
    const { id, data, cmdsets } = readRow(row);
    const known = this.#objects.get(id);
    const object = known ?? new StoredObject(id, data, this);
    if (known === undefined) this.#add(object);
    else this.#replace(known, data);
    if (cmdsets.join() !== object.keptCmdSets.join()) object.cmdsets.recall(cmdsets);
  }

  #record(object: StoredObject, undo: () => void, slot?: string): void {
    this.#options.journal.change(undo, {
      ...(slot === undefined ? {} : { slot }),
      key: `object:${object.id}`,
      build: () => this.#objects.has(object.id) ? { kind: "putObject", row: rowOf(object) } : null,
    });
  }

  #tellOfOwner(object: StoredObject, change: OwnerChange): void {
    if (change.from !== change.to) this.#options.onOwner?.(object, change);
  }

  #mustHold(object: StoredObject): void {
    if (this.#objects.get(object.id) === object) return;
    throw new RangeError(
      `Cannot change object ${object.id} as it must be in the world: it was deleted`,
    );
  }

  /**
   * Takes a change back. When only one of several commands of a turn is taken back, the place an
   * object came from may be inside it by now; then it stays where it is.
   */
  #restore(object: StoredObject, before: Partial<ObjectData>): void {
    const place = this.get(before.location ?? 0);
    const { location } = place !== undefined && isWithin(place, object) ? object.data : before;
    const data = { ...object.data, ...before };
    this.#replace(object, location === undefined ? data : { ...data, location });
  }

  #unmake(object: StoredObject): void {
    this.#unmade.add(object);
    this.#remove(object);
  }

  #bringBack(object: StoredObject): void {
    if (!this.#unmade.has(object)) this.#add(object);
  }

  #replace(object: StoredObject, data: ObjectData): void {
    if (this.#objects.get(object.id) !== object) return object.restore(data);
    const { name, aliases, location, ownerId } = object.data;
    object.restore(data);
    this.#options.onTouch?.([object.id, location, data.location]);
    if (name !== data.name) {
      this.#byName.delete(nameKey(name), object);
      this.#byName.add(nameKey(data.name), object);
    }
    if (location !== data.location) {
      if (location !== null) this.#byLocation.delete(location, object);
      if (data.location !== null) this.#byLocation.add(data.location, object);
    } else if (location !== null && (name !== data.name || aliases !== data.aliases)) {
      this.#byLocation.touch(location);
    }
    if (ownerId === data.ownerId) return;
    if (ownerId !== null) this.#byOwner.delete(ownerId, object);
    if (data.ownerId !== null) this.#byOwner.add(data.ownerId, object);
  }

  #add(object: StoredObject): void {
    this.#objects.set(object.id, object);
    this.#index(object);
  }

  #remove(object: StoredObject): void {
    this.#unindex(object);
    this.#objects.delete(object.id);
  }

  #index(object: StoredObject): void {
    const { name, location, ownerId } = object.data;
    this.#options.onTouch?.([object.id, location]);
    this.#byName.add(nameKey(name), object);
    if (location !== null) this.#byLocation.add(location, object);
    if (ownerId !== null) this.#byOwner.add(ownerId, object);
  }

  #unindex(object: StoredObject): void {
    const { name, location, ownerId } = object.data;
    this.#options.onTouch?.([object.id, location]);
    this.#byName.delete(nameKey(name), object);
    if (location !== null) this.#byLocation.delete(location, object);
    if (ownerId !== null) this.#byOwner.delete(ownerId, object);
  }
}
