/**
 * Runs one of the long measurements: `deno task torture NAME [--option number]`. The last line
 * printed is JSON, with all that was counted.
 */
import { refuseUsage } from "../src/cli/refuse_usage.ts";
import { messageOf } from "../src/core/trace/error_text.ts";
import * as crash from "./crash.ts";
import * as held from "./held.ts";
import * as idle from "./idle.ts";
import * as reload from "./reload.ts";
import * as replaced from "./replaced.ts";
import * as storeKill from "./store_kill.ts";
import * as storm from "./storm.ts";
import type { Torture } from "./torture.ts";

const TORTURES: Readonly<Record<string, Torture>> = {
  crash,
  held,
  idle,
  reload,
  replaced,
  storm,
  store_kill: storeKill,
};

const [name = "--help", ...args] = Deno.args;
const torture = Object.hasOwn(TORTURES, name) ? TORTURES[name] : undefined;
if (name === "--help" || args.includes("--help")) {
  console.log(help());
} else if (torture === undefined) {
  refuseUsage([`There is no torture "${name}".`, ""], help());
} else {
  try {
    console.log(JSON.stringify(await torture.run(args)));
  } catch (error) {
    console.error(messageOf(error));
    Deno.exitCode = 1;
  }
}

function help(): string {
  const lines = Object.entries(TORTURES).map(([name, { says }]) => `  ${name.padEnd(12)}${says}`);
  return ["deno task torture NAME [--option number]", "", ...lines].join("\n");
}
