import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import {
  listenTelnet,
  type ListenTelnetOptions,
} from "../../../src/portals/telnet/listen_telnet.ts";
import { LIMITS } from "../telnet/telnet_lab.ts";
import type { SuiteClient, SuitePortal } from "./suite.ts";
import { TelnetSocket } from "./telnet_socket.ts";

/**
 * Opens the telnet portal for the suite.
 *
 * @param own Where sessions are reported, and what is special.
 * @param behave Makes of a socket the client that the suite sees.
 */
export async function openTelnetSuite(
  own: Pick<ListenTelnetOptions, "sink" | "characterMode">,
  behave: (socket: TelnetSocket) => Promise<SuiteClient>,
): Promise<SuitePortal> {
  const clock = new ManualClock();
  const portal = await listenTelnet({
    hostname: "127.0.0.1",
    port: 0,
    clock,
    trace: new Trace(),
    limits: LIMITS,
    settleMs: 400,
    keepAliveMs: 60_000,
    ports: () => ({}),
    ...own,
  });
  const sockets: TelnetSocket[] = [];
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "telnet",
    advance: (ms) => clock.advance(ms),
    async connect() {
      const socket = await TelnetSocket.connect(portal.port);
      sockets.push(socket);
      return await behave(socket);
    },
    close: () => closing ??= closeAll(),
  };

  async function closeAll(): Promise<void> {
    await portal.close();
    await Promise.all(sockets.map((socket) => socket.close()));
  }
}
