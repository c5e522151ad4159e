import type { SessionSync } from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { SupervisorState } from "../supervisor_state.ts";
import type { HouseControl } from "./house_control.ts";

/** One Portal with its Server, as the observatory looks at it. */
export interface House {
  /** What it is called: `main`, or after the tour that it belongs to. */
  readonly name: string;
  /** Everything that happens in it. */
  readonly trace: Trace;
  /** Every connection as the Portal knows it; what is secret in it is cut. */
  readonly sessions: { readonly syncs: readonly SessionSync[] };
  /** Whether its Server is up, and if not, why. */
  readonly state: () => SupervisorState;
  /** What can be done to it; without this it can only be looked at. */
  readonly control?: HouseControl;
  /** Lets events of detail be made, until the returned value is disposed of. */
  watch(): Disposable;
}
