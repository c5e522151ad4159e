import type { OobNames } from "../boundary/oob_names.ts";
import type { OwnedOobMessage } from "./declared_messages.ts";

/** How many declared messages the Portal is told of. */
const MAX_TOLD = 1000;

/** Returns what the Portal is told of declared messages: what has a name in MSDP. */
export function oobNames(messages: ReadonlyMap<string, OwnedOobMessage>): OobNames {
  return [...messages.values()].slice(0, MAX_TOLD).map(({ message }) => ({
    name: message.name,
    key: message.key,
    direction: message.direction,
    msdp: message.msdp ?? {},
  }));
}
