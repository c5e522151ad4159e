import type { OpenPorts } from "../../core/settings/ports.ts";

/** What everybody may know of the house. */
export interface Status {
  readonly name: string;
  /** Whether the world can be entered. */
  readonly isOpen: boolean;
  /** How many accounts are logged in. */
  readonly players: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Seconds since then. */
  readonly uptime: number;
  /** Where it listens. */
  readonly ports: OpenPorts;
}

/** One place where clients connect. */
export interface StatusPlace {
  readonly host: string;
  readonly port: number;
}

/** A status as programs read it. */
export interface StatusJson extends Pick<Status, "name" | "players" | "uptime"> {
  readonly open: boolean;
  /** As ISO 8601. */
  readonly startedAt: string;
  /** What is not offered is absent. */
  readonly connect: {
    readonly telnet: StatusPlace | undefined;
    readonly telnetTls: StatusPlace | undefined;
    readonly ssh: StatusPlace | undefined;
  };
}

/** Returns a status as programs read it. */
export function statusJson(status: Status, host: string): StatusJson {
  const { name, isOpen, players, startedAt, uptime, ports } = status;
  const { telnetPort, tlsPort, sshPort } = ports;
  const at = (port: number | undefined) => port === undefined ? undefined : { host, port };
  return {
    ...{ name, open: isOpen, players, uptime },
    startedAt: new Date(startedAt).toISOString(),
    connect: { telnet: at(telnetPort), telnetTls: at(tlsPort), ssh: at(sshPort) },
  };
}
