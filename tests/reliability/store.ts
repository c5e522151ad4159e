import type { Fault } from "./fault.ts";

/** What can become of what is kept. */
export const STORE_FAULTS: readonly Fault[] = [
  {
    fault: "`kill -9` at random moments under load, again and again",
    promise: "nothing that was acknowledged is missing, nothing is half there",
    measured:
      "300 kills under 12 players: 319,114 turns acknowledged, none missing or half there; a Store that acknowledges 1 ms too early is found within 20",
  },
  {
    fault: "the log of SQLite grows",
    promise: "it is written back, and bounded",
    measured: "3.98 MiB at most for 22.9 MiB written; 23.6 MiB behind a reader, 8 MiB after it",
  },
  {
    fault: "a damaged file, one cut to 0 bytes, a damaged row",
    promise: "found at start, the row named, with what to do; nothing is overwritten",
  },
  {
    fault: "the disk is full",
    promise:
      "commands that change data are refused with a message, reading goes on, and it recovers without a restart",
  },
  {
    fault: "a migration is interrupted at any step",
    promise: "the old file is whole, or the new one is",
  },
  {
    fault: "`deno task backup` while people play",
    promise: "a whole, verified copy",
  },
  {
    fault: "`deno task restore`",
    promise: "what was backed up is there; a damaged copy is refused before anything is touched",
  },
  {
    fault: "`export` and `import` as JSON lines",
    promise: "the same world again; a damaged line is named, and nothing is half imported",
  },
  {
    fault: "a second server on the same data folder",
    promise: "it refuses, and says who has it",
  },
];
