import type { StartMode } from "../../../src/core/boundary/messages.ts";
import type { BusEnd } from "./memory_bus.ts";
import { type LabServer, RealmLab } from "./realm_lab.ts";

/** A lab whose Servers get nothing out any more once they run a line with `deadly` in it. */
export class DeadlyLab extends RealmLab {
  /** How often the line was run. */
  runs = 0;
  #end: BusEnd | undefined;

  constructor() {
    super();
    const { bus, noted } = this;
    const connect = bus.connect.bind(bus);
    bus.connect = () => this.#end = connect();
    const push = noted.push.bind(noted);
    let server: BusEnd | undefined;
    noted.push = (...items) => {
      if (items.some((item) => item.includes("deadly"))) {
        this.runs++;
        if (server !== undefined) server.isCut = true;
      }
      return push(...items);
    };
    this.start = async (term, mode) => {
      const started = this.server(term, mode);
      server = this.#end;
      return await started;
    };
  }

  readonly start: (term: number, mode: StartMode) => Promise<LabServer>;
}
