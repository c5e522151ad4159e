/** The ways across the wall; over NATS where nats-server is installed. */
import { connect } from "@nats-io/transport-node";
import type { Boundary } from "../../src/core/boundary/boundary.ts";
import { inlineBoundary } from "../../src/core/boundary/inline_boundary.ts";
import { workerBoundary } from "../../src/core/boundary/worker_boundary.ts";
import { systemClock } from "../../src/core/clock.ts";
import { natsBoundary } from "../../src/portals/realm/link/nats_boundary.ts";
import { NatsLink } from "../../src/portals/realm/link/nats_link.ts";
import { NATS_SERVER, NatsServer } from "../../tests/portals/realm/nats/nats_server.ts";
import type { NatsEnd } from "./nats_worker.ts";

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

/** Both ends have a connection of their own, as two processes do. */
async function overNats(): Promise<End> {
  const server = await NatsServer.start();
  globalThis.addEventListener("unload", () => server.end());
  const connection = await connect({ servers: server.url });
  const times = { clock: systemClock, keepalive: 1000, silence: 60_000 };
  const link = new NatsLink({ connection, outgoing: "up", incoming: "down", ...times });
  await connection.flush();
  const worker = new Worker(new URL("./nats_worker.ts", import.meta.url), { type: "module" });
  const isListening = new Promise((done) => worker.onmessage = done);
  const other: NatsEnd = { url: server.url, outgoing: "down", incoming: "up" };
  worker.postMessage(other);
  await isListening;
  return natsBoundary(link, { epoch: 1 });
}

const WAYS: Readonly<Record<string, End>> = {
  "in one isolate": inline(),
  "to a worker": overWorker(),
  ...NATS_SERVER === undefined ? {} : { "over NATS": await overNats() },
};

for (const [way, end] of Object.entries(WAYS)) {
  const bounce = new Bounce(end);
  for (const count of [1, 100]) {
    Deno.bench(`the wall, ${way}: ${count} there and back in one turn`, async () => {
      await bounce.send(count);
    });
  }
}
