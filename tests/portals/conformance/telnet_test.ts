import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { listenTelnet } from "../../../src/portals/telnet/listen_telnet.ts";
import { LIMITS } from "../telnet/telnet_lab.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuitePortal } from "./suite.ts";
import { TelnetSocket } from "./telnet_socket.ts";

portalConformance("TelnetConnection", open);
portalOob("TelnetConnection", open);

async function open(sink: ConnectionSink): Promise<SuitePortal> {
  const clock = new ManualClock();
  const portal = await listenTelnet({
    hostname: "127.0.0.1",
    port: 0,
    sink,
    clock,
    trace: new Trace(),
    limits: LIMITS,
    settleMs: 400,
    keepAliveMs: 60_000,
    ports: () => ({}),
  });
  const clients: TelnetSocket[] = [];
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "telnet",
    advance: (ms) => clock.advance(ms),
    async connect() {
      const client = await TelnetSocket.connect(portal.port);
      clients.push(client);
      return client;
    },
    close: () => closing ??= closeAll(),
  };

  async function closeAll(): Promise<void> {
    await portal.close();
    await Promise.all(clients.map((client) => client.close()));
  }
}
