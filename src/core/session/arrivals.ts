import type { SessionSync } from "../boundary/messages.ts";
import type { Passport } from "../boundary/session_sync.ts";
import { banFarewell, sessionBan } from "../gate/session_ban.ts";
import type { Account } from "../model.ts";
import { homeAbroad } from "../realm/home_realm.ts";
import { stackOf } from "../trace/error_text.ts";
import { LateArrivals } from "./late_arrivals.ts";
import type { LoginFlow } from "./login_flow.ts";
import { ToAndFro } from "./to_and_fro.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";
import { passportOf, type TransferFlow } from "./transfer_flow.ts";

/** How a session that arrives says who it is. */
export type ArrivalProof = Pick<SessionSync, "uid" | "passport">;

const NO_PASSPORT = "You come into this realm from the one that keeps your account alone.";
const NO_ACCOUNT = "You cannot be let into that realm just now. Try again in a while.";
const NO_SESSION = "Your session could not be made in that realm.";
const TOO_OFTEN = "The realms send you to and fro. Connect again in a while, please.";

/** What {@linkcode Arrivals} are made with. */
export interface ArrivalsParts {
  readonly registry: SessionRegistry;
  readonly logins: LoginFlow;
  readonly transfers: TransferFlow;
}

/**
 * Lets sessions in that have proved who they are before they came. Where another realm keeps the
 * accounts, there is no login screen: who cannot be let in goes back home.
 */
export class Arrivals {
  readonly #parts: ArrivalsParts;
  /** The realm that keeps the accounts, if it is another one. */
  readonly home: string | undefined;
  readonly #toAndFro: ToAndFro;
  readonly #late: LateArrivals;

