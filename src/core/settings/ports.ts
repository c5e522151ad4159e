import type { Settings } from "./settings.ts";

/** A port that one of our own portals listens on, by the name of its setting. */
export type PortSetting = Extract<
  keyof Settings,
  "telnetPort" | "webPort" | "tlsPort" | "sshPort"
>;

/** The ports that are listened on, by the names of their settings. */
export type OpenPorts = { readonly [Name in PortSetting]?: number | undefined };

/** What belongs to a {@linkcode PortSetting}. */
export interface PortFacts {
  /** The setting that says whether anything listens there. */
  readonly enabled: Extract<
    keyof Settings,
    "telnetEnabled" | "webEnabled" | "tlsEnabled" | "sshEnabled"
  >;
  /** What listens there, as a message names it. */
  readonly what: string;
  /** The flag that changes it. */
  readonly flag: string;
}

/** The ports of our own portals, in the order in which two that are equal are told of. */
export const PORTS: { readonly [Name in PortSetting]: PortFacts } = {
  telnetPort: { enabled: "telnetEnabled", what: "telnet", flag: "--telnet-port" },
  webPort: { enabled: "webEnabled", what: "web", flag: "--web-port" },
  tlsPort: { enabled: "tlsEnabled", what: "telnet over TLS", flag: "--tls-port" },
  sshPort: { enabled: "sshEnabled", what: "SSH", flag: "--ssh-port" },
};

/** The names of {@linkcode PORTS}. */
export const PORT_SETTINGS: readonly PortSetting[] = Object.keys(PORTS).filter(isPortSetting);

/** Returns those ports that something is to listen on. */
export function enabledPorts(settings: Settings): readonly PortSetting[] {
  return PORT_SETTINGS.filter((name) => settings[PORTS[name].enabled]);
}

function isPortSetting(name: string): name is PortSetting {
  return Object.hasOwn(PORTS, name);
}
