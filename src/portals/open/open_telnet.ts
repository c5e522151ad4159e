import type { Portal } from "../session/connection.ts";
import { listenTelnet } from "../telnet/listen_telnet.ts";
import { compression } from "./compression.ts";
import type { OpenOptions } from "./portals_options.ts";
import { telnetParts } from "./telnet_parts.ts";

/** Opens the telnet portal as the settings say. */
export function openTelnet(options: OpenOptions): Promise<Portal> {
  const compressed = compression(options.settings, "plain");
  return listenTelnet({ ...telnetParts(options), compressed });
}
