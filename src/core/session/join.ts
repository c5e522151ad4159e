import type { AccountService } from "../account/account_service.ts";
import type { PortalMessage, SessionSync } from "../boundary/messages.ts";
import { hasAccount } from "../boundary/lifecycle.ts";
import { portalOfSession } from "../boundary/portal_number.ts";
import type { World } from "../model.ts";
import type { Store } from "../store/store.ts";
import { stackOf } from "../trace/error_text.ts";
import type { Turns } from "../turns.ts";
import type { EndedSessions } from "./ended_sessions.ts";
import { fitMode } from "./fit_mode.ts";
import type { SessionMessage } from "./input_runner.ts";
import { Resync } from "./resync.ts";
import type { Entry, SessionRegistry } from "./session_registry.ts";

/** What one of several Portals tells of its sessions when it finds its way to this Server. */
export type JoinMessage = Extract<PortalMessage, { kind: "join" }>;

/** What a {@linkcode Join} is made with. */
export interface JoinParts {
  readonly registry: SessionRegistry;
  readonly accounts: AccountService;
  readonly world: World;
  readonly turns: Turns;
  /** Tells which lines of sessions the Servers before have used up. */
  readonly store: Pick<Store, "ranLines">;
  /** The sessions that the Server has ended, as far as their Portal may not know. */
  readonly ended: EndedSessions;
  /** Takes what a Portal says of one session. */
  readonly take: (message: SessionMessage) => void;
}

/** What the Server may change of a session, so that the Portal's copy may be of another day. */
const OURS: readonly (keyof SessionSync)[] = [
  ...(["connTime", "state", "uid", "uname", "puid"] as const),
  ...(["cmdLast", "cmdLastVisible", "cmdTotal"] as const),
  ...(["protocolFlags", "flagsVersion", "cmdsets", "carry"] as const),
];

/**
 * Brings the sessions of one Portal and of a running Server together, after the way between them was
 * lost: those that have ended end, those that the Server does not know are rebuilt, and of the
 * others the Portal is told all anew.
 */
export class Join {
  readonly #parts: JoinParts;

  /**
   * Creates it.
   *
   * @param parts The parts of the Server.
   */
  constructor(parts: JoinParts) {
    this.#parts = parts;
  }

  /** Does what a Portal's message asks for, up to where the Server holds every session of it. */
  async run({ portal, sessions }: JoinMessage): Promise<void> {
    const { registry, ended } = this.#parts;
    const own = sessions.filter((sync) => this.#isOf(portal, sync));
    const named = new Set(own.map(({ sessid }) => sessid));
    ended.keepOnly(portal, named);
    // At once: the Portal that one has moved away from may be joining as well, and does not name it.
    for (const { sessid, portal: now } of own) {
      if (now !== undefined) registry.entry(sessid)?.core.movedTo(now);
    }
    await this.#endOthers(portal, named);
    const unknown: SessionSync[] = [];
    for (const sync of own) {
      const entry = registry.entry(sync.sessid);
      if (entry !== undefined) this.#tellAnew(entry, sync);
      else if (!this.#endAgain(sync)) unknown.push(sync);
    }
    await this.#rebuild(unknown);
  }

  #isOf(portal: number, sync: SessionSync): boolean {
    const { sessid } = sync;
    const other = portalOfSession(sync);
    if (other === portal) return true;
    const error = `Cannot take session ${sessid} as it must be of Portal ${portal}: ` +
      `current Portal is ${other}`;
    const { trace } = this.#parts.registry.parts;
    trace.emit("boundary:fault", { level: "error", sessid, data: { error } });
    return false;
  }

  /** Ends the sessions whose connection went while nobody could tell. */
  async #endOthers(portal: number, named: ReadonlySet<number>): Promise<void> {
    const { registry } = this.#parts;
    const sessids = registry.entries()
      .filter(({ core: { sync } }) => portalOfSession(sync) === portal && !named.has(sync.sessid))
      .map(({ core }) => core.sessid);
    // All at once: whoever watches one of them for long does not hold up the others.
    await Promise.all(sessids.map(async (sessid) => {
      try {
        await registry.portalDisconnect(sessid, "client_closed");
      } catch (error) {
        const data = { error: stackOf(error) };
        registry.parts.trace.emit("session:fail", { level: "error", sessid, data });
      }
    }));
  }

  /** Says again that a session has ended here, or goes elsewhere; tells whether it has. */
  #endAgain({ sessid, state }: SessionSync): boolean {
    const { turns, ended } = this.#parts;
    const end = ended.endOf(sessid);
    if (end === undefined) return false;
    // Whoever has come back meanwhile has not logged in yet.
    if (end.kind === "transfer" && !hasAccount(state)) {
      ended.delete(sessid);
      return false;
    }
    turns.say(end);
    return true;
  }

  /** The Server's word counts; what the Portal has found out of the client since is taken. */
  #tellAnew({ core }: Entry, told: SessionSync): void {
    const { turns, take } = this.#parts;
    const { sessid, flagSources: sources, flagsVersion: seen } = told;
    const unknown = Object.keys(core.sync.protocolFlags).map((name) => [name, undefined]);
    const flags = { ...Object.fromEntries(unknown), ...told.protocolFlags };
    take({ kind: "flags", sessid, flags, sources, settled: false, seen });
    core.repeatFlags(seen);
    if (core.account !== null && core.account.id !== told.uid) {
      turns.say({ kind: "login", sessid, uid: core.account.id, uname: core.account.name });
    }
    this.#changed(core);
    core.inbox.forgetTold();
    turns.ran(core);
  }

  /** What is told anew must not be lost with its turn. */
  #changed(core: Entry["core"]): void {
    const { turns } = this.#parts;
    turns.changed(core, OURS);
    turns.journal.undoable(() => {
      if (core.state !== "closed") this.#changed(core);
    });
  }

  async #rebuild(syncs: readonly SessionSync[]): Promise<void> {
    if (syncs.length === 0) return;
    const { registry, turns: { journal } } = this.#parts;
    await new Resync({ ...this.#parts, journal }).run(syncs, "join");
    // Their accounts and puppets may have come by another Portal meanwhile.
    await fitMode(registry);
  }
}
