import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import type { Wish } from "../../session/elsewhere.ts";
import { encodeWord } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { decodeFound, type Found, type MoveRecord, RecordReader } from "./found_codec.ts";

/** How long all are asked for a session, in milliseconds; twice, as a word may get lost. */
const SEEK_MS = 1_000;
/** How long that one may take, in milliseconds: it has to hear from the Server's process. */
const RECORD_MS = 4_000;

/** What {@linkcode Searches} are made with. */
export interface SearchesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly clock: Clock;
  /** Returns so many random bytes. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  readonly onFault: (error: Error) => void;
}

/** What became of a search: nobody has the session, it cannot be had now, or all that is known of it. */
export type Outcome = "none" | "later" | MoveRecord;

interface Search {
  readonly reader: RecordReader;
  readonly end: (outcome: Outcome) => void;
  timer: Disposable;
}

/** Asks all other Portals for sessions. */
export class Searches implements Disposable {
  readonly #options: SearchesOptions;
  readonly #listening: { unsubscribe(): void };
  readonly #searches = new Map<string, Search>();

  /**
   * Listens to answers, from now on.
   *
   * @param options The way to the other Portals.
   */
  constructor(options: SearchesOptions) {
    const { connection, subjects, portal, onFault } = options;
    this.#options = options;
    this.#listening = connection.subscribe(subjects.found(portal), {
      callback: (error, message) => {
        if (error !== null) return onFault(error);
        // NATS's client would take what is thrown for the end of its connection.
        try {
          const found = decodeFound(message.data);
          if (found !== undefined) this.#hear(found);
        } catch (thrown) {
          onFault(thrown instanceof Error ? thrown : new Error(String(thrown)));
        }
      },
    });
  }

  /** Asks for a session. */
  begin(wish: Wish): Promise<Outcome> {
    const { connection, subjects, portal, random, clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const search = random(8).toHex();
    const end = (outcome: Outcome) => {
      this.#searches.get(search)?.timer[Symbol.dispose]();
      this.#searches.delete(search);
      resolve(outcome);
    };
    const ask = () =>
      connection.publish(subjects.seek, encodeWord({ kind: "seek", portal, search, wish }));
    const again = () => {
      ask();
      begun.timer = clock.timer(SEEK_MS, () => end("none"));
    };
    const begun: Search = { reader: new RecordReader(), end, timer: clock.timer(SEEK_MS, again) };
    this.#searches.set(search, begun);
    ask();
    return promise;
  }

  /** Gives up all that is sought. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
    for (const { end } of [...this.#searches.values()]) end("later");
  }

  #hear(found: Found): void {
    const search = this.#searches.get(found.search);
    if (search === undefined) return;
    switch (found.kind) {
      case "here":
        search.timer[Symbol.dispose]();
        search.timer = this.#options.clock.timer(RECORD_MS, () => search.end("later"));
        return;
      case "refused":
        return search.end("none");
      case "later":
        return search.end("later");
      case "part": {
        const record = search.reader.add(found);
        if (record !== undefined) search.end(record ?? "later");
        return;
      }
    }
  }
}
