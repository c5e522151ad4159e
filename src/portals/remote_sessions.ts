import type { PortalMessage, StartMode } from "../core/boundary/messages.ts";
import type { InputMessage } from "./session/held_input.ts";
import type { SupervisedSessions } from "./supervised_sessions.ts";

/** Returns what one session sent and its Server has not said to have run, in order, and forgets it. */
export type TakeUnran = (sessid: number) => readonly InputMessage[];

/** A Portal's sessions of one realm, as whoever keeps the way to its Server deals with them. */
export interface RemoteSessions extends Omit<SupervisedSessions, "uids" | "resync"> {
  /**
   * Tells a Server of every session; what clients send is held until it is ready.
   *
   * @param mode How that Server came to start; `join` is for one that runs, and answers `joined`.
   * @param send Sends to it.
   */
  resync(mode: StartMode | "join", send: (message: PortalMessage) => void): void;
  /** Sets who keeps what was sent to the Server and not run, for sessions that go on elsewhere. */
  unranBy(take: TakeUnran): void;
}
