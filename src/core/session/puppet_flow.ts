import type { Account, GameObject } from "../model.ts";
import { permitsAccount } from "../command/permission.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import { escapeMarkup } from "../text/escape.ts";
import { enter, greet, leave } from "./presence.ts";
import type { PuppetOptions, PuppetOutcome } from "../model_values.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";

/** The permission from which one may puppet what is not one's own. */
const MAY_PUPPET_ANY = "Builder";

/** The permission from which the limit on puppets does not hold (behaviour 6.13). */
const MAY_EXCEED = "Developer";

/** What is told of a session and its puppet. */
type PuppetMoment =
  | "session:beforePuppet"
  | "session:puppet"
  | "session:beforeUnpuppet"
  | "session:unpuppet";

/** Takes and lets go of puppets, in the order of behaviours 1.4 and 1.5. */
export class PuppetFlow {
  readonly #registry: SessionRegistry;
  /** Sessions of which those who watch hear that they will let go. */
  readonly #lettingGo = new WeakSet<Entry>();

  /**
   * Creates the flow.
   *
   * @param registry The sessions.
   */
  constructor(registry: SessionRegistry) {
    this.#registry = registry;
  }

  /** Lets a session puppet an object; every check comes before the old puppet is let go. */
  async puppet(
    entry: Entry,
    object: GameObject,
    { onlyFree = false }: PuppetOptions,
  ): Promise<PuppetOutcome> {
    const { account } = entry.core;
    if (account === null) return { kind: "notLoggedIn" };
    let isTold = false;
    // Other sessions go on while puppets are let go, so that all is looked at again after it.
    for (;;) {
      const refusal = this.#refusal(entry, account, object);
      if (refusal !== undefined) return refusal;
      if (onlyFree && object.sessions.length > 0) return { kind: "inUse", by: account.name };
      if (!this.#shares && object.sessions.length > 0) await this.#takeOver(entry, object);
      else if (entry.core.puppet !== null) await this.unpuppet(entry);
      else if (isTold) break;
      else {
        await this.#tell("session:beforePuppet", entry, { account, puppet: object });
        isTold = true;
      }
    }
    await this.#take(entry, account, object);
    return { kind: "puppeted", puppet: object };
  }

  /** Lets everybody who puppets an object go, since it is about to be deleted (behaviour 1.5.5). */
  evict(object: GameObject): void {
    for (const { sessid } of object.sessions) {
      const entry = this.#registry.entry(sessid);
      if (entry === undefined) continue;
      entry.session.msg(`|r${escapeMarkup(object.name)} is no more.|n`);
      const { account } = entry.core;
      if (account === null) continue;
      // It will not wait: those who watch are told, and the object goes.
      void this.#tell("session:beforeUnpuppet", entry, { account, puppet: object });
      void this.#release(entry);
    }
  }

  /** Lets a session's puppet go, if it has one. */
  async unpuppet(entry: Entry): Promise<void> {
    const { puppet, account } = entry.core;
    if (puppet === null || account === null) return;
    // Who asks again while those who watch are told need not wait for them, and may be one of them.
    if (!this.#lettingGo.has(entry)) {
      this.#lettingGo.add(entry);
      await this.#tell("session:beforeUnpuppet", entry, { account, puppet });
      this.#lettingGo.delete(entry);
    }
    if (entry.core.puppet === puppet) await this.#release(entry);
  }

  async #release(entry: Entry): Promise<void> {
    const { core } = entry;
    const { puppet, account } = core;
    if (puppet === null || account === null) return;
    core.step("unpuppet");
    this.#registry.setParties(entry, account, null);
    const { trace } = this.#registry.parts;
    trace.emit("session:unpuppet", { sessid: core.sessid, data: { puppet: puppet.id } });
    if (puppet.sessions.length === 0) leaveIfKept(puppet);
    await this.#tell("session:unpuppet", entry, { account, puppet });
  }

  #tell(
    name: PuppetMoment,
    { session }: Entry,
    parties: { readonly account: Account; readonly puppet: GameObject },
  ): void | Promise<void> {
    const { hooks, game } = this.#registry.parts;
    return hooks.tell(name, { game: game(), session, ...parties });
  }

  #refusal(entry: Entry, account: Account, object: GameObject): PuppetOutcome | undefined {
    if (entry.core.account !== account || entry.core.isEnding) return { kind: "notLoggedIn" };
    if (entry.core.puppet === object) return { kind: "already" };
    if (!mayPuppet(account, object)) return { kind: "notYours" };
    const holder = object.account;
    if (holder !== null && holder.id !== account.id) return { kind: "inUse", by: holder.name };
    const limit = this.#registry.parts.settings.maxNrSimultaneousPuppets;
    if (limit === 0 || permitsAccount(account, MAY_EXCEED)) {
      return undefined;
    }
    const others = account.sessions.filter((s) => s !== entry.session).map((s) => s.puppet);
    const puppets = new Set(others.filter((puppet) => puppet !== null && puppet !== object));
    return puppets.size >= limit ? { kind: "tooMany", limit } : undefined;
  }

  /** The object is puppeted by another session of the same account (behaviour 1.4.4). */
  async #takeOver(entry: Entry, object: GameObject): Promise<void> {
    const name = escapeMarkup(object.name);
    for (const other of object.sessions) {
      other.msg(`|yAnother session of yours has taken over |c${name}|y.|n`);
      const held = this.#registry.entry(other.sessid);
      if (held !== undefined) await this.unpuppet(held);
    }
    entry.session.msg(`You take over |c${name}|n from another session of yours.`);
  }

  /** Whether several sessions of an account may puppet one object (behaviours 6.2 and 6.4). */
  get #shares(): boolean {
    const mode = this.#registry.parts.settings.multisessionMode;
    return mode === 1 || mode === 3;
  }

  async #take(entry: Entry, account: Account, object: GameObject): Promise<void> {
    const { core, session } = entry;
    const { trace, game } = this.#registry.parts;
    const isFirst = object.sessions.length === 0;
    if (!isFirst) tellOfSharing(entry, object);
    enter(object, game().world);
    core.step("puppet");
    this.#registry.setParties(entry, account, object);
    if (account.lastPuppet !== object) account.lastPuppet = object;
    trace.emit("session:puppet", { sessid: core.sessid, data: { puppet: object.id } });
    greet(session, object, isFirst);
    await this.#tell("session:puppet", entry, { account, puppet: object });
  }
}

function tellOfSharing({ session }: Entry, object: GameObject): void {
  const name = escapeMarkup(object.name);
  object.msg(`Another session of yours shares |c${name}|n from now on.`);
  session.msg(`You share |c${name}|n with another session of yours.`);
}

/** While nothing can be kept a character stays where it is; it leaves when the Store is back. */
function leaveIfKept(puppet: GameObject): void {
  try {
    leave(puppet);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
}

function mayPuppet(account: Account, object: GameObject): boolean {
  if (object.type === "exit" || object.type === "room") return false;
  return permitsAccount(account, MAY_PUPPET_ANY) ||
    (object.ownerId === account.id && object.admits(account));
}
