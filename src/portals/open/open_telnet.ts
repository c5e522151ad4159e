import type { Portal } from "../session/connection.ts";
import { listenTelnet } from "../telnet/listen_telnet.ts";
import { clientLimits, gmcpLimits, hostnameOf, msdpLimits } from "./client_limits.ts";
import type { OpenOptions } from "./portals_options.ts";

/** Opens the telnet portal as the settings say. */
export function openTelnet(options: OpenOptions): Promise<Portal> {
  const { settings, sink, clock, trace, port, ports } = options;
  return listenTelnet({
    hostname: hostnameOf(settings),
    ...{ port, sink, clock, trace },
    settleMs: settings.negotiationWait,
    keepAliveMs: settings.nopKeepAlive * 1000,
    ports,
    ...(settings.msdp ? { msdp: { limits: msdpLimits(settings), names: options.oob } } : {}),
    limits: { ...clientLimits(settings), gmcp: gmcpLimits(settings) },
  });
}
