import type { Engine } from "../../../src/core/store/engine.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { PortStore } from "../../../src/core/store/port_store.ts";
import { openPostgres } from "../../../src/core/store/postgres/postgres_database.ts";
import { PostgresEngine } from "../../../src/core/store/postgres/postgres_engine.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import type { Store } from "../../../src/core/store/store.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { serveStorePort } from "../../../src/core/store/store_port.ts";
import { HAS_POSTGRES, newDatabase } from "./postgres/postgres_test_case.ts";

/** How the engine of a test is told apart from its database. */
interface Options {
  readonly chunkSize: number;
  readonly beforeCommit: () => void;
}

/** A database with a Store on it, and a way to reach that. */
export interface Way {
  readonly name: string;
  readonly isThere: boolean;
  readonly open: (options: Options) => Promise<Engine>;
  readonly connect: (engine: Engine, epoch: number) => Store;
}

/** Every database. */
const DATABASES = [
  {
    database: "SQLite",
    isThere: true,
    open: (options: Options) => Promise.resolve(new StoreEngine(openDatabase(":memory:"), options)),
  },
  {
    database: "PostgreSQL",
    isThere: HAS_POSTGRES,
    open: async (options: Options) =>
      new PostgresEngine(await openPostgres(await newDatabase()), options),
  },
];

/** Every way to reach an engine. */
const REACHES = [
  {
    reach: "InlineStore",
    connect: (engine: Engine, epoch: number) => new InlineStore(engine, epoch),
  },
  {
    reach: "PortStore",
    connect(engine: Engine, epoch: number) {
      const { port1, port2 } = new MessageChannel();
      serveStorePort(engine, port1, epoch);
      return new PortStore(port2, epoch);
    },
  },
];

/** Every database, by every way to reach it. */
export const WAYS: readonly Way[] = DATABASES.flatMap(({ database, ...one }) =>
  REACHES.map(({ reach, connect }) => ({ name: `${reach} on ${database}`, ...one, connect }))
);

/** An engine over an empty database, with the Stores that a test connected to it. */
export class StoreHouse implements AsyncDisposable {
  readonly #way: Way;
  readonly #stores: Store[] = [];
  readonly engine: Engine;
  readonly #faults: { fault: string | null };

  private constructor(way: Way, engine: Engine, faults: { fault: string | null }) {
    this.#way = way;
    this.engine = engine;
    this.#faults = faults;
  }

  /** Opens one. */
  static async open(way: Way): Promise<StoreHouse> {
    const faults: { fault: string | null } = { fault: null };
    const beforeCommit = () => {
      if (faults.fault !== null) throw new Error(faults.fault);
    };
    return new StoreHouse(way, await way.open({ chunkSize: 3, beforeCommit }), faults);
  }

  /** Why every commit fails, if so. */
  set fault(fault: string | null) {
    this.#faults.fault = fault;
  }

  connect(epoch: number): Store {
    const store = this.#way.connect(this.engine, epoch);
    this.#stores.push(store);
    return store;
  }

  async writer(epoch: number): Promise<Store> {
    const store = this.connect(epoch);
    await store.takeOver();
    return store;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.engine.close();
  }
}

/** Returns what registers a test of one way to reach the Store. */
export function testOf(
  way: Way,
): (sentence: string, run: (house: StoreHouse) => Promise<void>) => void {
  return (sentence, run) =>
    Deno.test({
      name: `${way.name} ${sentence}`,
      ignore: !way.isThere,
      fn: async () => {
        await using house = await StoreHouse.open(way);
        await run(house);
      },
    });
}
