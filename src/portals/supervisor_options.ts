import type { Answers } from "../core/boundary/questions.ts";
import type { Clock } from "../core/clock.ts";
import type { Trace } from "../core/trace/trace.ts";
import type { SpawnServer } from "./running_server.ts";
import type { Heartbeat } from "./server_handle.ts";
import type { ServerQuestions } from "./server_questions.ts";
import type { SupervisedSessions } from "./supervised_sessions.ts";

/** What a supervisor is made with. Times are in milliseconds. */
export interface SupervisorOptions {
  readonly spawn: SpawnServer;
  /** The number of the first Server, higher than that of any in another process; 1 unless given. */
  readonly firstEpoch?: number;
  readonly sessions: SupervisedSessions;
  /** What is asked of whichever Server is ready. */
  readonly questions: ServerQuestions;
  /** What Servers may ask; nothing unless given. */
  readonly answers?: Answers;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly heartbeat: Heartbeat;
  /** How long new code may take to load, and an old Server to hand over. */
  readonly reloadTimeout: number;
  /** How many cores the machine has: a Server that cannot be ended keeps one of them busy. */
  readonly cores: number;
  /** Is told that no Server will be started any more, unless somebody asks for one. */
  readonly onGiveUp?: () => void;
  /** Is told that somebody in the game asked for a shutdown. */
  readonly onShutdown: () => void;
}
