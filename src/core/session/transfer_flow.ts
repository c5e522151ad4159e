import type { CloseReason, ServerMessage } from "../boundary/messages.ts";
import { portalOf } from "../boundary/portal_number.ts";
import type { Passport } from "../boundary/session_sync.ts";
import type { Account } from "../model.ts";
import type { TransferOutcome } from "../realm/realms.ts";
import type { LoginFlow } from "./login_flow.ts";
import { ToAndFro } from "./to_and_fro.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";

/** Where a session goes, as who, and what its client is told first. */
export interface Departure {
  readonly realm: string;
  /** Without one it arrives at the login screen. */
  readonly passport: Passport | null;
  readonly text: string | null;
}

const LOST = "What was done just before could not be kept. Try again in a while.";
const TOO_OFTEN = "You go to and fro too often. Try again in a while.";
const CLOSED = "Nothing can be kept just now. Try again in a while.";

/**
 * Lets sessions go to other realms behind the same Portals.
 *
 * A session that has left stays in the registry, without an account, until it is durable that it
 * did: if its turn is lost, so that the Portal never hears of it, it is back as it was.
 */
export class TransferFlow {
  readonly #registry: SessionRegistry;
  readonly #logins: LoginFlow;
  /** How often sessions went lately: a plugin may send whoever comes to a realm that is away. */
  readonly #sent: ToAndFro;
  /** Those whose connection went while they were leaving. */
  readonly #gone = new WeakMap<Entry, CloseReason>();

  /**
   * Creates the flow.
   *
   * @param registry The sessions.
   * @param logins Takes them out of their accounts.
   */
  constructor(registry: SessionRegistry, logins: LoginFlow) {
    this.#registry = registry;
    this.#logins = logins;
    this.#sent = new ToAndFro(registry.parts.clock);
  }

  /** Hands a session over with its account, if it may go there. */
  async transfer(entry: Entry, realm: string, text: string | null): Promise<TransferOutcome> {
    const { account } = entry.core;
    const reason = this.#refusal(entry, realm);
    if (reason !== undefined) return { kind: "refused", reason };
    return await this.send(entry, { realm, text, passport: account && passportOf(account) });
  }

  /** Lets a session go; it stays when what this changes cannot be kept. */
  async send(entry: Entry, departure: Departure): Promise<TransferOutcome> {
    const { core } = entry;
    if (core.isEnding) return { kind: "refused", reason: "This session is ending." };
    let isLost = false;
    const stay = () => {
      isLost = true;
      this.#stay(entry);
    };
    core.isEnding = true;
    core.transfer = "begun";
    core.host.undoable(stay);
    await this.#logins.leave(entry, "transferred");
    if (!isLost && this.#registry.parts.journal.isLost) stay();
    if (isLost) return { kind: "refused", reason: LOST };
    // Those who watch may have taken turns, of which this is the first that can still be lost.
    core.host.undoable(stay);
    await this.#say(entry, departure);
    return { kind: "transferred" };
  }

  /** Says that a connection has gone; tells whether its session is leaving, and needs no other end. */
  takeGone(entry: Entry, reason: CloseReason): boolean {
    if (entry.core.transfer === "none") return false;
    this.#gone.set(entry, reason);
    return true;
  }

  /** Ends a session for good whose leaving is durable. */
  end(entry: Entry): void {
    if (entry.core.transfer !== "said") return;
    entry.core.step("disconnect");
    this.#registry.remove(entry);
  }

  async #say(entry: Entry, { realm, passport, text }: Departure): Promise<void> {
    const { core, session } = entry;
    const { account, sessid } = core;
    const { hooks, trace, audit, say, game } = this.#registry.parts;
    const { usedUp, usedUpBeyond: ran } = core.inbox;
    const message: ServerMessage = {
      ...{ kind: "transfer", sessid, realm, passport, text, carry: core.sync.carry },
      ...(usedUp === 0 ? {} : { line: usedUp }),
      ...(ran.length === 0 ? {} : { ran }),
    };
    if (account !== null) core.step("logout");
    this.#registry.setParties(entry, null, null);
    say(message);
    core.transfer = "said";
    const data = { realm, account: account?.id ?? null, left: account?.sessions.length ?? 0 };
    trace.emit("session:transfer", { sessid, data });
    if (account === null) return;
    this.#logins.stays(session);
    audit.record({ kind: "logout", account, by: "", from: session, detail: `to ${realm}` });
    await hooks.tell("account:logout", { game: game(), session, account });
  }

  #stay(entry: Entry): void {
    const { core, session } = entry;
    core.isEnding = false;
    core.transfer = "none";
    this.#logins.stays(session);
    core.host.wake(core);
    const reason = this.#gone.get(entry);
    if (reason === undefined) return;
    // When all is taken back.
    queueMicrotask(() => void this.#registry.portalDisconnect(core.sessid, reason));
  }

  #refusal({ core }: Entry, realm: string): string | undefined {
    const { settings: { realms, realm: here }, journal } = this.#registry.parts;
    if (realms.length === 0 || portalOf(core.sessid) === 0) return "This game has one world.";
    if (!realms.includes(realm)) return `There is no such realm. There are: ${realms.join(", ")}.`;
    if (realm === here) return `This is the realm "${realm}" already.`;
    if (core.isEnding) return "This session is ending.";
    if (core.account === null) return "Only who has logged in can go to another realm.";
    if (core.account.isGuest) {
      return "A guest cannot go to another realm, as a guest's account ends with the visit.";
    }
    if (!journal.takesChanges) return CLOSED;
    return this.#sent.mayGo(core.sessid) ? undefined : TOO_OFTEN;
  }
}

/** Returns who an account is, as other realms are told. */
export function passportOf({ id: uid, name: uname, isSuperuser }: Account): Passport {
  return { uid, uname, isSuperuser };
}
