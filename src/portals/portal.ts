import { enabledPorts, type OpenPorts, type PortSetting } from "../core/settings/ports.ts";
import { openCertificate } from "./open/open_certificate.ts";
import { openPlugin } from "./open/open_plugin.ts";
import { openSsh } from "./open/open_ssh.ts";
import { openTelnet } from "./open/open_telnet.ts";
import { openTelnetTls } from "./open/open_telnet_tls.ts";
import { openWeb } from "./open/open_web.ts";
import type {
  OpenedPortal,
  OpenOptions,
  OpenPortal,
  PortalsOptions,
  StartNote,
} from "./open/portals_options.ts";
import type { OpenPortalPlugin } from "./plugins/open_portal_plugin.ts";
import type { Onward } from "./session/elsewhere.ts";
import type { CertificateKeeper } from "./tls/certificate_keeper.ts";

export type { PortalsOptions } from "./open/portals_options.ts";

/** What opens our own portals, in this order. */
const OPENERS: readonly (readonly [PortSetting, OpenPortal])[] = [
  ["webPort", openWeb],
  ["telnetPort", openTelnet],
  ["tlsPort", openTelnetTls],
  ["sshPort", openSsh],
];

/** The portals that listen. */
export interface OpenPortals extends OpenPorts {
  readonly plugins: readonly OpenPortalPlugin[];
  /** The certificate that connections are made secure with, if any are. */
  readonly certificate: CertificateKeeper["facts"] | undefined;
  /** What whoever starts the server is told beside the ports. */
  readonly notes: readonly StartNote[];
  /** Stops listening, where a portal can without ending what connections it has. */
  stopListening(): void;
  /** Send their clients to another Portal of the realm. */
  readonly onward: Onward;
  /** Stops listening and ends what connections are left. */
  close(): Promise<void>;
}

/**
 * Puts the Portal side together: opens every portal that the settings ask for, our own first, so
 * that a plugin gets none of their ports.
 */
export async function openPortals(options: PortalsOptions): Promise<OpenPortals> {
  const open: OpenedPortal[] = [];
  const plugins: OpenPortalPlugin[] = [];
  const certificate = await openCertificate(options);
  let ports: OpenPorts = {};
  const close = async () => {
    await Promise.all(plugins.map((portal) => portal.close()));
    await Promise.all(open.map((portal) => portal.close()));
    certificate?.[Symbol.dispose]();
  };
  const enabled = enabledPorts(options.settings);
  try {
    for (const [setting, opener] of OPENERS.filter(([setting]) => enabled.includes(setting))) {
      const portal = await listening(
        { ...options, certificate, ports: () => ports },
        setting,
        opener,
      );
      open.push(portal);
      ports = { ...ports, [setting]: portal.port };
    }
    for (const plugin of options.plugins) plugins.push(await openPlugin(options, plugin));
    const notes = open.flatMap(({ notes = [] }) => notes);
    return {
      ...{ ...ports, certificate: certificate?.facts, notes, plugins, close },
      stopListening: () => [...open, ...plugins].forEach((portal) => portal.stopListening?.()),
      onward: {
        get movable() {
          return open.flatMap(({ onward }) => onward?.movable ?? []);
        },
        sendOn: (sessids) => open.flatMap(({ onward }) => onward?.sendOn(sessids) ?? []),
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listening(
  options: Omit<OpenOptions, "port">,
  setting: PortSetting,
  opener: OpenPortal,
): Promise<OpenedPortal> {
  const port = options.settings[setting];
  try {
    return await opener({ ...options, port });
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    return await opener({ ...options, port: await options.onPortTaken(setting, port) });
  }
}
