/**
 * The tests that every portal has to pass, for the authors of portal plugins: they run against a
 * portal that listens, with a client of its protocol.
 *
 * @module
 */
export { ManualClock } from "../../core/clock.ts";
export {
  type ConformanceCase,
  type ConformanceOptions,
  type Inability,
  portalConformance,
} from "./portal_conformance.ts";
export { RecordedSession, RecordingSink, type Report } from "./recording_sink.ts";
export { type ConformanceClient, type TestedPortal } from "./tested_portal.ts";
