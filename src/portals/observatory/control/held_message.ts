import type { PortalMessage } from "../../../core/boundary/messages.ts";
import type { SessionMessage } from "../../session/session_message.ts";

/** A message that waits at the wall, by which side said it. */
export type Held =
  | HeldParts & { readonly direction: "portal"; readonly message: PortalMessage }
  | HeldParts & { readonly direction: "server"; readonly message: SessionMessage };

interface HeldParts {
  /** Counts up from 1: the order in which they came. */
  readonly id: number;
  /** The one session that it is about. */
  readonly sessid: number;
  /** How long it is, in characters of JSON. */
  readonly size: number;
}

/** Returns the session that a message to the Server is about, if it may wait for it. */
export function sessidOf(message: PortalMessage): number | undefined {
  switch (message.kind) {
    case "connect":
      return message.sync.sessid;
    case "disconnect":
    case "flags":
      return message.sessid;
    case "input":
      // A sign of life that waits says nothing any more, and its session would be silent meanwhile.
      return message.calls.every(([name]) => name === "idle") ? undefined : message.sessid;
    default:
      return undefined;
  }
}

/** Returns how long a message is, in characters of JSON. */
export function sizeOf(message: PortalMessage | SessionMessage): number {
  try {
    return JSON.stringify(message).length;
  } catch {
    // What crosses the wall need not be JSON.
    return UNKNOWN_SIZE;
  }
}

const UNKNOWN_SIZE = 10_000;
