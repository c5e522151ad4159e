import type { OobNames } from "../../core/boundary/oob_names.ts";
import type { MsdpValue } from "./msdp_value.ts";

/** A variable with the value that the game told last. */
export type Told = readonly [name: string, value: MsdpValue];

/** What a client asks of variables. */
export const MSDP_COMMANDS: readonly string[] = ["LIST", "REPORT", "UNREPORT", "SEND", "RESET"];

const LISTS: readonly string[] = [
  "COMMANDS",
  "LISTS",
  "CONFIGURABLE_VARIABLES",
  "REPORTABLE_VARIABLES",
  "REPORTED_VARIABLES",
  "SENDABLE_VARIABLES",
];

/**
 * What one client is told by MSDP: the last value of each declared variable, and which it wants to
 * hear of. It grows with what is declared, not with what the client asks.
 */
export class MsdpReports {
  readonly #names: () => OobNames;
  readonly #values = new Map<string, MsdpValue>();
  readonly #reported = new Set<string>();

  /** Creates the reports of a client that has asked for nothing. */
  constructor(names: () => OobNames) {
    this.#names = names;
  }

  /** Keeps what the game told; returns what the client is to hear of it. */
  note(told: readonly Told[]): readonly Told[] {
    const changed = told.filter(([name, value]) => !isSame(this.#values.get(name), value));
    for (const [name, value] of told) this.#values.set(name, value);
    return changed.filter(([name]) => this.#reported.has(name));
  }

  /** Obeys a command; returns what it is answered. */
  obey(command: string, names: readonly string[]): readonly Told[] {
    switch (command) {
      case "LIST":
        return names.filter((name) => LISTS.includes(name)).map((name) => this.#list(name));
      case "SEND":
        return this.#known(names);
      case "REPORT":
        return this.#report(names);
      case "UNREPORT":
        for (const name of names) this.#reported.delete(name);
        return [];
      case "RESET":
        this.#reported.clear();
        return [];
      default:
        return [];
    }
  }

  #report(names: readonly string[]): readonly Told[] {
    const reportable = this.#variables("out");
    const wanted = names.filter((name) => reportable.includes(name));
    for (const name of wanted) this.#reported.add(name);
    return this.#known(wanted);
  }

  #list(name: string): Told {
    if (name === "COMMANDS") return [name, MSDP_COMMANDS];
    if (name === "LISTS") return [name, LISTS];
    if (name === "REPORTED_VARIABLES") return [name, [...this.#reported]];
    return [name, this.#variables(name === "CONFIGURABLE_VARIABLES" ? "in" : "out")];
  }

  #known(names: readonly string[]): readonly Told[] {
    return [...new Set(names)].flatMap((name): Told[] => {
      const value = this.#values.get(name);
      return value === undefined ? [] : [[name, value]];
    });
  }

  #variables(way: "in" | "out"): readonly string[] {
    const said = this.#names().filter(({ direction }) => direction === way || direction === "both");
    return [...new Set(said.flatMap(({ msdp }) => variablesOf(msdp)))];
  }
}

function variablesOf(msdp: OobNames[number]["msdp"]): readonly string[] {
  return typeof msdp === "string" ? [msdp] : Object.values(msdp);
}

function isSame(before: MsdpValue | undefined, now: MsdpValue): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}
