import type { SessionSync } from "../../../src/core/boundary/messages.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import type { House } from "../../../src/portals/observatory/house.ts";
import type { HouseControl } from "../../../src/portals/observatory/house_control.ts";
import { newSync } from "../../../src/portals/session/new_sync.ts";

/** A house without a Server, whose trace the test writes. */
export class FakeHouse implements House {
  readonly trace: Trace;
  readonly sessions: { syncs: SessionSync[] } = { syncs: [] };
  readonly control?: HouseControl;
  /** How many watch in detail. */
  watches = 0;

  constructor(readonly name: string, clock: Clock, control?: HouseControl) {
    this.trace = new Trace(() => clock.now());
    if (control !== undefined) this.control = control;
  }

  readonly state = () => ({ ready: true, reason: "", zombies: 0 });

  watch(): Disposable {
    this.watches++;
    return { [Symbol.dispose]: () => void this.watches-- };
  }

  /** Lets a session come, and tells of it. */
  connect(sessid: number): void {
    this.sessions.syncs = [...this.sessions.syncs, session(sessid)];
    this.trace.emit("portal:connect", { sessid });
  }
}

/** A session that has just come. */
export function session(sessid: number): SessionSync {
  return newSync(sessid, { protocolKey: "loopback", address: "127.0.0.1" }, {}, 0);
}
