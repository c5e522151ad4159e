import type { Anomaly } from "../codec.ts";
import { COMMAND, OPTION } from "../telnet_bytes.ts";

/** Options that we do not speak, but clients may speak of (IANA; and what MUDs agreed on). */
const FOREIGN_OPTIONS: Readonly<Record<string, number>> = {
  STATUS: 5,
  TSPEED: 32,
  FLOW_CONTROL: 33,
  XDISPLOC: 35,
  OLD_ENVIRON: 36,
  AUTHENTICATION: 37,
  ENCRYPT: 38,
  STARTTLS: 46,
  MCCP1: 85,
  MCCP3: 87,
  MSP: 90,
  ZMP: 93,
  AARDWOLF: 102,
  ATCP: 200,
};

const COMMANDS = names(COMMAND);
const OPTIONS = names({ ...FOREIGN_OPTIONS, ...OPTION });

/** What each anomaly means, to who reads along. */
export const ANOMALY_WORDS: Readonly<Record<Anomaly, string>> = {
  missing_se: "the end (IAC SE) of what stands above is missing",
  stray_se: "IAC SE, the end of a subnegotiation that never began",
  long_subnegotiation: "a subnegotiation too long to be read: it is skipped to its end",
  open_subnegotiation: "a subnegotiation was left open too long: what follows is read as text",
  empty_subnegotiation: "a subnegotiation without an option",
  unknown_command: "IAC and a byte that is no command: both are skipped",
  ignored_message: "a message that could not be used",
};

/** Names a command as the RFCs do. */
export function commandName(code: number): string {
  return COMMANDS.get(code) ?? String(code);
}

/** Names an option as the RFCs do; one without a name by its number. */
export function optionName(option: number): string {
  return OPTIONS.get(option) ?? `option ${option}`;
}

function names(table: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(table).map(([name, code]) => [code, name.replaceAll("_", "-")]));
}
