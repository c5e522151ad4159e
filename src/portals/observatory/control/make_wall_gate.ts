import { SharedRender } from "../../render/shared_render.ts";
import type { ShownCalls } from "../../secrets/shown_calls.ts";
import type { PortalSession } from "../../session/portal_session.ts";
import { shownMessage } from "../../wall_detail.ts";
import { WallGate, type WallGateOptions } from "./wall_gate.ts";

/** What may wait: enough to look at, and less than what is held over a reload. */
const LIMITS = { messages: 150, characters: 1_000_000, total: 16_000_000 } as const;

const FULL = "|yYour session was being held, and too much waited for it: it goes on now.|n";

/** What a gate needs of the sessions that it can hold. */
export interface WallGateParts extends Pick<WallGateOptions, "trace" | "toServer" | "toPortal"> {
  /** What may be shown of typed calls. */
  readonly shown: ShownCalls;
  readonly sessions: ReadonlyMap<number, PortalSession>;
}

/** Makes the gate of a Portal's sessions. */
export function makeWallGate({ shown, sessions, ...parts }: WallGateParts): WallGate {
  return new WallGate({
    ...parts,
    limits: LIMITS,
    isLive: (sessid) => sessions.has(sessid),
    show: (message) => shownMessage(message, shown),
    onChange: (sessid) => {
      const changed = sessid === null ? [...sessions.values()] : [sessions.get(sessid)];
      for (const session of changed) session?.holdChanged();
    },
    onFull: (sessid) => sessions.get(sessid)?.deliver([["text", [FULL], {}]], new SharedRender()),
  });
}
