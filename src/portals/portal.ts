import type { Asks } from "../core/boundary/questions.ts";
import type { Clock } from "../core/clock.ts";
import type { Settings } from "../core/settings/settings.ts";
import type { Trace } from "../core/trace/trace.ts";
import type { CheckedPortal } from "./plugins/check_portals.ts";
import type { PortalLimits } from "./plugins/define_portal.ts";
import { type OpenPortalPlugin, openPortalPlugin } from "./plugins/open_portal_plugin.ts";
import type { ConnectionSink, Portal } from "./session/connection.ts";
import type { SupervisorState } from "./supervisor_state.ts";
import { listenTelnet } from "./telnet/listen_telnet.ts";
import { socketAddress } from "./web/socket_address.ts";
import { listenWeb } from "./web/listen_web.ts";

/** Connections to the web port that may be open at once. */
const MAX_WEB_SOCKETS = 20_000;

/** Arrays and objects within one another in a message from a browser. */
const MAX_JSON_DEPTH = 32;
/** The longest GMCP message taken, in bytes. */
const MAX_GMCP_BYTES = 64 * 1024;
/** How many GMCP packages a client may say it supports: those of all known clients, and room. */
const MAX_GMCP_PACKAGES = 200;

/** Bytes of an HTTP request's headers. */
const MAX_HEADER_BYTES = 16 * 1024;

/** What the portals are opened with. */
export interface PortalsOptions {
  readonly settings: Settings;
  readonly sink: ConnectionSink;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The portal plugins that the settings ask for. */
  readonly plugins: readonly CheckedPortal[];
  /** Whether the Server is up, and if not, why. */
  readonly state: () => SupervisorState;
  /** Asks the Server, which asks plugins. */
  readonly questions: Asks;
  /** Whether a ban keeps an address out. */
  readonly isBanned: (address: string) => boolean;
  /**
   * Says which port to try when this one is taken.
   *
   * @throws When the port was asked for explicitly, with what to do.
   */
  readonly onPortTaken: (setting: "telnetPort" | "webPort", port: number) => Promise<number>;
}

/** The portals that listen. */
export interface OpenPortals {
  readonly telnetPort: number | undefined;
  readonly webPort: number | undefined;
  readonly plugins: readonly OpenPortalPlugin[];
  /** Stops listening and ends what connections are left. */
  close(): Promise<void>;
}

/**
 * Puts the Portal side together: opens every portal that the settings ask for, our own first, so
 * that a plugin gets none of their ports.
 */
export async function openPortals(options: PortalsOptions): Promise<OpenPortals> {
  const { settings } = options;
  const open: Portal[] = [];
  const plugins: OpenPortalPlugin[] = [];
  const close = async () => {
    await Promise.all(plugins.map((portal) => portal.close()));
    await Promise.all(open.map((portal) => portal.close()));
  };
  try {
    const web = settings.webEnabled
      ? await listening(options, "webPort", (port) => openWeb(options, port))
      : undefined;
    if (web !== undefined) open.push(web);
    const telnet = settings.telnetEnabled
      ? await listening(options, "telnetPort", (port) => openTelnet(options, port, web))
      : undefined;
    if (telnet !== undefined) open.push(telnet);
    for (const plugin of options.plugins) plugins.push(await openPlugin(options, plugin));
    return { telnetPort: telnet?.port, webPort: web?.port, plugins, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listening(
  options: PortalsOptions,
  setting: "telnetPort" | "webPort",
  listen: (port: number) => Promise<Portal>,
): Promise<Portal> {
  const port = options.settings[setting];
  try {
    return await listen(port);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    return await listen(await options.onPortTaken(setting, port));
  }
}

function openTelnet(
  { settings, sink, clock, trace }: PortalsOptions,
  port: number,
  web: Portal | undefined,
): Promise<Portal> {
  return listenTelnet({
    hostname: hostnameOf(settings),
    port,
    sink,
    clock,
    trace,
    settleMs: settings.negotiationWait,
    keepAliveMs: settings.nopKeepAlive * 1000,
    webPort: web?.port ?? null,
    limits: {
      ...clientLimits(settings),
      gmcp: {
        bytes: MAX_GMCP_BYTES,
        depth: MAX_JSON_DEPTH,
        packages: MAX_GMCP_PACKAGES,
        perSecond: settings.oobRate,
      },
    },
  });
}

function openPlugin(
  { settings, sink, clock, trace }: PortalsOptions,
  plugin: CheckedPortal,
): Promise<OpenPortalPlugin> {
  const limits = clientLimits(settings);
  return openPortalPlugin(plugin, { hostname: hostnameOf(settings), sink, clock, trace, limits });
}

function clientLimits({ maxLineLength, maxOutboundBytes }: Settings): PortalLimits {
  return {
    lineCharacters: zeroIsOff(maxLineLength),
    outboundBytes: zeroIsOff(maxOutboundBytes),
  };
}

function openWeb(options: PortalsOptions, port: number) {
  const { settings, sink, clock, trace, state, questions, isBanned } = options;
  return listenWeb({
    hostname: hostnameOf(settings),
    port,
    sink,
    clock,
    trace,
    serverName: settings.serverName,
    ready: state,
    plugins: { questions, clock, isBanned, limits: settings, addressOf: socketAddress },
    settleMs: settings.negotiationWait,
    allowedOrigins: [],
    limits: {
      maxPayload: settings.maxWebsocketMessage,
      maxLineLength: zeroIsOff(settings.maxLineLength),
      maxBufferedBytes: zeroIsOff(settings.maxOutboundBytes),
      maxDepth: MAX_JSON_DEPTH,
      maxSockets: MAX_WEB_SOCKETS,
      maxHeaderBytes: MAX_HEADER_BYTES,
    },
  });
}

/** A limit of 0 is none (behaviour 2.5.5). */
function zeroIsOff(limit: number): number {
  return limit === 0 ? Infinity : limit;
}

/** All interfaces means those of IPv4: not every system lets one socket listen on both. */
function hostnameOf(settings: Settings): string {
  return settings.host === "" ? "0.0.0.0" : settings.host;
}