  /**
   * Creates it.
   *
   * @param parts The sessions, and the ways in and out.
   */
  constructor(parts: ArrivalsParts) {
    this.#parts = parts;
    const { settings, clock } = parts.registry.parts;
    this.home = homeAbroad(settings);
    this.#toAndFro = new ToAndFro(clock);
    this.#late = new LateArrivals({
      ...parts.registry.parts,
      letIn: (entry, uid) => this.#letInLate(entry, uid),
      onEnd: (entry) => this.#endWait(entry),
      onFailure: (entry, error) => this.#fail(entry, error),
    });
  }

  /** Logs a session in, whoever it has proved to be; without an account it is as any other. */
  async arrive(entry: Entry, { uid, passport }: ArrivalProof): Promise<void> {
    if (this.home !== undefined) return await this.#arriveAbroad(entry, passport);
    if (uid === null) return;
    const isKnown = await this.#letIn(entry, () => this.#accountOf(uid));
    // It may have gone, or wait already as turns were lost meanwhile.
    if (isKnown || entry.core.state === "closed" || this.#late.has(entry)) return;
    this.#late.add(entry);
  }

  async #arriveAbroad(entry: Entry, passport: Passport | undefined): Promise<void> {
    const { foreign } = this.#parts.registry.parts;
    if (passport === undefined) return await this.#sendHome(entry, NO_PASSPORT);
    await this.#letIn(entry, () => foreign(passport, entry.session.address));
    // Whoever is banned is on the way already.
    if (entry.core.account === null) await this.#sendHome(entry, NO_ACCOUNT);
  }

  /** Lets a session in that waited: a Server that hands over waits for the end of that. */
  #letInLate(entry: Entry, uid: number): Promise<boolean> {
    const lettingIn = this.#letIn(entry, () => this.#accountOf(uid));
    entry.core.host.follow(entry.core, lettingIn);
    return lettingIn;
  }

  /**
   * Logs a session in, and tells whether it is known now who it is, if anybody. Each time by itself:
   * a login whose changes were lost can change nothing more.
   */
  #letIn(entry: Entry, find: () => Promise<Account | undefined>): Promise<boolean> {
    const { registry, logins } = this.#parts;
    const { journal } = registry.parts;
    return journal.inScope({}, async () => {
      try {
        entry.core.host.undoable(() => this.#late.lost(entry));
        const account = await find();
        if (account === undefined) entry.core.update({ uid: null, uname: null });
        else await logins.login(entry, account);
        return !journal.isLost;
      } catch (error) {
        this.#fail(entry, error);
        return false;
      }
    });
  }

  #accountOf(uid: number): Promise<Account | undefined> {
    return this.#parts.registry.parts.game().accounts.get(uid);
  }

  /**
   * Sends a session away that falls under a ban, and tells whether it does.
   *
   * @param account The account it is about to have, if any.
   */
  async keepOut(entry: Entry, account: Account | null): Promise<boolean> {
    const { registry } = this.#parts;
    const ban = sessionBan(registry.parts.bans, entry.session, account);
    if (ban === undefined) return false;
    const detail = `banned ${ban.kind}`;
    registry.parts.audit.recordRefusal({ account, from: entry.session, detail });
    const text = banFarewell(ban);
    if (this.home === undefined) await registry.disconnect(entry.session, "banned", text);
    else await this.#sendHome(entry, text);
    return true;
  }

  /** Says where a session goes that cannot be made; tells whether it goes anywhere. */
  turnAway({ sessid, passport, carry }: SessionSync): boolean {
    if (this.home === undefined || !this.#toAndFro.mayGo(sessid)) return false;
    const to = { realm: this.home, passport: passport ?? null, carry, text: NO_SESSION };
    this.#parts.registry.parts.say({ kind: "transfer", sessid, ...to });
    return true;
  }

  /**
   * Goes on with a session whose client is known well enough: whoever has no account by then sees the
   * login screen, or goes home where there is none.
   */
  async settle(entry: Entry): Promise<void> {
    entry.core.isSettled = true;
    await entry.core.made;
    if (this.home === undefined) await this.#offerLogin(entry);
    else if (entry.core.account === null) await this.#sendHome(entry, NO_ACCOUNT);
  }

  /**
   * Sees to those whose arrival is lost with its turn. From abroad they go home; at home who has
   * proved an account waits to be let in, and others see the login screen once their client is known
   * well enough.
   */
  turnBackLost(): void {
    for (const entry of this.#parts.registry.entries()) {
      const { core } = entry;
      const isProved = core.state === "negotiating" && core.sync.uid !== null;
      if (this.home === undefined && isProved) this.#late.turnBack(entry);
      else if (this.home !== undefined || core.isSettled) {
        this.settle(entry).catch((error) => this.#fail(entry, error));
      }
    }
  }

  /** Ends a wait: whoever was not let in has no account, and sees the login screen. */
  async #endWait(entry: Entry): Promise<void> {
    if (entry.core.state === "negotiating") entry.core.update({ uid: null, uname: null });
    await this.#offerLogin(entry);
  }

  /** Shows the login screen to a session that is nobody, if its client is known well enough. */
  async #offerLogin(entry: Entry): Promise<void> {
    if (entry.core.isSettled && !this.#late.has(entry)) await this.#parts.logins.settle(entry);
  }

  #fail({ core: { sessid } }: Entry, error: unknown): void {
    const data = { error: stackOf(error) };
    const kind = this.home === undefined ? "session:fail" : "realm:arrival_fail";
    this.#parts.registry.parts.trace.emit(kind, { level: "error", sessid, data });
  }

  async #sendHome(entry: Entry, text: string): Promise<void> {
    const { registry, transfers } = this.#parts;
    const { core, session } = entry;
    if (this.home === undefined || core.isEnding) return;
    if (!this.#toAndFro.mayGo(core.sessid)) {
      return await registry.disconnect(session, "server_error", TOO_OFTEN);
    }
    const passport = core.account === null ? core.sync.passport : passportOf(core.account);
    await transfers.send(entry, { realm: this.home, passport: passport ?? null, text });
  }
}
