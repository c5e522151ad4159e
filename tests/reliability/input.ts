import type { Fault } from "./fault.ts";

/** What anything that is read from outside may be. */
export const INPUT_FAULTS: readonly Fault[] = [
  {
    fault: "bytes of telnet, cut anywhere, mutated",
    promise: "read, or refused; never thrown",
    measured: "862,166 inputs, none thrown",
  },
  {
    fault: "frames of every websocket dialect",
    promise: "likewise",
    measured: "164,187 inputs, none thrown",
  },
  {
    fault: "bodies of HTTP requests",
    promise: "likewise",
    measured: "46,267 inputs, none thrown",
  },
  {
    fault: "settings and a settings file",
    promise: "likewise, with all problems at once",
    measured: "79,048 inputs, none thrown",
  },
  {
    fault: "rows of the database",
    promise: "likewise, the row named",
    measured: "8,635 inputs, none read wrongly",
  },
  {
    fault: "manifests of plugins",
    promise: "likewise, the plugin named",
    measured: "76,440 inputs, none thrown",
  },
  {
    fault: "import files",
    promise: "likewise, the line named",
    measured: "1,200 inputs, none half imported",
  },
];
