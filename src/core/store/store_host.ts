import type { Engine } from "./engine.ts";
import { openEngine } from "./open_engine.ts";
import type { StoreControl, StoreStatus } from "./store_control.ts";
import { StoreOpenError } from "./store_open_error.ts";
import { serveStorePort } from "./store_port.ts";

/** Runs the engine in the Store isolate as the main isolate says. */
export class StoreHost {
  readonly #post: (status: StoreStatus) => void;
  #engine: Engine | null = null;

  /**
   * Creates the host, which waits for `open`.
   *
   * @param post Tells the main isolate what became of what it said.
   */
  constructor(post: (status: StoreStatus) => void) {
    this.#post = post;
  }

  /** Does what the main isolate says; resolves when it is done and answered. */
  async receive(control: StoreControl): Promise<void> {
    switch (control.kind) {
      case "open":
        return await this.#open(control);
      case "connect":
        return serveStorePort(this.#opened(), control.port, control.epoch);
      case "fence":
        await this.#opened().fence(control.epoch);
        return this.#post({ kind: "fenced", epoch: control.epoch });
      case "close":
        await this.#engine?.close();
        return this.#post({ kind: "closed" });
    }
  }

  async #open({ place, realm }: Extract<StoreControl, { kind: "open" }>): Promise<void> {
    try {
      this.#engine = await openEngine(place, realm);
    } catch (error) {
      if (!(error instanceof StoreOpenError)) throw error;
      return this.#post({ kind: "failed", problem: error.problem });
    }
    this.#post({ kind: "opened" });
  }

  #opened(): Engine {
    if (this.#engine === null) {
      throw new TypeError("Cannot use the Store as it must be open: current state is not opened");
    }
    return this.#engine;
  }
}
