import { tempFolder } from "../../tests/cli/temp_folder.ts";
import { withPlugin } from "../../tests/e2e/plugin_source.ts";
import { AT_ONCE, FREE_PORTS, startBare } from "../../tests/e2e/program.ts";
import { NO_LIMITS } from "../../torture/house.ts";
import { startGame } from "../targets/target.ts";
import { MonitoredNats } from "./monitored_nats.ts";

const PLUGIN = new URL("../plugin/plugin.ts", import.meta.url).pathname;

/** What a process does. */
export type Part = "program" | "portal" | "server" | "nats";

/** A process of a variant. */
export interface PartProcess {
  readonly part: Part;
  readonly pid: number;
}

/** The program as it runs: in one process, or in several. */
export interface Variant extends AsyncDisposable {
  readonly processes: readonly PartProcess[];
  /** Where telnet clients connect: a port for each Portal. */
  readonly ports: readonly number[];
  /** What carries messages between its processes; a single one has none. */
  readonly nats: MonitoredNats | undefined;
}

/** Starts the program in one process. */
export async function startSingle(): Promise<Variant> {
  const game = await startGame();
  return {
    processes: [{ part: "program", pid: game.pid }],
    ports: [game.port],
    nats: undefined,
    [Symbol.asyncDispose]: () => game[Symbol.asyncDispose](),
  };
}

/** Starts NATS, a Server with its data in a folder, and so many Portals. */
export async function startRealm(portalCount: number): Promise<Variant> {
  await using stack = new AsyncDisposableStack();
  const nats = stack.use(await MonitoredNats.start());
  const folder = stack.use(await tempFolder());
  const args = (place: string) => [
    ...["--set", `nats=${nats.url}`, "--data", `${folder.path}/${place}`],
    ...["--set", "scryptCost=1", ...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
  ];
  const server = stack.use(await startBare({ args: ["--server-only", ...args("server")] }));
  const processes: PartProcess[] = [
    { part: "nats", pid: nats.pid },
    { part: "server", pid: server.pid },
  ];
  const ports: number[] = [];
  for (let at = 0; at < portalCount; at++) {
    const own = ["--portal-only", ...FREE_PORTS, ...args(`portal${at}`)];
    const portal = stack.use(await startBare({ args: own }));
    processes.push({ part: "portal", pid: portal.pid });
    ports.push(portal.telnetPort);
  }
  const parts = stack.move();
  return { processes, ports, nats, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
