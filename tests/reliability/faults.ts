import { linkTests, type Numbered } from "../docs/numbered_names.ts";
import { CRASH_FAULTS } from "./crash.ts";
import type { Fault } from "./fault.ts";
import { GATE_FAULTS } from "./gate.ts";
import { INPUT_FAULTS } from "./input.ts";
import { LOAD_FAULTS } from "./load.ts";
import type { MeasuredRows } from "./measured.ts";
import { REALM_FAULTS } from "./realm.ts";
import { RELOAD_FAULTS } from "./reload.ts";
import { SANDBOX_FAULTS } from "./sandbox.ts";
import { STORE_FAULTS } from "./store.ts";

export const FAULTS = {
  reload: RELOAD_FAULTS,
  crash: CRASH_FAULTS,
  store: STORE_FAULTS,
  load: LOAD_FAULTS,
  gate: GATE_FAULTS,
  sandbox: SANDBOX_FAULTS,
  input: INPUT_FAULTS,
  realm: REALM_FAULTS,
} as const;

export type FaultList = keyof typeof FAULTS;

const TITLES: Readonly<Record<FaultList, string>> = {
  reload: "Reload",
  crash: "Crash and hang",
  store: "The store",
  load: "Load and back-pressure",
  gate: "The gate",
  sandbox: "Plugins",
  input: "Input",
  realm: "Several processes",
};

export const FAULT_LISTS = Object.keys(FAULTS).filter((name): name is FaultList => name in FAULTS);

/**
 * Writes the tables of docs/reliability.md.
 *
 * @param tests The faults that each test's file names.
 * @param rows What the tests measured; it stands behind what a long form did.
 */
export function faultTables(
  tests: ReadonlyMap<string, readonly Numbered<FaultList>[]>,
  rows: MeasuredRows,
): string {
  return FAULT_LISTS.map((list) => {
    const faults: readonly Fault[] = FAULTS[list];
    const lines = faults.map(({ fault, promise, measured }, index) => {
      const number = index + 1;
      const links = linkTests(tests, { list, number });
      const seen = Object.values(rows[`${list} ${number}`] ?? {}).flat();
      const all = [measured, ...seen].filter((one) => one !== undefined).join("; ");
      return `| ${number} | ${fault} | ${promise} | ${links} | ${all} |`;
    });
    const head = ["| # | fault | promise | tests | measured |", "| - | - | - | - | - |"];
    return [`## ${TITLES[list]}`, "", ...head, ...lines].join("\n");
  }).join("\n\n");
}
