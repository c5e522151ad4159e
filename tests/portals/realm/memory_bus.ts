import type { Msg, NatsConnection, Subscription } from "@nats-io/transport-node";

/** What NATS says where nobody listens. */
class NoRespondersError extends Error {
  override readonly name = "NoResponders";
}

type Callback = (error: Error | null, message: Msg) => void;

/** What of a connection to NATS the processes of a realm use. */
export type BusConnection = Pick<NatsConnection, "publish" | "subscribe" | "request" | "info">;

/** One process's connection to a bus. */
export interface BusEnd {
  readonly connection: BusConnection;
  /** Whether what it publishes and what it should hear is lost. */
  isCut: boolean;
  /** Lets what it should hear wait. */
  pause(): void;
  /** Lets it hear again, what waited first. */
  resume(): void;
  /** Loses what it publishes next to a subject that this fits, once. */
  loseNext(subject: RegExp): void;
  /** Loses nothing any more that was to be lost. */
  loseNothing(): void;
}

interface Listener {
  readonly end: BusEnd;
  readonly callback: Callback;
  /** Calls the listener now, or when its process hears again. */
  readonly tell: (run: () => void) => void;
}

/**
 * Carries messages between subjects in memory, in the order of each who publishes, and loses what a
 * test wants to be lost: as NATS does, which carries each message once at most.
 */
export class MemoryBus {
  readonly #listeners = new Map<string, Set<Listener>>();
  /** How many messages were published. */
  published = 0;

  /** Connects a process. */
  connect(): BusEnd {
    const losing: RegExp[] = [];
    let waiting: (() => void)[] | null = null;
    const tell = (run: () => void) => waiting === null ? run() : void waiting.push(run);
    const end: BusEnd = {
      isCut: false,
      pause: () => void (waiting ??= []),
      resume: () => {
        const runs = waiting ?? [];
        waiting = null;
        for (const run of runs) run();
      },
      loseNext: (subject) => void losing.push(subject),
      loseNothing: () => void losing.splice(0),
      connection: {
        publish: (subject, payload = new Uint8Array()) => {
          this.published++;
          const lost = losing.findIndex((pattern) => pattern.test(subject));
          if (lost >= 0) losing.splice(lost, 1);
          if (lost < 0 && !end.isCut) this.#carry(subject, payload as Uint8Array);
        },
        subscribe: (subject, { callback = () => {} } = {}) =>
          this.#subscribe(subject, { end, callback, tell }),
        // Nobody answers with more than that nobody is there.
        request: (subject, payload = new Uint8Array()) => {
          const isHeard = (this.#listeners.get(subject)?.size ?? 0) > 0;
          if (!end.isCut && !isHeard) return Promise.reject(new NoRespondersError(subject));
          end.connection.publish(subject, payload);
          return new Promise<never>(() => {});
        },
      },
    };
    return end;
  }

  #carry(subject: string, payload: Uint8Array): void {
    const data = payload.slice();
    queueMicrotask(() => {
      for (const listener of [...this.#listeners.get(subject) ?? []]) {
        listener.tell(() => {
          const isHeard = !listener.end.isCut && this.#listeners.get(subject)?.has(listener);
          // Nobody looks at more of a message than this.
          if (isHeard === true) listener.callback(null, { subject, data } as Msg);
        });
      }
    });
  }

  #subscribe(subject: string, listener: Listener): Subscription {
    const listeners = this.#listeners.get(subject) ?? new Set();
    this.#listeners.set(subject, listeners.add(listener));
    const closed = Promise.withResolvers<void>();
    const unsubscribe = () => {
      listeners.delete(listener);
      closed.resolve();
    };
    // Nobody looks at more of a subscription than this.
    return { unsubscribe, closed: closed.promise } as unknown as Subscription;
  }
}
