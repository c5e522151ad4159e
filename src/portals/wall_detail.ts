import type { PortalMessage, ServerMessage } from "../core/boundary/messages.ts";
import type { Trace } from "../core/trace/trace.ts";
import type { ShownCalls } from "./secrets/shown_calls.ts";
import { CUT, shownData } from "./secrets/shown_data.ts";

/** What a {@linkcode WallDetail} is made with. */
export interface WallDetailParts {
  readonly trace: Trace;
  /** What may be shown of typed calls. */
  readonly shown: ShownCalls;
}

/** Tells the trace what crosses the wall, as the Portal sees it, while somebody watches. */
export class WallDetail {
  readonly #epoch: number;
  readonly #parts: WallDetailParts;

  /**
   * Creates it for one Server.
   *
   * @param epoch The number of that Server.
   * @param parts What is told, and what is known of typed calls.
   */
  constructor(epoch: number, parts: WallDetailParts) {
    this.#epoch = epoch;
    this.#parts = parts;
  }

  /** Tells of a message to the Server. */
  sent(message: PortalMessage): void {
    if (message.kind !== "ping" && message.kind !== "watch") this.#tell("wall:portal", message);
  }

  /** Tells of a message of the Server. */
  received(message: ServerMessage): void {
    if (message.kind !== "pong" && message.kind !== "trace") this.#tell("wall:server", message);
  }

  #tell(kind: "wall:portal" | "wall:server", message: PortalMessage | ServerMessage): void {
    const { trace, shown } = this.#parts;
    if (!trace.isDetailed) return;
    const data = { message: shownMessage(message, shown), epoch: this.#epoch };
    trace.detail(kind, sessidOf(message), data);
  }
}

/** Returns what may be shown of a message. */
export function shownMessage(message: PortalMessage | ServerMessage, shown: ShownCalls): unknown {
  switch (message.kind) {
    case "input":
      return { ...message, calls: shown.ofInput(message.calls) };
    case "output":
      return { ...message, calls: shown.ofOutput(message.calls, message.sessids) };
    case "request":
      return { ...message, value: CUT };
    case "reply":
      return { ...message, answer: CUT };
    default:
      return shownData(message);
  }
}

/** The session that a message is about, if it is one. */
function sessidOf(message: PortalMessage | ServerMessage): number | undefined {
  if (message.kind === "connect") return message.sync.sessid;
  if (message.kind === "ran") return message.lines.length === 1 ? message.lines[0]?.[0] : undefined;
  if ("sessids" in message) return message.sessids.length === 1 ? message.sessids[0] : undefined;
  return "sessid" in message ? message.sessid ?? undefined : undefined;
}
