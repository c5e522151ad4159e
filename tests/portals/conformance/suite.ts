import {
  type ConformanceClient,
  portalConformance as cases,
  type TestedPortal,
} from "../../../src/portals/conformance/mod.ts";
import type { ConnectionSink } from "../../../src/portals/session/connection.ts";

/** A client of one of our own protocols: they all can do everything. */
export type SuiteClient = Required<ConformanceClient>;

/** The protocol under test, with a clock that the suite moves. */
export interface SuitePortal extends TestedPortal {
  connect(): Promise<SuiteClient>;
}

/**
 * Registers the tests that every protocol has to pass.
 *
 * @param name The protocol's name in the tests' names.
 * @param open Opens it.
 */
export function portalConformance(
  name: string,
  open: (sink: ConnectionSink) => Promise<SuitePortal>,
): void {
  for (const one of cases(open)) Deno.test(`4.1, 4.3 ${name} ${one.name}`, () => one.run());
}
