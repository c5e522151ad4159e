import type { Clock } from "../core/clock.ts";
import { within } from "./within.ts";

/** How long JSR may take to answer, in milliseconds. */
const JSR_WAIT = 300;

/** The two functions of `@std/net` that the start uses. */
export interface StdNet {
  getAvailablePort(options: { preferredPort: number }): unknown;
  getNetworkAddress(): unknown;
}

/** How `@std/net` is reached; tests give a loader of their own. */
export interface StdNetOptions {
  readonly clock: Clock;
  /** Imports the module; JSR's when left out. */
  readonly load?: () => Promise<unknown>;
}

/**
 * Imports `@std/net` if it can be had soon, so that a machine without JSR starts all the same.
 *
 * @returns The module, or `undefined` when it does not load in 300 ms or is not what it was.
 */
export async function loadStdNet(options: StdNetOptions): Promise<StdNet | undefined> {
  const load = options.load ?? importFromJsr;
  const module = await within(load(), JSR_WAIT, options.clock);
  return isStdNet(module) ? module : undefined;
}

/** The specifier is put together here, so that checking and publishing do not resolve it. */
function importFromJsr(): Promise<unknown> {
  const specifier = ["jsr:@std/net", "^1"].join("@");
  return import(specifier);
}

function isStdNet(module: unknown): module is StdNet {
  return typeof module === "object" && module !== null &&
    "getAvailablePort" in module && typeof module.getAvailablePort === "function" &&
    "getNetworkAddress" in module && typeof module.getNetworkAddress === "function";
}
