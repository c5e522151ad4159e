import type { ConnectionSink, Portal } from "@vestibule/core/portal";
import { ManualClock, type TestedPortal } from "@vestibule/core/portal/conformance";
import finger from "../portal.ts";
import { FingerClient } from "./finger_client.ts";

/** A finger portal that listens, with its clients and its time. */
export interface OpenFinger extends TestedPortal {
  readonly port: number;
  connect(): Promise<FingerClient>;
}

/** Opens the portal on a free port. */
export async function openFinger(sink: ConnectionSink): Promise<OpenFinger> {
  const clock = new ManualClock();
  const portal = await listen(sink, clock);
  const clients: FingerClient[] = [];
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "finger",
    port: portal.port,
    heard: (typed) => `finger ${typed}`,
    advance: (ms) => clock.advance(ms),
    async connect() {
      const client = await FingerClient.connect(portal.port);
      clients.push(client);
      return client;
    },
    close: () => closing ??= closeAll(),
  };

  async function closeAll(): Promise<void> {
    await portal.close();
    await Promise.all(clients.map((client) => client.ended()));
  }
}

function listen(sink: ConnectionSink, clock: ManualClock): Promise<Portal> {
  return finger.listen({
    settings: { port: 0 },
    hostname: "127.0.0.1",
    ...{ sink, clock },
    limits: { lineCharacters: 6000, outboundBytes: 100_000 },
    log: (text) => {
      throw new Error(`Cannot pass as nothing must go wrong: ${text}`);
    },
  });
}
