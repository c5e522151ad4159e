import type { Ban } from "../../../src/core/gate/bans.ts";

/** Makes a ban of an address or a network. */
export function addressBan(id: number, pattern: string): Ban {
  return { id, kind: "address", pattern, reason: "", by: "root", at: 0 };
}

/** Makes a ban of a name, given as names are compared. */
export function nameBan(id: number, pattern: string): Ban {
  return { id, kind: "name", pattern, reason: "", by: "root", at: 0 };
}
