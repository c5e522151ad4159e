import type { CmdSet } from "../cmdset/cmdset.ts";
import type { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import type { AnyCommand } from "../command/context.ts";
import type { Account, GameObject, Json, Session } from "../model.ts";
import { keptRecord, type MenuRecord, readRecord, topFrame } from "./menu_record.ts";

/** The name of the cmdset that hands every line to a menu, and of what is kept of the menu. */
export const MENU_NAME = "core/menu";

/** What a {@linkcode MenuPlace} is made with. */
export interface MenuPlaceOptions {
  /** Returns the cmdset that hands lines to a menu. */
  readonly cmdsetOf: (menu: string) => CmdSet<AnyCommand>;
  /** The most that may be kept, in bytes. */
  readonly maxBytes: number;
}

/** What can have menus, seen alike. */
export interface MenuHolder {
  readonly cmdsets: CmdSetStack<AnyCommand>;
  /** What the trace calls it. */
  readonly label: string;
  sessions(): readonly Session[];
  get(): Json | undefined;
  set(value: Json | undefined): void;
}

/** Where menus are: a session, an account or an object. */
export class MenuPlace {
  readonly #holder: MenuHolder;
  readonly #options: MenuPlaceOptions;

  /**
   * Creates a place; {@linkcode sessionPlace} and {@linkcode keptPlace} know how.
   *
   * @param holder What has the menus.
   * @param options The cmdsets and the limit.
   */
  constructor(holder: MenuHolder, options: MenuPlaceOptions) {
    this.#holder = holder;
    this.#options = options;
  }

  /** What the trace calls it. */
  get label(): string {
    return this.#holder.label;
  }

  /** The sessions that can answer. */
  get sessions(): readonly Session[] {
    return this.#holder.sessions();
  }

  /** What is kept, whether or not lines come here. */
  get kept(): MenuRecord | undefined {
    return readRecord(this.#holder.get());
  }

  /** What is under way: kept, and with lines coming here. */
  get record(): MenuRecord | undefined {
    return this.#holder.cmdsets.has(MENU_NAME) ? this.kept : undefined;
  }

  /**
   * Keeps what is under way; `undefined` ends it, and lines go to commands again.
   *
   * @throws {RangeError} When it is too much.
   */
  write(record: MenuRecord | undefined): void {
    const kept = record === undefined ? undefined : keptRecord(record);
    const set = record && this.#options.cmdsetOf(topFrame(record).menu);
    if (kept !== undefined) this.#checkSize(kept);
    if (kept !== undefined || this.#holder.get() !== undefined) this.#holder.set(kept);
    this.#lay(set);
  }

  #checkSize(kept: Json): void {
    const { maxBytes } = this.#options;
    const bytes = new TextEncoder().encode(JSON.stringify(kept)).length;
    if (bytes <= maxBytes) return;
    throw new RangeError(
      `Cannot keep the menus of ${this.label} as they must be at most ${maxBytes} bytes: ` +
        `current value is ${bytes}`,
    );
  }

  /** Lays a cmdset on top in place of the one that is there. */
  #lay(set: CmdSet<AnyCommand> | undefined): void {
    const there = this.#holder.cmdsets.all().find(({ name }) => name === MENU_NAME)?.set;
    if (there === set) return;
    const { cmdsets } = this.#holder;
    cmdsets.remove(MENU_NAME);
    if (set !== undefined) cmdsets.add({ name: MENU_NAME, set });
  }
}

/** Returns a session as a place; its menus are carried over reloads. */
export function sessionPlace(session: Session, options: MenuPlaceOptions): MenuPlace {
  const isOpen = () => session.state !== "closed";
  return new MenuPlace({
    cmdsets: session.cmdsets,
    label: `session ${session.sessid}`,
    sessions: () => isOpen() ? [session] : [],
    get: () => session.getCarry(MENU_NAME),
    set(value) {
      if (isOpen()) session.setCarry(MENU_NAME, value);
    },
  }, options);
}

/** Returns an account or object as a place; its menus are kept in an attribute. */
export function keptPlace(
  owner: Account | GameObject,
  label: "account" | "object",
  options: MenuPlaceOptions,
): MenuPlace {
  return new MenuPlace({
    cmdsets: owner.cmdsets,
    label: `${label} ${owner.id}`,
    sessions: () => owner.sessions,
    get: () => owner.get(MENU_NAME),
    set: (value) => owner.set(MENU_NAME, value),
  }, options);
}

/** Tells whether menus are kept there, or lines go to one: whoever has neither needs no place. */
export function mayHaveMenus(on: Session | Account | GameObject): boolean {
  const kept = "getCarry" in on ? on.getCarry(MENU_NAME) : on.get(MENU_NAME);
  return kept !== undefined || on.cmdsets.all().some(({ name }) => name === MENU_NAME);
}
