import { NO_LIMITS } from "../../../torture/house.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import type { PostgresServer } from "../../core/store/postgres/postgres_server.ts";
import { postgresTest } from "../../core/store/postgres/postgres_test_case.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { withPlugin } from "../plugin_source.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { ServerProcess } from "./server_process.ts";

const PLUGIN = new URL("./numbers_plugin.ts", import.meta.url).pathname;

/** The program in several processes, with NATS and PostgreSQL of its own. */
export class RealmPrograms implements AsyncDisposable {
  readonly nats: NatsServer;
  readonly postgres: PostgresServer;
  readonly portals: readonly RunningProgram[];
  readonly #servers: ServerProcess[];
  readonly #startServer: () => ServerProcess;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    parts: Pick<RealmPrograms, "nats" | "postgres" | "portals"> & {
      readonly first: ServerProcess;
      readonly startServer: () => ServerProcess;
      readonly stack: AsyncDisposableStack;
    },
  ) {
    this.nats = parts.nats;
    this.postgres = parts.postgres;
    this.portals = parts.portals;
    this.#servers = [parts.first];
    this.#startServer = parts.startServer;
    this.#stack = parts.stack;
  }

  /** Starts so many Portals, and one Server. */
  static async start(postgres: PostgresServer, portalCount: number): Promise<RealmPrograms> {
    await using stack = new AsyncDisposableStack();
    const nats = stack.use(await NatsServer.start());
    const folder = stack.use(await tempFolder());
    const env = {
      VESTIBULE_DATABASE: await postgres.newDatabase(),
      DENO_TOKIO_EVENT_INTERVAL: "1",
    };
    const args = (place: string) => [
      ...["--set", `nats=${nats.url}`, "--data", `${folder.path}/${place}`],
      ...["--set", "logLevel=warn", "--set", "scryptCost=1"],
      ...[...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
    ];
    const startServer = () => new ServerProcess(args("server"), env);
    const first = stack.use(startServer());
    await first.active();
    const portals = await Promise.all(
      Array.from(
        { length: portalCount },
        (_, at) =>
          startBare({ args: ["--portal-only", ...FREE_PORTS, ...args(`portal${at}`)], env }),
      ),
    );
    for (const portal of portals) stack.use(portal);
    const parts = { nats, postgres, portals, first, startServer };
    return new RealmPrograms({ ...parts, stack: stack.move() });
  }

  /** The Server that runs the game. */
  get active(): ServerProcess {
    const active = this.#servers.findLast(({ isActive }) => isActive);
    if (active === undefined) throw new Error(`Cannot find a Server that runs:\n${this.printed}`);
    return active;
  }

  /** The Server that stands by. */
  get standby(): ServerProcess {
    const isStandby = ({ isAlive, isActive }: ServerProcess) => isAlive && !isActive;
    const standby = this.#servers.find(isStandby);
    if (standby === undefined) throw new Error(`Cannot find a second Server:\n${this.printed}`);
    return standby;
  }

  /** Starts Servers until there are two, as a service manager does, and waits until both are ready. */
  async complete(): Promise<void> {
    const alive = this.#servers.filter(({ isAlive }) => isAlive);
    while (alive.length < 2) alive.push(this.#add());
    await Promise.all(alive.map((server) => server.settled()));
    await Promise.any(alive.map((server) => server.active()));
  }

  /** What all Servers have printed. */
  get printed(): string {
    return this.#servers.map(({ printed }, at) => `--- Server ${at + 1}\n${printed}`).join("\n");
  }

  /** What all Portals have printed. */
  get printedByPortals(): string {
    return this.portals.map(({ printed }, at) => `--- Portal ${at + 1}\n${printed}`).join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }

  #add(): ServerProcess {
    const server = this.#stack.use(this.#startServer());
    this.#servers.push(server);
    return server;
  }
}

/** Registers a test that needs NATS and PostgreSQL; without them it is ignored and its name says so. */
export function realmTest(
  name: string,
  test: (postgres: PostgresServer) => Promise<void>,
): void {
  if (HAS_NATS) return postgresTest(name, test);
  Deno.test({ name: `${name} (not installed: nats-server)`, ignore: true, fn() {} });
}
