/**
 * Finger (RFC 1288), the Portal's half: listens, and makes a session of each question.
 *
 * It runs outside of the sandbox, with full permissions.
 *
 * @module
 */
import {
  definePortal,
  type PortalPlugin,
  type StandardSchema,
  TcpPortal,
} from "@vestibule/core/portal";
import * as v from "valibot";
import { FingerConnection } from "./finger_connection.ts";

/** The settings of the portal. */
export interface FingerSettings {
  /** The port; 0 takes any free one. 7979 unless given: the protocol's own, 79, needs a privilege. */
  readonly port: number;
}

const settings: StandardSchema<FingerSettings> = v.strictObject({
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535)), 7979),
});

/** The portal plugin. */
const finger: PortalPlugin<StandardSchema<FingerSettings>> = definePortal({
  name: "finger",
  version: "0.1.0",
  api: 1,
  serverPlugin: "finger",
  settings,
  // deno-lint-ignore require-await -- a promise, as for portals whose start takes time
  async listen({ settings: { port }, hostname, sink, clock, limits, log }) {
    return new TcpPortal({
      protocolKey: "finger",
      listener: Deno.listen({ hostname, port }),
      clock,
      serve: (socket, address) => new FingerConnection(socket, address, { sink, clock, limits }),
      onError: (what, error) => log(`finger: ${what} failed`, { level: "error", error }),
    });
  },
});

export default finger;
