import type { Fault } from "./fault.ts";

/** What a hostile plugin tries. */
export const SANDBOX_FAULTS: readonly Fault[] = [
  {
    fault: "net, file, env, run, ffi",
    promise: "refused",
  },
  {
    fault: "imports by computed names, nested workers",
    promise: "refused, or documented with what helps",
  },
  {
    fault: "prototype pollution over the wall",
    promise: "nothing is polluted on the other side",
  },
  {
    fault: "forged sessids and epochs",
    promise: "dropped",
  },
  {
    fault: "messages that are too large or too deep",
    promise: "refused; the Portal goes on",
  },
  {
    fault: "`Deno.kill`, caches, npm imports with a cache, printing",
    promise: "the documented limits, each with what helps",
  },
];
