import { CrowdProcess } from "../torture/crowd_process.ts";
import type { Figures, Order } from "./load/wire.ts";

const MAIN = new URL("./load/main.ts", import.meta.url).pathname;

/** The load generator, as whoever started it holds it. */
export class LoadProcess implements AsyncDisposable {
  readonly #process = new CrowdProcess<Order, Figures>(MAIN, {});

  /** Lets it do something, and returns what it measured. */
  async order(order: Order): Promise<Figures> {
    await this.#process.order(order);
    return await this.#process.next();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
