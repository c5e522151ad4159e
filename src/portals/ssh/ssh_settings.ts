import type { Asks } from "../../core/boundary/questions.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { TextRenderer } from "../telnet/shown_text.ts";
import type { PendingLimits } from "../pending_clients.ts";

/** What an SSH client may use up. */
export interface SshLimits {
  /** How many connections may be on their way in at once. */
  readonly pending: PendingLimits;
  /** The longest typed line, in UTF-16 code units. */
  readonly lineCharacters: number;
  /** How many bytes may wait to be sent; beyond that the connection ends as `slow_consumer`. */
  readonly outboundBytes: number;
  /** Lines that a user can go back to. */
  readonly historyLines: number;
  /** Passwords that are looked at in one connection. */
  readonly passwordTries: number;
  /** How long a client may take to log in and to open its session, in milliseconds. */
  readonly loginMs: number;
  /**
   * After how much silence a client that is in is asked whether it is there, in milliseconds. Who
   * lets three such questions pass unanswered is cut off.
   */
  readonly silenceMs: number;
}

/** What all SSH connections of a portal share. */
export interface SshSettings {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: SshLimits;
  readonly renderer: TextRenderer;
  /** What the server calls itself. */
  readonly serverName: string;
  /** Asks the Server who somebody is. */
  readonly questions: Asks;
}
