import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import type { Wish } from "../../session/elsewhere.ts";
import { encodeWord } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { FellowPortals } from "./fellow_portals.ts";
import {
  decodeFound,
  type Found,
  type GoesOn,
  type MoveRecord,
  RecordReader,
} from "./found_codec.ts";

/** How long all may take to answer, in milliseconds; twice, as a word may get lost. */
const SEEK_MS = 1_000;
/** How long that one may take, in milliseconds: it has to hear from the Server's process. */
const RECORD_MS = 4_000;
/**
 * How long after a search began what is found may be taken, in milliseconds. Whoever gave a session
 * up claims it back after 5 s: who stood still and hears of it later must not claim it, too.
 */
const TAKE_MS = 4_500;

/** What {@linkcode Searches} are made with. */
export interface SearchesOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "request">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly clock: Clock;
  /** Returns so many random bytes. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** Hears that a session goes on at another Portal, to or from which it was to come. */
  readonly onGoesOn: (word: GoesOn) => void;
  readonly onFault: (error: Error) => void;
}

/** What became of a search: nobody has the session, it cannot be had now, or all that is known of it. */
export type Outcome = "none" | "later" | MoveRecord;

interface Search {
  readonly wish: Wish;
  readonly reader: RecordReader;
  readonly end: (outcome: Outcome) => void;
  /** When it began: milliseconds since 1970. */
  readonly begunAt: number;
  timer: Disposable;
  /** How often all were asked. */
  asked: number;
  /** How often each has answered that it does not have the session. */
  readonly denied: Map<number, number>;
  /** Whether all had denied it when they were asked last. */
  isSure: boolean;
  /** Whether one has it, and is about to give it up. */
  isFound: boolean;
}

/**
 * Asks all other Portals for sessions. That nobody has one is what all of them say, twice: else it
 * might have gone meanwhile from one that was yet to answer to one that had. While one that is there
 * says nothing, it may have the session.
 */
export class Searches implements Disposable {
  readonly #options: SearchesOptions;
  readonly #fellows: FellowPortals;
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
          if (found?.kind === "goesOn") options.onGoesOn(found);
          else if (found !== undefined) this.#hear(found);
        } catch (thrown) {
          onFault(thrown instanceof Error ? thrown : new Error(String(thrown)));
        }
      },
    });
    this.#fellows = new FellowPortals({
      ...options,
      onGone: () => [...this.#searches].forEach(([search, one]) => this.#look(search, one)),
    });
  }

  /** Asks for a session. */
  begin(wish: Wish): Promise<Outcome> {
    const { random, clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const search = random(8).toHex();
    const end = (outcome: Outcome) => {
      this.#searches.get(search)?.timer[Symbol.dispose]();
      this.#searches.delete(search);
      resolve(outcome);
    };
    const begun: Search = {
      ...{ wish, reader: new RecordReader(), end, asked: 0, denied: new Map() },
      begunAt: clock.now(),
      ...{ isSure: false, isFound: false },
      timer: clock.timer(SEEK_MS, () => this.#askAgain(search, begun)),
    };
    this.#searches.set(search, begun);
    this.#ask(search, begun);
    this.#look(search, begun);
    return promise;
  }

  /** Gives up all that is sought. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
    this.#fellows[Symbol.dispose]();
    for (const { end } of [...this.#searches.values()]) end("later");
  }

  #ask(search: string, one: Search): void {
    const { connection, subjects, portal } = this.#options;
    one.asked++;
    const { wish } = one;
    connection.publish(subjects.seek, encodeWord({ kind: "seek", portal, search, wish }));
  }

  /** Asks once more, as a word may be lost, or who is silent be gone. */
  #askAgain(search: string, one: Search): void {
    one.timer = this.#options.clock.timer(
      SEEK_MS,
      () => one.end(this.#silent(one).length > 0 ? "later" : "none"),
    );
    for (const portal of this.#silent(one)) this.#fellows.probe(portal);
    this.#ask(search, one);
    this.#look(search, one);
  }

  /** Those that are there, and have not answered yet. */
  #silent({ asked, denied }: Search): readonly number[] {
    return this.#fellows.there.filter((portal) => (denied.get(portal) ?? 0) < asked);
  }

  /** Looks whether all have said that they do not have it. */
  #look(search: string, one: Search): void {
    if (!this.#fellows.areKnown || one.isFound || this.#silent(one).length > 0) return;
    if (one.isSure || this.#fellows.there.length === 0) return one.end("none");
    one.isSure = true;
    this.#ask(search, one);
  }

  #hear(found: Exclude<Found, GoesOn>): void {
    const search = this.#searches.get(found.search);
    if (search === undefined) return;
    if (this.#options.clock.now() - search.begunAt > TAKE_MS) return search.end("later");
    switch (found.kind) {
      case "none":
        this.#fellows.heard(found.portal);
        search.denied.set(found.portal, (search.denied.get(found.portal) ?? 0) + 1);
        return this.#look(found.search, search);
      case "here":
        search.isFound = true;
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
