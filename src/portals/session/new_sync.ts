import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { SessionSync } from "../../core/boundary/messages.ts";
import type { ProtocolConnection } from "./connection.ts";

/**
 * Returns what is known of a session that has just begun.
 *
 * @param now When it began: milliseconds since 1970.
 */
export function newSync(
  sessid: number,
  connection: Pick<ProtocolConnection, "protocolKey" | "address" | "uid">,
  flags: ProtocolFlags,
  now: number,
): SessionSync {
  return {
    sessid,
    protocolKey: connection.protocolKey,
    address: connection.address,
    connTime: now,
    state: "negotiating",
    uid: connection.uid ?? null,
    uname: null,
    puid: null,
    cmdLast: now,
    cmdLastVisible: now,
    cmdTotal: 0,
    protocolFlags: flags,
    flagSources: {},
    cmdsets: [],
    carry: {},
    flagsVersion: 0,
  };
}
