import { type OpenPorts, PORT_SETTINGS, type PortSetting } from "../core/settings/ports.ts";

const PROGRAM = "Vestibule";

/** What the start prints. */
export interface BannerFacts {
  readonly serverName: string;
  readonly version: string;
  /** The address listened on; empty for all interfaces. */
  readonly host: string;
  /** This machine's address in the local network, if known. */
  readonly lanAddress?: string | undefined;
  /** The ports of those of our portals that listen. */
  readonly ports: OpenPorts;
  /** Whether the web speaks TLS. */
  readonly webTls?: boolean | undefined;
  /** The certificate that connections are made secure with, if any are. */
  readonly certificate?: CertificateFacts | undefined;
  /** What is told of our portals beside their ports: a label, and what it names. */
  readonly notes?: readonly Row[] | undefined;
  /** The portal plugins that listen. */
  readonly portalPlugins?: readonly PortalFacts[] | undefined;
  /** The realm, and what joins its processes, where there are several. */
  readonly realm?: string | undefined;
  /** The names of the plugins that were loaded; another process loads them unless given. */
  readonly plugins?: readonly string[] | undefined;
  /** What opens the pages of a class, if one is led: paths with their keys. */
  readonly classroom?: ClassroomFacts | undefined;
  readonly dataFolder: string;
  /** The address of the database that keeps the world, without its password; a file unless given. */
  readonly database?: string | undefined;
  /** The code that makes the first superuser, until there is one. */
  readonly claimCode?: string | undefined;
  /** How long the start took, in milliseconds. */
  readonly elapsed?: number | undefined;
  readonly color: boolean;
}

/** What the start prints of a certificate. */
export interface CertificateFacts {
  /** Its SHA-256, as clients show it. */
  readonly fingerprint: string;
  /** Whether the server made it itself, so that clients ask whether to trust it. */
  readonly isSelfMade: boolean;
}

/** What opens the pages of a class. */
export interface ClassroomFacts {
  readonly teacherKey: string;
  readonly viewKey: string;
}

/** What the start prints of a portal plugin. */
export interface PortalFacts {
  readonly name: string;
  readonly version: string;
  readonly port: number;
}

/** How a port is told: what stands before it, and what a person types to reach it. */
interface AddressFacts {
  readonly label: string;
  readonly reach: (address: string, port: number, scheme: string) => string;
}

const ADDRESSES: { readonly [Name in PortSetting]: AddressFacts } = {
  telnetPort: { label: "Telnet", reach: (address, port) => `telnet ${address} ${port}` },
  tlsPort: { label: "TLS", reach: (address, port) => `${address} port ${port}, telnet over TLS` },
  sshPort: { label: "SSH", reach: (address, port) => `ssh -p ${port} new@${address}` },
  webPort: {
    label: "Web",
    reach: (address, port, scheme) => `${scheme}://${inUrl(address)}:${port}/`,
  },
};

type Row = readonly [label: string, value: string];

/** Returns what the start prints: where to connect, what runs, how to stop. */
export function banner(facts: BannerFacts): string {
  const paint = facts.color ? painted : plain;
  const rows = [
    ...addressRows(facts),
    ...certificateRows(facts),
    ...facts.notes ?? [],
    ...portalRows(facts),
    ...classroomRows(facts),
    ...worldRows(facts),
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 1;
  const lines = rows.map(([label, value]) =>
    `  ${paint("32", "➜")}  ${paint("1", `${label}:`.padEnd(width))}  ${value}`
  );
  const took = facts.elapsed === undefined ? "" : `  ready in ${Math.round(facts.elapsed)} ms`;
  const title = paint("1;32", titleOf(facts)) + paint("2", took);
  return ["", `  ${title}`, "", ...lines, "", `  ${paint("2", "Press Ctrl+C to stop")}`, ""]
    .join("\n");
}

/** What is known of a port that is taken. */
export interface PortInUse {
  /** What wanted to listen, such as `telnet`. */
  readonly what: string;
  readonly port: number;
  /** The flag that changes the port, such as `--telnet-port`. */
  readonly flag: string;
  /** A port that is free. */
  readonly free: number;
}

/** Returns what to tell who started the server on a port that another program holds. */
export function portInUseMessage({ what, port, flag, free }: PortInUse): string {
  return `Cannot listen for ${what} on port ${port} as it must be free: another program uses it. ` +
    `Stop that program, or start with ${flag} ${free}, which is free now.`;
}

/** The version is that of the program, whatever the world is called. */
function titleOf({ serverName, version }: BannerFacts): string {
  return serverName === PROGRAM ? `${PROGRAM} ${version}` : `${serverName} (${PROGRAM} ${version})`;
}

function addressRows(facts: BannerFacts): Row[] {
  const local = facts.host === "" || isAnyAddress(facts.host) ? "localhost" : facts.host;
  const isOpen = local !== facts.host;
  const rows = addressesAt(local, facts, "");
  if (!isOpen) return rows;
  if (facts.lanAddress === undefined) return [...rows, ["Network", "all interfaces"]];
  return [...rows, ...addressesAt(facts.lanAddress, facts, " (network)")];
}

function addressesAt(address: string, { ports, webTls }: BannerFacts, suffix: string): Row[] {
  return PORT_SETTINGS.flatMap((name): Row[] => {
    const port = ports[name];
    if (port === undefined) return [];
    const { label, reach } = ADDRESSES[name];
    return [[`${label}${suffix}`, reach(address, port, webTls === true ? "https" : "http")]];
  });
}

/** Who compares the fingerprint with what a client shows knows that nobody stands between. */
function certificateRows({ certificate }: BannerFacts): Row[] {
  if (certificate === undefined) return [];
  const { fingerprint, isSelfMade } = certificate;
  const made: Row = ["Trust", "made here: a client asks once; accept it if it shows this SHA-256"];
  return [["SHA-256", fingerprint], ...(isSelfMade ? [made] : [])];
}

/** Whoever starts the server has to know what runs outside of the sandbox. */
function portalRows({ portalPlugins = [] }: BannerFacts): Row[] {
  return portalPlugins.map(({ name, version, port }) => [
    "Portal",
    `${name} ${version} on port ${port}, with full permissions: it is not sandboxed`,
  ]);
}

/** What is behind a `#` is sent to no server, and is in no log. */
function classroomRows(facts: BannerFacts): Row[] {
  const { classroom, lanAddress = "localhost", webTls, ports: { webPort } } = facts;
  if (classroom === undefined || webPort === undefined) return [];
  const { reach } = ADDRESSES.webPort;
  const scheme = webTls === true ? "https" : "http";
  const here = reach("localhost", webPort, scheme);
  return [
    ["Join", `${reach(lanAddress, webPort, scheme)}join`],
    ["Teacher", `${here}classroom#${classroom.teacherKey}`],
    ["Projector", `${here}classroom#${classroom.viewKey}`],
  ];
}

function worldRows(facts: BannerFacts): Row[] {
  const { realm, plugins } = facts;
  const rows: Row[] = [
    ...(realm === undefined ? [] : [["Realm", realm]] satisfies Row[]),
    ...(plugins === undefined ? [] : [["Plugins", plugins.join(", ") || "none"]] satisfies Row[]),
    ["Data", facts.database ?? facts.dataFolder],
  ];
  if (facts.claimCode === undefined) return rows;
  return [...rows, ["Superuser", `log in and type: claim ${facts.claimCode}`]];
}

function inUrl(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

function isAnyAddress(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function painted(style: string, text: string): string {
  return text === "" ? "" : `\x1b[${style}m${text}\x1b[0m`;
}

function plain(_style: string, text: string): string {
  return text;
}
