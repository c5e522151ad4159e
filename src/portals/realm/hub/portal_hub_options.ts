import type { NatsConnection } from "@nats-io/transport-node";
import type { Asks } from "../../../core/boundary/questions.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { RealmSubjects } from "../subjects.ts";

/** What a `PortalHub` is made with. */
export interface PortalHubOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "info">;
  readonly subjects: RealmSubjects;
  /** The term of the lease: Portals follow the highest one. */
  readonly term: number;
  readonly clock: Clock;
  readonly trace: Trace;
  /** What Portals ask the Server. */
  readonly questions: Asks;
}
