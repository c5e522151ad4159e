import type { Fault } from "./fault.ts";

/** What happens when a part dies or hangs. */
export const CRASH_FAULTS: readonly Fault[] = [
  {
    fault: "the Server's worker ends",
    promise:
      "players stay connected, are told in one line, and are back in account and puppet within 2 s of detection",
  },
  {
    fault: "the Server throws outside of any command",
    promise: "likewise",
    measured: "1,000 sessions, 5 crashes: back after 250 ms (p50), 267 ms at most",
  },
  {
    fault: "the Server rejects and nobody catches it",
    promise: "likewise",
  },
  {
    fault: "a synchronous loop in a command",
    promise: "one failed command",
  },
  {
    fault: "a microtask loop",
    promise: "found by its heartbeat, fenced by its epoch, replaced; counted as a zombie and shown",
  },
  {
    fault: "a loop while the code loads, after a crash",
    promise: "the same, and respawning is bounded",
  },
  {
    fault: "as many zombies as may be",
    promise:
      "respawning stops, and `/readyz` and the log say why; of each one before that, staff is told in the game",
  },
  {
    fault: "crash after crash",
    promise:
      "ever longer pauses, then a stop with a clear state on `/readyz` and in the log; players are told that staff has to look",
  },
  {
    fault: "out of memory in the game",
    promise:
      "the process ends with a code at which a service manager restarts it, the data is whole",
  },
  {
    fault: "a Server that is fenced goes on writing",
    promise: "nothing of it is kept",
  },
  {
    fault: "the Store dies",
    promise: "players are told, nothing is acknowledged that is not kept, exit code 70",
  },
  {
    fault: "one connection throws",
    promise: "that one alone is closed",
  },
  {
    fault: "one option handler throws",
    promise: "that connection alone suffers",
  },
  {
    fault: "the disk is full for the Portal's own files",
    promise: "it goes on",
  },
  {
    fault: "one websocket fails",
    promise: "that one alone is closed",
  },
];
