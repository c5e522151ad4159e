import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { RemoteSessions } from "../../remote_sessions.ts";
import type { ServerQuestions } from "../../server_questions.ts";
import type { RealmSubjects } from "../subjects.ts";

/** What a `RemoteServer` is made with. */
export interface RemoteServerOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "info">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  /** Tells this process from all others: 16 hexadecimal digits. */
  readonly instance: string;
  /** The sessions that are in the realm. */
  readonly sessions: RemoteSessions;
  /** The realm's name, which the trace tells, where this is one of several. */
  readonly realm?: string;
  /** What is asked of whichever Server is there. */
  readonly questions: ServerQuestions;
  readonly clock: Clock;
  readonly trace: Trace;
  /** Is told that somebody in the game shut the realm down. */
  readonly onShutdown: () => void;
  /** Is told that another process has this Portal's number. */
  readonly onNumberInUse: () => void;
}
