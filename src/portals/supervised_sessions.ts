import type { PortalMessage, StartMode } from "../core/boundary/messages.ts";
import type { ShownCalls } from "./secrets/shown_calls.ts";
import type { SessionMessage } from "./session/session_message.ts";

/** The sessions of a Portal, or of several, as the supervisor of their Server deals with them. */
export interface SupervisedSessions {
  /** What may be shown of what clients send. */
  readonly shown: ShownCalls;
  /** The accounts that are logged in, each once. */
  readonly uids: readonly number[];
  /** Holds what clients send from now on, until {@linkcode SupervisedSessions.release}. */
  hold(): void;
  /**
   * Tells a new Server of every session; what clients send is held until it is ready.
   *
   * @param mode How that Server came to start.
   * @param send Sends to it.
   */
  resync(mode: StartMode, send: (message: PortalMessage) => void): void;
  /** Lets what is sent flow to the Server that was told of the sessions, now that it is ready. */
  release(): void;
  /**
   * Holds again what was sent to a Server and never reached it, before anything that came later.
   *
   * @param unsent What it was, in order.
   */
  putBack(unsent: readonly PortalMessage[]): void;
  /** Does what the Server says. */
  receive(message: SessionMessage): void;
  /** Tells every client one line of markup. */
  announce(markup: string): void;
}
