import { connect, type NatsConnection } from "@nats-io/transport-node";
import { NatsServer } from "./nats_server.ts";
import { HAS_NATS } from "./nats_test_case.ts";

/** Started before the tests of a file, and ended after them: it is none of theirs. */
const server = HAS_NATS ? await NatsServer.start() : undefined;
if (server !== undefined) globalThis.addEventListener("unload", () => server.end());

/** Two processes' ways to NATS. */
export interface Connections {
  readonly portal: NatsConnection;
  readonly server: NatsConnection;
}

/** Open as long as the tests of the file run. */
const shared = server === undefined ? undefined : await twoConnections(server.url);

/** Opens the ways of two processes to a server of NATS; they do not give it up. */
export async function twoConnections(url: string): Promise<Connections> {
  const options = { servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 20 };
  const [portal, server] = await Promise.all([connect(options), connect(options)]);
  return { portal, server };
}

/** Returns the ways of two processes to the server of this file's tests. */
export function sharedConnections(): Connections {
  if (shared !== undefined) return shared;
  throw new Error("Cannot run the test as nats-server must be installed");
}
