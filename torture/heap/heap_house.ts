import { withPlugin } from "../../tests/e2e/plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "../../tests/e2e/program.ts";
import { NO_LIMITS } from "../house.ts";
import type { HeapCounts } from "./heap_counts.ts";

const SERVER_PLUGIN = new URL("./server_plugin.ts", import.meta.url).pathname;
const PORTAL_PLUGIN = new URL("./portal_plugin.ts", import.meta.url).pathname;

/** What lives in each of the two isolates. */
export interface BothHeaps {
  readonly portal: HeapCounts;
  readonly server: HeapCounts;
}

/** A server whose isolates tell what lives in them. */
export interface HeapHouse extends AsyncDisposable {
  readonly program: RunningProgram;
  /** Counts, after all that nobody holds was freed. */
  heaps(): Promise<BothHeaps>;
  /** Returns the bytes that each isolate has in use, after all that nobody holds was freed. */
  used(): Promise<Readonly<Record<keyof BothHeaps, number>>>;
  /** Waits until there are so many sessions and no more, as the metrics have it. */
  left(sessions: number): Promise<void>;
}

/** Settings for visitors who say, as a trusted proxy, where they come from. */
export const PROXIED: readonly string[] = ['trustedProxies=["127.0.0.1"]'];

/** How long sessions may take to be gone, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** An isolate that is counted stands still for a while, and is not hung. */
const PATIENT = ["heartbeatTimeout=120000", "commandTimeLimit=0", "pluginHttpTimeout=120000"];

/**
 * Starts the program with what counts.
 *
 * @param settings What else is set.
 * @param plugin The game's plugin that counts, unless another one does.
 */
export async function heapHouse(
  settings: readonly string[] = [],
  plugin: string = SERVER_PLUGIN,
): Promise<HeapHouse> {
  const portals = `portalPlugins=${JSON.stringify([PORTAL_PLUGIN])}`;
  const program = await startProgram({
    args: [
      ...[...withPlugin(plugin), ...AT_ONCE, ...NO_LIMITS],
      ...[portals, "logLevel=warn", ...PATIENT, ...settings].flatMap((one) => ["--set", one]),
    ],
  });
  const web = `http://127.0.0.1:${program.webPort}`;
  const portal = `http://127.0.0.1:${/heap \S+ on port (\d+)/.exec(program.printed)?.[1]}`;
  return {
    program,
    heaps: () =>
      both({
        portal: read(`${portal}/`, isCounts),
        server: read(`${web}/plugins/heap`, isCounts),
      }),
    used: () =>
      both({
        portal: read(`${portal}/used`, isNumber),
        server: read(`${web}/plugins/heap/used`, isNumber),
      }),
    async left(sessions) {
      const until = performance.now() + LONGEST_WAIT_MS;
      for (let now = Infinity; now > sessions;) {
        now = await sessionsAt(web);
        const state = `current state is ${now}`;
        if (performance.now() > until) throw new Error(`Cannot wait for ${sessions}: ${state}`);
      }
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

async function both<Value>(
  { portal, server }: Readonly<Record<keyof BothHeaps, Promise<Value>>>,
): Promise<Readonly<Record<keyof BothHeaps, Value>>> {
  const [one, other] = await Promise.all([portal, server]);
  return { portal: one, server: other };
}

async function sessionsAt(web: string): Promise<number> {
  const metrics = await (await fetch(`${web}/metrics`)).text();
  const found = metrics.matchAll(/^vestibule_sessions\{.*\} (\d+)$/gm);
  return [...found].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function read<Value>(url: string, is: (value: unknown) => value is Value): Promise<Value> {
  const response = await fetch(url);
  const value: unknown = response.ok ? await response.json() : await response.text();
  if (!is(value)) throw new Error(`Cannot count a heap: ${value}`);
  return value;
}

function isCounts(value: unknown): value is HeapCounts {
  return typeof value === "object" && value !== null && "classes" in value;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
