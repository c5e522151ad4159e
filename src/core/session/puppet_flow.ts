import type { Account, GameObject, PuppetOutcome } from "../model.ts";
import { permits } from "../command/permission.ts";
import { escapeMarkup } from "../text/escape.ts";
import { enter, greet, leave } from "./presence.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";

/** The permission from which one may puppet what is not one's own. */
const MAY_PUPPET_ANY = "Builder";

/** The permission from which the limit on puppets does not hold (behaviour 6.13). */
const MAY_EXCEED = "Developer";

/** Takes and lets go of puppets, in the order of behaviours 1.4 and 1.5. */
export class PuppetFlow {
  readonly #registry: SessionRegistry;

  /**
   * Creates the flow.
   *
   * @param registry The sessions.
   */
  constructor(registry: SessionRegistry) {
    this.#registry = registry;
  }

  /** Lets a session puppet an object; every check comes before the old puppet is let go. */
  async puppet(entry: Entry, object: GameObject): Promise<PuppetOutcome> {
    const { account } = entry.core;
    if (account === null) return { kind: "notLoggedIn" };
    const refusal = this.#refusal(entry, account, object);
    if (refusal !== undefined) return refusal;
    const isFree = object.sessions.length === 0;
    if (!isFree) await this.#shareOrTakeOver(entry, object);
    await this.unpuppet(entry);
    if (entry.core.state !== "loggedin") return { kind: "notLoggedIn" };
    await this.#take(entry, account, object);
    return { kind: "puppeted", puppet: object };
  }

  /** Lets a session's puppet go, if it has one. */
  async unpuppet(entry: Entry): Promise<void> {
    const { core, session } = entry;
    const { puppet, account } = core;
    if (puppet === null || account === null) return;
    core.step("unpuppet");
    this.#registry.setParties(entry, account, null);
    const { hooks, trace, game } = this.#registry.parts;
    trace.emit("session:unpuppet", { sessid: core.sessid, data: { puppet: puppet.id } });
    if (puppet.sessions.length === 0) await this.#registry.guard("leave", () => leave(puppet));
    await hooks.emit("session:unpuppet", { game: game(), session, account, puppet });
  }

  #refusal(entry: Entry, account: Account, object: GameObject): PuppetOutcome | undefined {
    if (entry.core.puppet === object) return { kind: "already" };
    if (!mayPuppet(account, object)) return { kind: "notYours" };
    const holder = object.account;
    if (holder !== null && holder.id !== account.id) return { kind: "inUse", by: holder.name };
    const limit = this.#registry.parts.settings.maxNrSimultaneousPuppets;
    if (limit === 0 || permits(account.permissions, account.isSuperuser, MAY_EXCEED)) {
      return undefined;
    }
    const others = account.sessions.filter((s) => s !== entry.session).map((s) => s.puppet);
    const puppets = new Set(others.filter((puppet) => puppet !== null && puppet !== object));
    return puppets.size >= limit ? { kind: "tooMany", limit } : undefined;
  }

  /** The object is puppeted by another session of the same account (behaviour 1.4.4). */
  async #shareOrTakeOver(entry: Entry, object: GameObject): Promise<void> {
    const name = escapeMarkup(object.name);
    const mode = this.#registry.parts.settings.multisessionMode;
    if (mode === 1 || mode === 3) {
      object.msg(`Another session of yours shares |c${name}|n from now on.`);
      entry.session.msg(`You share |c${name}|n with another session of yours.`);
      return;
    }
    for (const other of object.sessions) {
      other.msg(`|yAnother session of yours has taken over |c${name}|y.|n`);
      const held = this.#registry.entry(other.sessid);
      if (held !== undefined) await this.unpuppet(held);
    }
    entry.session.msg(`You take over |c${name}|n from another session of yours.`);
  }

  async #take(entry: Entry, account: Account, object: GameObject): Promise<void> {
    const { core, session } = entry;
    const { settings, findCmdSet, world, trace, hooks, game } = {
      ...this.#registry.parts,
      world: this.#registry.parts.game().world,
    };
    if (object.cmdsets.names().length === 0) {
      object.cmdsets.restore([settings.cmdsetCharacter], findCmdSet);
    }
    const isFirst = object.sessions.length === 0;
    await this.#registry.guard("enter", () => enter(object, world));
    core.step("puppet");
    this.#registry.setParties(entry, account, object);
    if (account.lastPuppet !== object) account.lastPuppet = object;
    trace.emit("session:puppet", { sessid: core.sessid, data: { puppet: object.id } });
    greet(session, object, isFirst);
    await hooks.emit("session:puppet", { game: game(), session, account, puppet: object });
  }
}

function mayPuppet(account: Account, object: GameObject): boolean {
  if (object.type === "exit" || object.type === "room") return false;
  return object.ownerId === account.id ||
    permits(account.permissions, account.isSuperuser, MAY_PUPPET_ANY);
}
