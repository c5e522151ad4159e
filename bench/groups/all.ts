import type { Group } from "../bench_run.ts";
import { arrivals } from "./arrivals.ts";
import { commands } from "./commands.ts";
import { fanOut } from "./fan_out.ts";
import { growth } from "./growth.ts";
import { memory } from "./memory.ts";
import { persistence } from "./persistence.ts";
import { reloading } from "./reloading.ts";
import { starting } from "./starting.ts";

/** Every group, by the name that it is asked for. */
export const GROUPS: Readonly<Record<string, Group>> = {
  arrivals,
  commands,
  "fan-out": fanOut,
  persistence,
  growth,
  memory,
  reload: reloading,
  start: starting,
};
