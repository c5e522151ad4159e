import type { Fault } from "./fault.ts";

/** What a reload, a reset and a shutdown must not do. */
export const RELOAD_FAULTS: readonly Fault[] = [
  {
    fault:
      "20 reloads in a row under 1,000 sessions, telnet and websocket, that send numbered lines all the time",
    promise: "no connection dropped; no line lost, doubled or out of order",
    measured:
      "100 reloads: 83,100 lines sent, 83,100 answered, each once and in order; no connection dropped",
  },
  {
    fault: "the same",
    promise: "every session has its account, puppet, session sets and carry as before",
    measured: "none of the 83,100 answers told of another",
  },
  {
    fault: "the same",
    promise: "input is held for less than 100 ms (99th percentile)",
    measured: "p50 58 ms, p99 72 ms over 100 reloads on two idle cores",
  },
  {
    fault: "100 reloads",
    promise: "memory is where it was",
    measured:
      "no object of any class and no entry of a table more after 120 reloads; resident memory still grows, outside of the heaps: by 0.1 MiB a reload over the last 100 of 200, by 0.03 with workers that only load the code",
  },
  {
    fault: "new code that does not parse",
    promise: "refused, the reason shown to who asked, the old Server untouched",
  },
  {
    fault: "new code that throws while it loads",
    promise: "refused likewise",
  },
  {
    fault: "a settings file that is wrong",
    promise: "refused likewise",
  },
  {
    fault: "a plugin whose own check throws, rejects, loops or never ends, or whose setup throws",
    promise: "refused likewise, within `reloadTimeout`, the plugin named",
  },
  {
    fault: "new code that hangs while it loads",
    promise: "refused within `reloadTimeout`, likewise",
  },
  {
    fault: "a reload in every state of a session",
    promise: "a documented outcome for each",
  },
  {
    fault: "a reload half-way through a password",
    promise: "asked again; never a step past the password",
  },
  {
    fault: "`reset`",
    promise: "every session is unpuppeted, and stays",
  },
  {
    fault: "`shutdown`, SIGTERM",
    promise: "players are told, the store is closed whole, exit code 0",
  },
  {
    fault: "a file saved under `deno task dev`",
    promise: "reloaded once, when the files are quiet",
  },
];
