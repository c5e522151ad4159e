import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { PortStore } from "../../../src/core/store/port_store.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import type { Store } from "../../../src/core/store/store.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";
import { serveStorePort } from "../../../src/core/store/store_port.ts";

/** A way to reach the Store. */
export interface Way {
  readonly name: string;
  readonly connect: (engine: StoreEngine, epoch: number) => Store;
}

/** Every way to reach the Store. */
export const WAYS: readonly Way[] = [
  { name: "InlineStore", connect: (engine, epoch) => new InlineStore(engine, epoch) },
  {
    name: "PortStore",
    connect(engine, epoch) {
      const { port1, port2 } = new MessageChannel();
      serveStorePort(engine, port1, epoch);
      return new PortStore(port2, epoch);
    },
  },
];

/** An engine over a database in memory, with the Stores that a test connected to it. */
export class StoreHouse implements AsyncDisposable {
  readonly #way: Way;
  readonly #stores: Store[] = [];
  readonly engine: StoreEngine;
  fault: string | null = null;

  constructor(way: Way) {
    this.#way = way;
    const beforeCommit = () => {
      if (this.fault !== null) throw new Error(this.fault);
    };
    this.engine = new StoreEngine(openDatabase(":memory:"), { chunkSize: 3, beforeCommit });
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
    Deno.test(`${way.name} ${sentence}`, async () => {
      await using house = new StoreHouse(way);
      await run(house);
    });
}
