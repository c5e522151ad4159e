import type { Fault } from "./fault.ts";

const KEPT = "every session goes on; no line is lost, doubled or out of order";

/** What can become of a realm's processes, with 600 sessions at three Portals that send lines. */
export const REALM_FAULTS: readonly Fault[] = [
  { fault: "the Server process is killed", promise: `another one takes over; ${KEPT}` },
  { fault: "the one that took over is killed", promise: `another one takes over; ${KEPT}` },
  { fault: "the game throws outside of any command", promise: `its process goes on; ${KEPT}` },
  {
    fault: "the Server process stands still, and wakes when another has taken over",
    promise: `it ends itself, and nothing that it does counts; ${KEPT}`,
  },
  {
    fault: "the Server process is asked to end",
    promise: `it hands over in order, with exit code 0; ${KEPT}`,
  },
  { fault: "nats-server is killed and started again", promise: `the same Server goes on; ${KEPT}` },
  {
    fault: "nats-server is away for longer than a Server keeps its place",
    promise: `that Server ends, and another one takes over; ${KEPT}`,
  },
  {
    fault: "PostgreSQL crashes and is started again",
    promise: "what changes nothing goes on; what could not be kept is refused, and told so",
  },
  {
    fault: "a Portal process is killed",
    promise: "its own clients connect again, to another Portal; nobody else notices",
  },
];
