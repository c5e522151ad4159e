import type { NatsConnection } from "@nats-io/transport-node";
import { isLoopback } from "../../../core/gate/address.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import { AcceptedSchema, encodeWord, hearWords } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";

/** What {@linkcode SharedRates} are made with. */
export interface SharedRatesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly sessions: Pick<PortalSessionRegistry, "countAccepted">;
  readonly trace: Trace;
}

/**
 * Lets all Portals of a realm count the new connections of an address together: each tells the
 * others of those it accepts. Who comes to several at once is limited as at one, but for the time that
 * the word takes.
 */
export class SharedRates implements Disposable {
  readonly #options: SharedRatesOptions;
  readonly #listening: { unsubscribe(): void };

  /**
   * Listens to the other Portals, from now on.
   *
   * @param options The way to them, and who counts.
   */
  constructor(options: SharedRatesOptions) {
    const { connection, subjects, portal, sessions, trace } = options;
    this.#options = options;
    this.#listening = hearWords({
      ...{ connection, subject: subjects.accepted, schema: AcceptedSchema },
      hear: (accepted) => {
        if (accepted.portal !== portal) sessions.countAccepted(accepted.address);
      },
      onFault: ({ message: error }) =>
        trace.emit("boundary:fault", { level: "error", data: { error } }),
    });
  }

  /** Tells the others of a connection that this Portal has accepted. */
  tell(address: string): void {
    if (isLoopback(address)) return;
    const { connection, subjects, portal } = this.#options;
    connection.publish(subjects.accepted, encodeWord({ kind: "accepted", portal, address }));
  }

  /** Hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
  }
}
