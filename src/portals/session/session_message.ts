import type { ServerMessage } from "../../core/boundary/messages.ts";

/** The messages that speak of a Portal's sessions, or of whom to keep out. */
export type SessionMessage = Extract<
  ServerMessage,
  {
    kind:
      | ("output" | "login" | "sync" | "disconnect" | "gate" | "oob" | "xray")
      | ("ran" | "joined" | "transfer");
  }
>;
