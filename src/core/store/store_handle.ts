import { dirname, resolve } from "node:path";
import { hostOf, isPostgresUrl, POSTGRES_NEEDS } from "./postgres/postgres_url.ts";
import type { StoreControl, StoreStatus } from "./store_control.ts";
import { StoreOpenError } from "./store_open_error.ts";
import type { OwnRealm } from "./world_realm.ts";

/** What {@linkcode startStoreWorker} starts from. */
export interface StoreWorkerOptions {
  /**
   * The database file, or `:memory:` for one that ends with the isolate; or the address of a
   * PostgreSQL database.
   */
  readonly place: string;
  /**
   * The realm whose Server this is, if it is one: the world is that realm's from now on, and another
   * Server of it that has the database is ended.
   */
  readonly realm?: OwnRealm | undefined;
  /** Hears once that the Store isolate died: nothing can be kept any more. */
  readonly onError: (error: Error) => void;
  /** The isolate's entry; the Store's own when absent. For tests. */
  readonly entry?: URL;
}

/** The main isolate's hold on the Store isolate. */
export interface StoreHandle {
  /**
   * Lets a Server in.
   *
   * @param epoch Its number, above all that came before.
   * @returns The port to transfer to it.
   */
  connect(epoch: number): MessagePort;

  /** Ends an epoch that crashed: what it had sent is committed, and its port is closed. */
  fence(epoch: number): Promise<void>;

  /** Finishes all commits, closes the database and ends the isolate. */
  close(): Promise<void>;
}

/**
 * Starts the Store isolate, which may read and write the database's folder, or speak to its host, and
 * nothing else.
 *
 * The isolate must never be terminated from outside: SQLite would keep the database locked for the
 * life of the process.
 *
 * @throws StoreOpenError when the database cannot be opened.
 */
export async function startStoreWorker(options: StoreWorkerOptions): Promise<StoreHandle> {
  const entry = options.entry ?? new URL("../../store_worker.ts", import.meta.url);
  const isFile = options.place !== ":memory:" && !isPostgresUrl(options.place);
  const place = isFile ? resolve(options.place) : options.place;
  const worker = new StoreWorker(makeWorker(entry, permissionsFor(place)), options.onError);
  await worker.open(place, options.realm);
  return worker;
}

function makeWorker(entry: URL, permissions: Deno.PermissionOptions): Worker {
  return new Worker(entry, { type: "module", name: "store", deno: { permissions } });
}

const NOTHING = {
  ...{ read: false, write: false, net: false, env: false },
  ...{ run: false, ffi: false, sys: false, import: false },
} as const;

/** The Store may do nothing but reach its database. */
function permissionsFor(place: string): Deno.PermissionOptions {
  if (isPostgresUrl(place)) return { ...NOTHING, ...POSTGRES_NEEDS, net: [hostOf(place)] };
  if (place === ":memory:") return NOTHING;
  return { ...NOTHING, read: [dirname(place)], write: [dirname(place)] };
}

class StoreWorker implements StoreHandle {
  readonly #worker: Worker;
  readonly #fences = new Map<number, PromiseWithResolvers<void>>();
  readonly #opening = Promise.withResolvers<void>();
  readonly #closing = Promise.withResolvers<void>();
  #newest = 0;
  #death: Error | null = null;
  #isClosing = false;

  constructor(worker: Worker, onError: (error: Error) => void) {
    this.#worker = worker;
    // Each of these may fail with nobody waiting for it.
    for (const { promise } of [this.#opening, this.#closing]) promise.catch(() => {});
    worker.onmessage = (event: MessageEvent<StoreStatus>) => this.#receive(event.data);
    worker.onerror = (event) => {
      event.preventDefault(); // or the whole process ends here
      this.#die(new Error(`The Store ended: ${event.message}`), onError);
    };
  }

  open(place: string, realm: OwnRealm | undefined): Promise<void> {
    this.#post({ kind: "open", place, ...(realm === undefined ? {} : { realm }) });
    return this.#opening.promise;
  }

  connect(epoch: number): MessagePort {
    if (!(epoch > this.#newest)) {
      throw new RangeError(
        `Cannot connect epoch ${epoch} as it must be newer than all before: ` +
          `current state is ${this.#newest}`,
      );
    }
    this.#newest = epoch;
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ kind: "connect", epoch, port: port2 } satisfies StoreControl, [
      port2,
    ]);
    return port1;
  }

  fence(epoch: number): Promise<void> {
    if (this.#death !== null) return Promise.reject(this.#death);
    const fence = this.#fences.get(epoch) ?? Promise.withResolvers<void>();
    if (!this.#fences.has(epoch)) this.#post({ kind: "fence", epoch });
    this.#fences.set(epoch, fence);
    return fence.promise;
  }

  close(): Promise<void> {
    if (!this.#isClosing) this.#post({ kind: "close" });
    this.#isClosing = true;
    return this.#closing.promise;
  }

  #receive(status: StoreStatus): void {
    switch (status.kind) {
      case "opened":
        return this.#opening.resolve();
      case "failed":
        this.#opening.reject(new StoreOpenError(status.problem));
        return void this.close();
      case "fenced":
        this.#fences.get(status.epoch)?.resolve();
        return void this.#fences.delete(status.epoch);
      case "closed":
        return this.#closing.resolve();
    }
  }

  #die(error: Error, onError: (error: Error) => void): void {
    if (this.#death !== null) return;
    this.#death = error;
    this.#opening.reject(error);
    this.#closing.reject(error);
    for (const fence of this.#fences.values()) fence.reject(error);
    onError(error);
  }

  #post(control: StoreControl): void {
    this.#worker.postMessage(control);
  }
}
