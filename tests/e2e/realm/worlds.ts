import { NO_LIMITS } from "../../../torture/house.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { withPlugin } from "../plugin_source.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { ServerProcess } from "./server_process.ts";

/** The realms of {@linkcode startWorlds}, home first. */
export type Realm = "main" | "arena";

/** Two worlds that run, and the Portals that lead to both. */
export interface Worlds extends AsyncDisposable {
  readonly main: ServerProcess;
  readonly arena: ServerProcess;
  readonly portals: readonly RunningProgram[];
  readonly ports: readonly number[];
  /** Starts another Server, of the arena unless said, which stands by. */
  standBy(realm?: Realm): Promise<ServerProcess>;
}

/**
 * Starts two worlds and two Portals that lead to both.
 *
 * @param source The plugin that all have.
 * @param databases Where a world is kept, unless in its data folder.
 */
export async function startWorlds(
  source: string,
  databases: Readonly<Partial<Record<Realm, string>>> = {},
): Promise<Worlds> {
  await using stack = new AsyncDisposableStack();
  const nats = stack.use(await NatsServer.start());
  const folder = stack.use(await tempFolder());
  const plugin = `${folder.path}/numbers.ts`;
  await Deno.writeTextFile(plugin, source);
  const args = (place: string, realm: Realm) => [
    ...["--set", `nats=${nats.url}`, "--set", `realm=${realm}`],
    ...["--set", 'realms=["main","arena"]', "--data", `${folder.path}/${place}`],
    ...["--set", "scryptCost=1", ...withPlugin(plugin), ...AT_ONCE, ...NO_LIMITS],
  ];
  const newServer = (realm: Realm) => {
    const database = databases[realm];
    const env = database === undefined ? {} : { VESTIBULE_DATABASE: database };
    return new ServerProcess(args(realm, realm), env);
  };
  const startServer = (realm: Realm) => stack.use(newServer(realm));
  const main = startServer("main");
  const arena = startServer("arena");
  await Promise.all([main.active(), arena.active()]);
  const portals = await Promise.all(
    ["one", "two"].map(async (place) =>
      stack.use(await startBare({ args: ["--portal-only", ...FREE_PORTS, ...args(place, "main")] }))
    ),
  );
  for (const portal of portals) {
    for (const realm of ["main", "arena"]) {
      await portal.until(new RegExp(`server:ready .*realm=${realm}`));
    }
  }
  const disposed = stack.move();
  return {
    ...{ main, arena, portals, ports: portals.map(({ telnetPort }) => telnetPort) },
    async standBy(realm: Realm = "arena") {
      const standby = disposed.use(newServer(realm));
      await standby.settled();
      return standby;
    },
    [Symbol.asyncDispose]: () => disposed.disposeAsync(),
  };
}
