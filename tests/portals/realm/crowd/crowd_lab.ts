import { setImmediate } from "node:timers";
import type { SessionSync } from "../../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../../src/core/clock.ts";
import { addressKey } from "../../../../src/core/gate/network.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import { SharedCrowd } from "../../../../src/portals/realm/crowd/shared_crowd.ts";
import { RealmSubjects } from "../../../../src/portals/realm/subjects.ts";
import { Crowd, type CrowdLimits } from "../../../../src/portals/session/crowd.ts";
import { newSync } from "../../../../src/portals/session/new_sync.ts";
import { type BusConnection, type BusEnd, MemoryBus } from "../memory_bus.ts";

/** Within this all Portals agree, in milliseconds, once nothing is lost any more. */
export const BOUND_MS = 10_000;

/** A Portal that does nothing but count. */
export interface CountingPortal {
  readonly end: BusEnd;
  readonly crowd: Crowd;
  readonly shared: SharedCrowd;
  /** Lets a session come, unless there is no room. */
  come(sessid: number, address: string): boolean;
  leave(sessid: number): void;
  logIn(sessid: number): void;
  /** Lets a session go to another Portal. */
  move(sessid: number, to: CountingPortal): void;
  /** How many sessions it knows of, here and elsewhere, of an address. */
  counts(address: string): number;
  /** How many have not logged in, here and elsewhere. */
  readonly beforeLogin: number;
  readonly sessions: Map<number, SessionSync>;
  /** Ends its process: in order, or at once. */
  stop(how: "in order" | "at once"): void;
}

const LIMITS: CrowdLimits = { maxSessionsPerAddress: 0, maxSessionsBeforeLogin: 0 };

/** Makes what a Portal counts with; `connection` is its way to the others. */
export function countingCrowd(
  { connection, clock, instance, limits = LIMITS, trace = new Trace(() => clock.now()) }: {
    readonly connection: BusConnection;
    readonly clock: ConstructorParameters<typeof SharedCrowd>[0]["clock"];
    readonly instance: string;
    readonly limits?: CrowdLimits;
    readonly trace?: Trace;
  },
): { readonly crowd: Crowd; readonly shared: SharedCrowd } {
  const shared = new SharedCrowd({
    ...{ connection, clock, instance: instance.padStart(16, "0"), trace },
    ...{ subjects: new RealmSubjects("test"), own: () => crowd },
  });
  const crowd: Crowd = new Crowd(limits, shared);
  return { crowd, shared };
}

/** Portals that count their sessions together, over a bus that can fail. */
export class CrowdLab {
  readonly bus = new MemoryBus();
  readonly clock = new ManualClock(1_000_000);
  readonly #limits: CrowdLimits;
  #started = 0;

  /** Creates a lab without Portals. */
  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** Starts a Portal. */
  portal(maxPayload?: number): CountingPortal {
    const end = this.bus.connect();
    const { clock } = this;
    const connection = maxPayload === undefined
      ? end.connection
      : { ...end.connection, info: { max_payload: maxPayload } as BusConnection["info"] & object };
    const instance = (++this.#started).toString(16);
    const { crowd, shared } = countingCrowd({ connection, clock, instance, limits: this.#limits });
    const sessions = new Map<number, SessionSync>();
    shared.open();
    return {
      ...{ end, crowd, shared, sessions },
      come: (sessid, address) => {
        if (crowd.refusal(address) !== undefined) return false;
        const sync = syncOf(sessid, address);
        sessions.set(sessid, sync);
        crowd.add(sync);
        return true;
      },
      leave: (sessid) => {
        const sync = sessions.get(sessid);
        if (sync === undefined) return;
        sessions.delete(sessid);
        crowd.delete(sync);
      },
      logIn: (sessid) => {
        const sync = sessions.get(sessid);
        if (sync === undefined) return;
        const changed = { ...sync, state: "loggedin" as const, uid: 7, uname: "anna" };
        sessions.set(sessid, changed);
        crowd.note(changed);
      },
      move: (sessid, to) => {
        const sync = sessions.get(sessid);
        if (sync === undefined || sessions === to.sessions) return;
        to.sessions.set(sessid, sync);
        to.crowd.expect(sessid);
        to.crowd.note(sync);
        to.crowd.add(sync);
        sessions.delete(sessid);
        crowd.delete(sync);
      },
      counts: (address) => {
        const key = addressKey(address);
        return crowd.countOf(key) + shared.countOf(key);
      },
      get beforeLogin() {
        return crowd.beforeLogin + shared.beforeLogin;
      },
      stop: (how) => {
        if (how === "at once") end.isCut = true;
        shared[Symbol.dispose]();
      },
    };
  }

  /** Lets everything happen that needs no time. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.bus.published;) {
      seen = this.bus.published;
      await new Promise<void>((resolve) => setImmediate(() => resolve()));
    }
  }

  /** Moves the clock step by step, and lets everything happen that follows from each. */
  async advance(ms: number): Promise<void> {
    const step = 50;
    for (let left = ms; left > 0; left -= step) {
      this.clock.advance(Math.min(step, left));
      await this.settled();
    }
  }
}

function syncOf(sessid: number, address: string): SessionSync {
  return { ...newSync(sessid, { protocolKey: "telnet", address }, {}, 0), state: "unloggedin" };
}
