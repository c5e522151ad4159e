/** The other process, or near enough: says back what crosses a link over NATS. */
import { connect } from "@nats-io/transport-node";
import { systemClock } from "../../src/core/clock.ts";
import { natsBoundary } from "../../src/portals/realm/link/nats_boundary.ts";
import { NatsLink } from "../../src/portals/realm/link/nats_link.ts";

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<NatsEnd>) => Promise<void>) | null;
  postMessage(word: "listening"): void;
}

/** Where NATS is, and this end's subjects. */
export interface NatsEnd {
  readonly url: string;
  readonly outgoing: string;
  readonly incoming: string;
}

// This file runs in a worker only, whose global has these members.
const scope = self as unknown as WorkerScope;

scope.onmessage = async ({ data: { url, outgoing, incoming } }) => {
  const connection = await connect({ servers: url });
  const times = { clock: systemClock, keepalive: 1000, silence: 60_000 };
  const link = new NatsLink({ connection, outgoing, incoming, ...times });
  const boundary = natsBoundary<unknown, unknown>(link, { epoch: 1 });
  boundary.onBatch(({ messages }) => messages.forEach((message) => boundary.send(message)));
  await connection.flush();
  scope.postMessage("listening");
};
