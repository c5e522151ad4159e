import type { MsspFacts } from "../telnet/options/mssp.ts";
import type { OpenOptions } from "./portals_options.ts";

/** What the facts are taken from. */
export type MsspSources = Pick<OpenOptions, "settings" | "ports" | "players">;

/** Returns what is true of the game now, then what its settings say of it. */
export function msspFacts(options: MsspSources, startedAt: number): MsspFacts {
  const { settings, ports, players } = options;
  const { telnetPort, tlsPort } = ports();
  const told = {
    NAME: settings.serverName,
    CODEBASE: "Vestibule",
    FAMILY: "Custom",
    CHARSET: "UTF-8",
    "CRAWL DELAY": "-1",
    ...flags(["ANSI", "UTF-8", "XTERM 256 COLORS", "XTERM TRUE COLORS", "GMCP"], true),
    ...flags(["VT100"], settings.characterMode !== "off"),
    ...flags(["MSDP"], settings.msdp),
    ...flags(["MCCP"], settings.mccp !== "off" && settings.maxCompressedSessions > 0),
    ...flags(["MXP"], settings.mxp),
    ...flags(["MCCP3", "MSP"], false),
    ...(telnetPort === undefined ? {} : { PORT: String(telnetPort) }),
    SSL: String(tlsPort ?? 0),
    TLS: String(tlsPort ?? 0),
  };
  // These two are required, and nobody may say otherwise.
  const counted = {
    PLAYERS: String(players?.() ?? 0),
    UPTIME: String(Math.floor(startedAt / 1000)),
  };
  return { ...told, ...settings.mssp, ...counted };
}

function flags(names: readonly string[], isOn: boolean): MsspFacts {
  return Object.fromEntries(names.map((name) => [name, isOn ? "1" : "0"]));
}
