import type { SessionSync } from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import { shownData } from "../secrets/shown_data.ts";
import type { SupervisorState } from "../supervisor_state.ts";
import type { House } from "./house.ts";
import type { HouseControl } from "./house_control.ts";

/** What a house is made of. */
export interface HouseParts {
  readonly name: string;
  readonly trace: Trace;
  readonly sessions: { readonly syncs: readonly SessionSync[] };
  readonly state: () => SupervisorState;
  readonly control?: HouseControl;
}

/** Makes a house of a Portal and whatever is behind it. */
export function houseOf(parts: HouseParts): House {
  const { trace, sessions } = parts;
  return {
    ...parts,
    sessions: {
      get syncs() {
        return sessions.syncs.map(shownSync);
      },
    },
    watch: () => trace.watch(),
  };
}

/** Cuts what is secret; the fields and their kinds stay what they are. */
function shownSync(sync: SessionSync): SessionSync {
  const carry = shownData(sync.carry) as SessionSync["carry"]; // a record stays a record
  return { ...sync, carry };
}
