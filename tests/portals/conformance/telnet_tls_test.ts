import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { connectTls, tlsLab } from "../tls/tls_fixture.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuitePortal } from "./suite.ts";
import { TelnetSocket } from "./telnet_socket.ts";

portalConformance("TelnetConnection over TLS", open);
portalOob("TelnetConnection over TLS", open);

async function open(sink: ConnectionSink): Promise<SuitePortal> {
  const lab = await tlsLab({ sink });
  const clients: TelnetSocket[] = [];
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "telnet",
    advance: (ms) => lab.clock.advance(ms),
    async connect() {
      const client = await TelnetSocket.over(await connectTls(lab));
      clients.push(client);
      return client;
    },
    close: () => closing ??= closeAll(),
  };

  async function closeAll(): Promise<void> {
    await lab.portal.close();
    await Promise.all(clients.map((client) => client.close()));
  }
}
