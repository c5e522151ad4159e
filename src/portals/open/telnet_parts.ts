import { Encodings } from "../encodings/encodings.ts";
import { TrustedProxies } from "../proxy/trusted_proxies.ts";
import type { ConnectionSink } from "../session/connection.ts";
import type { TelnetSettings } from "../telnet/telnet_settings.ts";
import { clientLimits, gmcpLimits, hostnameOf, msdpLimits } from "./client_limits.ts";
import { msspFacts } from "./mssp_facts.ts";
import type { OpenOptions } from "./portals_options.ts";

/** What a portal of telnet listens with, whether over TLS or not. */
export type TelnetParts = Omit<TelnetSettings, "renderer"> & {
  readonly hostname: string;
  readonly port: number;
  readonly sink: ConnectionSink;
};

/** Returns what both portals of telnet have in common, as the settings say. */
export function telnetParts(options: OpenOptions): TelnetParts {
  const { settings, sink, clock, trace, port, ports } = options;
  const startedAt = clock.now();
  return {
    hostname: hostnameOf(settings),
    ...{ port, ports, sink, clock, trace },
    proxies: new TrustedProxies(settings.trustedProxies),
    settleMs: settings.negotiationWait,
    keepAliveMs: settings.nopKeepAlive * 1000,
    ...(settings.msdp ? { msdp: { limits: msdpLimits(settings), names: options.oob } } : {}),
    characterMode: settings.characterMode,
    encodings: new Encodings(settings.encodings),
    mxp: settings.mxp,
    mssp: () => msspFacts(options, startedAt),
    limits: {
      ...clientLimits(settings),
      historyLines: settings.lineHistory,
      gmcp: gmcpLimits(settings),
    },
  };
}
