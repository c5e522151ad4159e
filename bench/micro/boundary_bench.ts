import type { Boundary } from "../../src/core/boundary/boundary.ts";
import { inlineBoundary } from "../../src/core/boundary/inline_boundary.ts";
import { workerBoundary } from "../../src/core/boundary/worker_boundary.ts";

type End = Boundary<unknown, unknown>;

const LINE = {
  ...{ kind: "input", sessid: 7, secret: false },
  calls: [["text", ["say The quick brown fox jumps over the lazy dog."], {}]],
};

/** Sends lines over the wall, and waits until as many came back. */
class Bounce {
  readonly #end: End;
  #missing = 0;
  #done = (): void => {};

  constructor(end: End) {
    this.#end = end;
    end.onBatch(({ messages }) => {
      this.#missing -= messages.length;
      if (this.#missing === 0) this.#done();
    });
  }

  send(count: number): Promise<void> {
    this.#missing = count;
    for (let at = 0; at < count; at++) this.#end.send(LINE);
    return new Promise((resolve) => this.#done = resolve);
  }
}

function inline(): End {
  const { portal, server } = inlineBoundary<unknown, unknown>({ epoch: 1 });
  server.onBatch(({ messages }) => messages.forEach((message) => server.send(message)));
  return portal;
}

function overWorker(): End {
  const worker = new Worker(new URL("./boundary_worker.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port2, [port2]);
  return workerBoundary(port1, { epoch: 1 });
}

for (
  const [way, end] of Object.entries({ "in one isolate": inline(), "to a worker": overWorker() })
) {
  const bounce = new Bounce(end);
  for (const count of [1, 100]) {
    Deno.bench(`the wall, ${way}: ${count} there and back in one turn`, () => bounce.send(count));
  }
}
