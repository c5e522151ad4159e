import type { ReloadOutcome } from "./supervisor_outcomes.ts";
import type { SupervisorState } from "./supervisor_state.ts";

/** The Server, as the Portal side can ask for it, wherever it runs. */
export interface ServerControl {
  /** Whether the Server is there, and if not, why. */
  readonly state: SupervisorState;
  /** Puts a new Server in the place of the one that runs; `reset` also unpuppets everybody. */
  reload(mode: "reload" | "reset"): Promise<ReloadOutcome>;
  /** Ends the Server as if it had died; returns whether it could. */
  crash(reason: string): boolean;
}
