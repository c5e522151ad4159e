import { CmdSetStack, type CmdSetStackOptions } from "../cmdset/cmdset_stack.ts";
import type { AnyCommand } from "../command/context.ts";
import type {
  Account,
  ExecuteCmdOptions,
  GameObject,
  Json,
  MsgOptions,
  ObjectType,
  Outputs,
  Session,
} from "../model.ts";
import { jsonCopy } from "../json_copy.ts";
import { executeCmd } from "../session/execute_cmd.ts";
import { callsOf, sessidsOf } from "../session/outputs.ts";
import { type FieldKind, rowData } from "../store/row_data.ts";
import type { ObjectRow } from "../store/store.ts";
import type { ObjectTypes } from "./object_types.ts";

/** What is kept of an object, beside its number. Replaced whole at every change. */
export interface ObjectData {
  readonly type: ObjectType;
  /** Its type as a plugin provides it. */
  readonly typeName?: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly desc: string;
  readonly location: number | null;
  readonly destination: number | null;
  readonly ownerId: number | null;
  readonly attributes: Readonly<Record<string, Json>>;
}

/** What an object needs of the world that holds it. */
export interface ObjectHost {
  readonly types: ObjectTypes | undefined;
  get(id: number): GameObject | undefined;
  contentsOf(id: number): readonly GameObject[];
  sessionsOf(id: number): readonly Session[];
  /** Records a change and makes it. */
  changing(object: StoredObject, part: Partial<ObjectData>): void;
  /** What the stack of an object is made with. */
  stackOptions(object: StoredObject): CmdSetStackOptions<AnyCommand>;
  output(sessids: readonly number[], outputs: ReturnType<typeof callsOf>): void;
  delete(object: StoredObject): void;
}

/** An object of the world held in memory; what is assigned to it is kept by the Store. */
export class StoredObject implements GameObject {
  readonly id: number;
  readonly #host: ObjectHost;
  #data: ObjectData;
  /** Made when it is asked for: most of what is in a world never has a cmdset. */
  #cmdsets: CmdSetStack<AnyCommand> | undefined;

  /**
   * Creates the object in memory only; the world does the rest.
   *
   * @param id Its number.
   * @param data What is kept of it.
   * @param host The world.
   */
  constructor(id: number, data: ObjectData, host: ObjectHost) {
    this.id = id;
    this.#data = data;
    this.#host = host;
  }

  get cmdsets(): CmdSetStack<AnyCommand> {
    return this.#cmdsets ??= new CmdSetStack<AnyCommand>(this.#host.stackOptions(this));
  }

  /** Its stack of cmdsets, if it has one already: who only looks for commands makes none. */
  get madeCmdSets(): CmdSetStack<AnyCommand> | undefined {
    return this.#cmdsets;
  }

  /** The names of its persistent cmdsets, as its stack gives them. */
  get keptCmdSets(): readonly string[] {
    return this.#cmdsets?.kept() ?? [];
  }

  get type(): ObjectType {
    return this.#data.type;
  }

  get typeName(): string {
    return this.#data.typeName ?? this.type;
  }

  get name(): string {
    return this.#data.name;
  }

  set name(name: string) {
    this.#change({ name });
  }

  get aliases(): readonly string[] {
    return this.#data.aliases;
  }

  set aliases(aliases: readonly string[]) {
    this.#change({ aliases });
  }

  get desc(): string {
    return this.#data.desc;
  }

  set desc(desc: string) {
    this.#change({ desc });
  }

  get location(): GameObject | null {
    return this.#at(this.#data.location);
  }

  set location(location: GameObject | null) {
    if (location !== null && isWithin(location, this)) {
      throw new RangeError(
        `Cannot move object ${this.id} as its location must be outside of it: ` +
          `current target is object ${location.id}`,
      );
    }
    this.#change({ location: placeId(this.#host, location) });
  }

  get destination(): GameObject | null {
    return this.#at(this.#data.destination);
  }

  set destination(destination: GameObject | null) {
    this.#change({ destination: placeId(this.#host, destination) });
  }

  get ownerId(): number | null {
    return this.#data.ownerId;
  }

  set ownerId(ownerId: number | null) {
    this.#change({ ownerId });
  }

  get contents(): readonly GameObject[] {
    return this.#host.contentsOf(this.id);
  }

