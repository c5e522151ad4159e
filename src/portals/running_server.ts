import type { Boundary } from "../core/boundary/boundary.ts";
import type { PortalMessage, ServerMessage } from "../core/boundary/messages.ts";

/** A Server that was started, as the Portal side holds it. */
export interface RunningServer {
  /** The Portal's end of the wall to it. */
  readonly boundary: Boundary<PortalMessage, ServerMessage>;
  /** Is called when the Server's isolate died; the text says where and why. */
  onDeath(tell: (error: string) => void): void;
  /** The plugin that is being set up, as far as is known: it may be in an endless loop. */
  settingUp?(): string | undefined;
  /** Ends the isolate, as far as that can be done. */
  terminate(): void;
}

/** How a Server comes to start. */
export interface SpawnStart {
  /** `restart` is after a death: what can be left out is then better left out. */
  readonly why: "start" | "reload" | "restart";
  /** The plugins that are switched off, with the reason. */
  readonly off: Readonly<Record<string, string>>;
}

/**
 * Starts a Server.
 *
 * @param epoch Its number, higher than that of any before.
 * @param start How it comes to start.
 * @throws When what it needs cannot be had, such as settings that are wrong.
 */
export type SpawnServer = (epoch: number, start: SpawnStart) => Promise<RunningServer>;
