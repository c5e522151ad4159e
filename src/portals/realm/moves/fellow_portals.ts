import type { NatsConnection } from "@nats-io/transport-node";
import type { Clock } from "../../../core/clock.ts";
import { encodeWord, hearWords, type Presence, PresenceSchema } from "../realm_words.ts";
import type { RealmSubjects } from "../subjects.ts";
import { WALL } from "../wall.ts";

/** How often each Portal says that it is there, in milliseconds. */
const SAY_MS = 10_000;
/**
 * After how long without a word a Portal is taken for gone, in milliseconds: as long as the Server
 * waits until it takes its sessions for gone.
 */
const GONE_MS = 60_000;
/** How long the others may take to answer one that has just started, in milliseconds. */
const START_MS = 1_000;
/** How many others one tells of. */
const MOST_TOLD = 1_000;
/** How long NATS may take to say that nobody listens, in milliseconds. */
const PROBE_MS = 1_000;

/** What {@linkcode FellowPortals} are made with. */
export interface FellowPortalsOptions {
  readonly connection: Pick<NatsConnection, "publish" | "subscribe" | "request">;
  readonly subjects: RealmSubjects;
  /** This Portal's number. */
  readonly portal: number;
  readonly clock: Clock;
  /** Is told that one is there no more. */
  readonly onGone: () => void;
  readonly onFault: (error: Error) => void;
}

/**
 * Knows which other Portals of the realm are there. One that ends says so; of one that was killed
 * NATS says that nobody listens; one that only takes its time, or is cut off, is there for a minute.
 */
export class FellowPortals implements Disposable {
  readonly #options: FellowPortalsOptions;
  readonly #listening: { unsubscribe(): void };
  /** When each was heard last. */
  readonly #heard = new Map<number, number>();
  readonly #probed = new Set<number>();
  readonly #startedAt: number;
  #timer: Disposable;

  /**
   * Says that this Portal is there, and listens to the others, from now on.
   *
   * @param options The way to them.
   */
  constructor(options: FellowPortalsOptions) {
    const { connection, subjects, clock, onFault } = options;
    this.#options = options;
    this.#startedAt = clock.now();
    this.#listening = hearWords({
      ...{ connection, subject: subjects.presence, schema: PresenceSchema, onFault },
      hear: (presence) => this.#hear(presence),
    });
    this.#timer = this.#sayLater();
    this.#say("new");
  }

  /** Whether all that are there have had the time to say so. */
  get areKnown(): boolean {
    return this.#options.clock.now() - this.#startedAt >= START_MS;
  }

  /** The numbers of those that are there. */
  get there(): readonly number[] {
    const now = this.#options.clock.now();
    for (const [portal, at] of this.#heard) if (now - at >= GONE_MS) this.#heard.delete(portal);
    return [...this.#heard.keys()];
  }

  /** Takes note that one has said something. */
  heard(portal: number): void {
    if (portal !== this.#options.portal) this.#heard.set(portal, this.#options.clock.now());
  }

  /** Asks NATS whether anybody listens in one that is silent. */
  probe(portal: number): void {
    const { connection, subjects } = this.#options;
    if (this.#probed.has(portal)) return;
    this.#probed.add(portal);
    // What answers is heard there where no other word is.
    const reply = `${subjects.found(this.#options.portal)}.${portal}`;
    connection.request(subjects.found(portal), new Uint8Array(), {
      ...{ timeout: PROBE_MS, noMux: true, reply },
    }).catch((error: unknown) => {
      if (isNobody(error) && this.#heard.delete(portal)) this.#options.onGone();
    }).finally(() => this.#probed.delete(portal));
  }

  /** Says that this Portal ends, and hears no more of the others. */
  [Symbol.dispose](): void {
    this.#listening.unsubscribe();
    this.#timer[Symbol.dispose]();
    this.#say("gone");
  }

  #hear({ portal, state, others }: Presence): void {
    if (portal === this.#options.portal) return;
    if (state === "gone") {
      if (this.#heard.delete(portal)) this.#options.onGone();
      return;
    }
    // One that is too slow to answer is known by those that are not.
    for (const other of others) if (!this.#heard.has(other)) this.heard(other);
    const known = this.there;
    this.heard(portal);
    if (state === "new") this.#say("there", known);
  }

  #sayLater(): Disposable {
    return this.#options.clock.timer(SAY_MS, () => {
      this.#timer = this.#sayLater();
      this.#say("there");
    });
  }

  #say(state: Presence["state"], known: readonly number[] = []): void {
    const { connection, subjects, portal } = this.#options;
    const others = known.slice(0, MOST_TOLD);
    connection.publish(
      subjects.presence,
      encodeWord({ kind: "presence", portal, state, others, wall: WALL }),
    );
  }
}

/** Whether NATS says that nobody listens (what its client calls `NoResponders`, alone or as a cause). */
function isNobody(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "NoResponders" || isNobody(error.cause);
}
