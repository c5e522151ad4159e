import { createEor } from "./eor.ts";
import { NawsOption } from "./naws.ts";
import type { OptionFactory } from "./option.ts";
import { createSga } from "./sga.ts";
import { createTimingMark } from "./timing_mark.ts";
import { TtypeOption } from "./ttype.ts";

/** The options of every connection besides ECHO, in the order in which they are offered. */
export const OPTIONS: readonly OptionFactory[] = [
  (host) => new TtypeOption(host),
  (host) => new NawsOption(host),
  createEor,
  createSga,
  createTimingMark,
];