  get sessions(): readonly Session[] {
    return this.#host.sessionsOf(this.id);
  }

  get account(): Account | null {
    return this.sessions[0]?.account ?? null;
  }

  get(name: string): Json | undefined {
    return Object.hasOwn(this.#data.attributes, name) ? this.#data.attributes[name] : undefined;
  }

  set(name: string, value: Json | undefined): void {
    const { [name]: _, ...others } = this.#data.attributes;
    const kept = value === undefined ? {} : { [name]: jsonCopy(value, name) };
    this.#change({ attributes: { ...others, ...kept } });
  }

  msg(text: string | Outputs, options: MsgOptions = {}): void {
    const sessids = sessidsOf(options.sessions ?? this.#toldSessions(options));
    if (sessids.length > 0) this.#host.output(sessids, callsOf(text));
  }

  executeCmd(line: string, options: ExecuteCmdOptions = {}): boolean {
    return executeCmd(this.sessions, line, options);
  }

  shownTo(looker: GameObject, plain: string): string {
    return this.#host.types?.appearance(this, looker, plain) ?? plain;
  }

  admits(account: Account): boolean {
    return this.#host.types?.mayPuppet(this, account) ?? true;
  }

  delete(): void {
    this.#host.delete(this);
  }

  /** What is kept of it now. For the world. */
  get data(): ObjectData {
    return this.#data;
  }

  /** Replaces what is known of it, without recording a change. For the world. */
  restore(data: ObjectData): void {
    this.#data = data;
  }

  #toldSessions({ exclude }: MsgOptions): readonly Session[] {
    const told = [this, ...this.contents].filter((object) => !exclude?.includes(object));
    return told.flatMap((object) => object.sessions);
  }

  #at(id: number | null): GameObject | null {
    return id === null ? null : this.#host.get(id) ?? null;
  }

  #change(part: Partial<ObjectData>): void {
    this.#host.changing(this, part);
  }
}

/** What is kept of an object, its number and its cmdsets included. */
export interface KeptObject {
  readonly id: number;
  readonly data: ObjectData;
  /** The names of its persistent cmdsets, as its stack gave them. */
  readonly cmdsets: readonly string[];
}

/** Makes the row of an object. */
export function rowOf(object: StoredObject): ObjectRow {
  const { type, name, ...rest } = object.data;
  const cmdsets = object.keptCmdSets;
  const kept = cmdsets.length === 0 ? rest : { ...rest, cmdsets };
  return { id: object.id, type, name, data: JSON.stringify(kept) };
}

const FIELDS: Readonly<
  Record<Exclude<keyof ObjectData, "type" | "name"> | "cmdsets", FieldKind>
> = {
  typeName: "text",
  aliases: "texts",
  desc: "text",
  location: "number or null",
  destination: "number or null",
  ownerId: "number or null",
  attributes: "object",
  cmdsets: "texts",
};

/**
 * Reads a row; what an older version did not write gets its default.
 *
 * @throws {DamagedRowError} When its data is not as rowOf() writes it.
 */
export function readRow(row: ObjectRow): KeptObject {
  const { cmdsets = [], ...kept } = rowData(`object ${row.id}`, row.data, FIELDS) as
    & Partial<ObjectData>
    & { readonly cmdsets?: readonly string[] }; // rowData() looked
  const data = {
    aliases: [],
    desc: "",
    location: null,
    destination: null,
    ownerId: null,
    attributes: {},
    ...kept,
    type: row.type as ObjectType, // written by rowOf()
    name: row.name,
  };
  return { id: row.id, data, cmdsets };
}

/**
 * Returns the number of a place that something is to be put.
 *
 * @throws {RangeError} When the place is not in the world any more.
 */
export function placeId(host: Pick<ObjectHost, "get">, place: GameObject | null): number | null {
  if (place === null) return null;
  if (host.get(place.id) === place) return place.id;
  throw new RangeError(
    `Cannot use a place as it must be in the world: object ${place.id} was deleted`,
  );
}

/** Tells whether an object is another one, or inside it, however deep. */
export function isWithin(inner: GameObject, outer: GameObject): boolean {
  for (let at: GameObject | null = inner; at !== null; at = at.location) {
    if (at.id === outer.id) return true;
  }
  return false;
}
