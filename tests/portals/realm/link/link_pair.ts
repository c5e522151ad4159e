import { systemClock } from "../../../../src/core/clock.ts";
import { NatsLink, type NatsLinkOptions } from "../../../../src/portals/realm/link/nats_link.ts";
import type { Connections } from "../nats/shared_nats.ts";

/** Both ends of a link. */
export interface LinkPair {
  readonly portal: NatsLink;
  readonly server: NatsLink;
}

/**
 * Opens both ends of a link of its own, each over its own connection, and waits until both listen.
 *
 * @param connections The ways to NATS.
 * @param options Where the link is to be other than a quiet one.
 */
export async function linkPair(
  connections: Connections,
  options: Partial<NatsLinkOptions> = {},
): Promise<LinkPair> {
  const prefix = `test.${crypto.randomUUID()}`;
  const link = (own: "portal" | "server", other: "portal" | "server") =>
    new NatsLink({
      ...{ connection: connections[own], clock: systemClock, keepalive: 10_000, silence: 30_000 },
      ...{ outgoing: `${prefix}.${other}`, incoming: `${prefix}.${own}` },
      ...options,
    });
  const pair = { portal: link("portal", "server"), server: link("server", "portal") };
  await Promise.all([connections.portal.flush(), connections.server.flush()]);
  return pair;
}
