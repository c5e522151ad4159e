import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { ConnectionLimits } from "./connection_gate.ts";
import type { CrowdElsewhere, CrowdLimits } from "./crowd.ts";
import type { SessionLimits } from "./session_limits.ts";

/** What a registry of a Portal's sessions is made with. */
export interface RegistryOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: SessionLimits & ConnectionLimits & CrowdLimits;
  /**
   * The number of this one of several Portals, from 1: what clients send is numbered then, since it
   * may get lost on its way. 0, as unless given, is the only Portal of a process.
   */
  readonly portal?: number;
  /** The names of the realms behind the Portal, that of home first; there is only one unless given. */
  readonly realms?: readonly [home: string, ...others: string[]];
  /** Hears of the address of each connection that is accepted. */
  readonly onAccepted?: (address: string) => void;
  /** The sessions of other Portals, where there may be any. */
  readonly elsewhere?: CrowdElsewhere;
}
