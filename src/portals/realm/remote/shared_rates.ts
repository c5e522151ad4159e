import type { NatsConnection } from "@nats-io/transport-node";
import { isLoopback } from "../../../core/gate/address.ts";
import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import { encodeWord, readWord, TakenSchema } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";

/** What {@linkcode SharedRates} are made with. */
export interface SharedRatesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly sessions: Pick<PortalSessionRegistry, "countTaken">;
}

/**
 * Lets all Portals of a realm count the new connections of an address together: each tells the
 * others of those it takes. Who comes to several at once is limited as at one, but for the time that
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
    const { connection, subjects, portal, sessions } = options;
    this.#options = options;
    this.#listening = connection.subscribe(subjects.taken, {
      callback: (error, { data }) => {
        const taken = error === null ? readWord(data, TakenSchema) : undefined;
        if (taken !== undefined && taken.portal !== portal) sessions.countTaken(taken.address);
      },
    });
  }

  /** Tells the others of a connection that this Portal has taken. */
  tell(address: string): void {
    if (isLoopback(address)) return;
    const { connection, subjects, portal } = this.#options;
    connection.publish(subjects.taken, encodeWord({ kind: "taken", portal, address }));
  }

  /** Hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
  }
}
