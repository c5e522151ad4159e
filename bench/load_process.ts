import { CrowdProcess } from "../torture/crowd_process.ts";
import type { Figures, Order } from "./load/wire.ts";

const MAIN = new URL("./load/main.ts", import.meta.url).pathname;

/** The load generator, as whoever started it holds it. */
export class LoadProcess implements AsyncDisposable {
  readonly #process = new CrowdProcess<readonly Order[], readonly Figures[]>(MAIN, {});

  /** The number by which the system knows it. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Lets it do something, and returns what it measured. */
  async order(order: Order): Promise<Figures> {
    const [figures] = await this.orderAll([order]);
    if (figures === undefined) throw new Error("Cannot go on as an order must have its figures");
    return figures;
  }

  /** Lets it do several things at the same time, and returns what it measured of each. */
  async orderAll(orders: readonly Order[]): Promise<readonly Figures[]> {
    await this.#process.order(orders);
    return await this.#process.next();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
