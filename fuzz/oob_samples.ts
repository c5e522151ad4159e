import type { OobNames } from "../src/core/boundary/oob_names.ts";
import type { MsdpLimits } from "../src/portals/telnet/options/msdp.ts";

/** What a client may use up with MSDP. */
export const MSDP_LIMITS: MsdpLimits = { bytes: 1000, depth: 4, values: 100, perSecond: 10 };

/** Declared messages: one of a single variable, one of fields. */
export const OOB_NAMES: OobNames = [
  { name: "Room.Info", key: "room_info", direction: "both", msdp: "ROOM" },
  { name: "Char.Vitals", key: "char_vitals", direction: "both", msdp: { hp: "HEALTH" } },
];
