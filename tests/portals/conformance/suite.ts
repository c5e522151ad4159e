import {
  type ConformanceClient,
  type ConformanceOptions,
  portalConformance as cases,
  type TestedPortal,
} from "../../../src/portals/conformance/mod.ts";
import type { ConnectionSink } from "../../../src/portals/session/connection.ts";

/** A client of one of our own protocols: they all can do everything. */
export interface SuiteClient extends Required<ConformanceClient> {
  /** Out-of-band messages; none for a client that was refused. */
  readonly oob?: SuiteOob;
}

/** Out-of-band messages, as the client's program sees them. */
export interface SuiteOob {
  /** Tells that the client takes them, in the protocol's own way. */
  agree(): Promise<void>;
  /** Sends one to the inputfunc of this name. */
  send(name: string, kwargs: Readonly<Record<string, unknown>>): Promise<void>;
  /** Waits for one from the outputfunc of this name, with exactly these keyword arguments. */
  until(name: string, kwargs: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The protocol under test, with a clock that the suite moves. */
export interface SuitePortal extends TestedPortal {
  connect(): Promise<SuiteClient>;
}

/** Opens the protocol under test. */
export type OpenPortal = (sink: ConnectionSink) => Promise<SuitePortal>;

/**
 * Registers the tests that every protocol has to pass.
 *
 * @param name The protocol's name in the tests' names.
 * @param open Opens it.
 * @param options What of the tests does not apply.
 */
export function portalConformance(
  name: string,
  open: OpenPortal,
  options: ConformanceOptions = {},
): void {
  for (const { name: sentence, ignore, run } of cases(open, options)) {
    if (ignore) Deno.test.ignore(`${name} ${sentence}`, () => run());
    else Deno.test(`4.1, 4.3 ${name} ${sentence}`, () => run());
  }
}
