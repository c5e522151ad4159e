import { OPTION } from "../telnet_bytes.ts";
import type { TelnetOption } from "./option.ts";

/**
 * Refuses to suppress go-ahead (RFC 858), once each way.
 *
 * A world is entered line by line. inetutils telnet and PuTTY read WILL SGA as "send every key at
 * once" and give up local editing; while it is refused, they edit and echo lines themselves,
 * passwords come whole from TinTin++ too, and GA stays free to mark prompts. A client that sends
 * single keys all the same is understood, and shows them itself.
 */
export function createSga(): TelnetOption {
  return {
    option: OPTION.SGA,
    policy: { us: "refuse", him: "refuse" },
    payloadLimit: 0,
  };
}
