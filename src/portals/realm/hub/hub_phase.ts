import type { PortalMessage, SessionSync, StartMode } from "../../../core/boundary/messages.ts";
import type { LinkedPortal } from "./linked_portal.ts";

/** Sends to the Server. */
export type Send = (message: PortalMessage) => void;

/** Where the Server stands: none is there, one is told of the sessions, or it takes their input. */
export type HubPhase =
  | { readonly kind: "away" }
  | {
    readonly kind: "asking";
    readonly mode: StartMode;
    readonly send: Send;
    readonly waiting: Set<LinkedPortal>;
    readonly told: Map<LinkedPortal, readonly SessionSync[]>;
    readonly timer: Disposable;
  }
  | { readonly kind: "starting"; readonly send: Send; readonly told: Set<LinkedPortal> }
  | { readonly kind: "up"; readonly send: Send };
