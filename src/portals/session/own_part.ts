import type { SessionMessage } from "./session_message.ts";

/**
 * Returns the part of what a Server says that is about sessions it may speak of.
 *
 * @param message What it says.
 * @param isOwn Tells whether it may speak of a session.
 * @returns `undefined` when no such session is spoken of.
 */
export function ownPart(
  message: SessionMessage,
  isOwn: (sessid: number) => boolean,
): SessionMessage | undefined {
  switch (message.kind) {
    case "output":
    case "disconnect": {
      const sessids = message.sessids.filter(isOwn);
      if (sessids.length === message.sessids.length) return message;
      return sessids.length === 0 ? undefined : { ...message, sessids };
    }
    case "login":
    case "sync":
    case "transfer":
      return isOwn(message.sessid) ? message : undefined;
    case "xray": {
      const { viewer, target } = message;
      return isOwn(viewer) && (target === null || isOwn(target)) ? message : undefined;
    }
    case "gate":
    case "oob":
    case "ran":
    case "joined":
      return message;
  }
}
