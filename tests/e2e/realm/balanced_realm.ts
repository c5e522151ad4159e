import { join } from "node:path";
import { NO_LIMITS } from "../../../torture/house.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { freePort, startDaemon } from "../proxies/daemon.ts";
import { snippetOf } from "../proxies/snippets.ts";
import { ServerProcess } from "./server_process.ts";

/** What docs/scale.md calls the three Portals, and the first digits of their ports. */
const PORTALS = [["one", 40], ["two", 41], ["three", 42]] as const;

/** How a realm is started. */
export interface BalancedRealmOptions {
  /** The path of HAProxy. */
  readonly haproxy: string;
  /** How long a Portal waits for its clients when it is asked to end, in seconds. */
  readonly drainTimeout: number;
}

/** One Server and three Portals behind HAProxy, as docs/scale.md has it. */
export class BalancedRealm implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly #portals: readonly RunningProgram[];
  /** Where HAProxy listens for telnet. */
  readonly telnetPort: number;
  /** Where HAProxy listens for browsers. */
  readonly webPort: number;

  private constructor(
    { stack, portals, telnetPort, webPort }: {
      readonly stack: AsyncDisposableStack;
      readonly portals: readonly RunningProgram[];
      readonly telnetPort: number;
      readonly webPort: number;
    },
  ) {
    this.#stack = stack;
    this.#portals = portals;
    this.telnetPort = telnetPort;
    this.webPort = webPort;
  }

  /** Starts all of it, and waits until HAProxy has found the Portals. */
  static async start({ haproxy, drainTimeout }: BalancedRealmOptions): Promise<BalancedRealm> {
    await using stack = new AsyncDisposableStack();
    const nats = stack.use(await NatsServer.start());
    const folder = stack.use(await tempFolder());
    const args = (place: string) => [
      ...["--set", `nats=${nats.url}`, "--data", join(folder.path, place)],
      ...["--set", "logLevel=warn", "--set", "scryptCost=1"],
      ...["--set", `drainTimeout=${drainTimeout}`, ...AT_ONCE, ...NO_LIMITS],
    ];
    const server = stack.use(new ServerProcess(args("server"), ENV));
    const portals = await Promise.all(PORTALS.map(([name]) => startPortal(args(name), FREE_PORTS)));
    for (const portal of portals) stack.use(portal);
    await server.active();
    const [telnetPort, webPort] = [freePort(), freePort()];
    const [file, pidFile] = [join(folder.path, "haproxy.cfg"), join(folder.path, "haproxy.pid")];
    await Deno.writeTextFile(file, configOf(portals, { telnetPort, webPort }));
    stack.use(await startDaemon([haproxy, "-D", "-f", file, "-p", pidFile], pidFile));
    return new BalancedRealm({ stack: stack.move(), portals, telnetPort, webPort });
  }

  /** What HAProxy calls the Portals. */
  get names(): readonly string[] {
    return PORTALS.map(([name]) => name);
  }

  /** Returns the Portal that HAProxy knows by a name, such as the value of its cookie. */
  portal(name: string): RunningProgram {
    const portal = this.#portals[PORTALS.findIndex(([known]) => known === name)];
    if (portal === undefined) throw new Error(`Cannot find the Portal "${name}"`);
    return portal;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

const ENV = { DENO_TOKIO_EVENT_INTERVAL: "1" };

function startPortal(
  args: readonly string[],
  ports: readonly string[],
): Promise<RunningProgram> {
  const proxies = ["--set", 'trustedProxies=["127.0.0.1"]'];
  return startBare({ args: ["--portal-only", ...ports, ...proxies, ...args], env: ENV });
}

/** The configuration of docs/scale.md, at the ports of this test. */
function configOf(
  portals: readonly RunningProgram[],
  { telnetPort, webPort }: Pick<BalancedRealm, "telnetPort" | "webPort">,
): string {
  const places = PORTALS.flatMap(([name, digits], at) => {
    const { telnetPort = 0, webPort = 0 } = portals[at] ?? {};
    return [
      [
        `127.0.0.1:${digits}00 send-proxy-v2 port ${digits}01`,
        `127.0.0.1:${telnetPort} send-proxy-v2 port ${webPort}`,
      ],
      [`127.0.0.1:${digits}01 cookie ${name}`, `127.0.0.1:${webPort} cookie ${name}`],
    ];
  });
  return snippetOf("haproxy", {
    "bind :5000": `bind 127.0.0.1:${telnetPort}`,
    "bind :5001": `bind 127.0.0.1:${webPort}`,
    ...Object.fromEntries(places),
  }, "scale.md");
}
