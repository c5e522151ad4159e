import { join } from "node:path";
import { NATS_SERVER } from "../../tests/portals/realm/nats/nats_server.ts";

/** How long it may take to start, in milliseconds. */
const START_MS = 20_000;
/** How often it is looked whether it has started, in milliseconds. */
const EVERY_MS = 20;

/** What a NATS server was given to pass on since its start. */
export interface NatsCounts {
  readonly messages: number;
  /** What they hold, in bytes: without NATS's own line before each, which names the subject. */
  readonly bytes: number;
}

/** Where it listens, as it writes it to a file once it does. */
interface Ports {
  readonly nats: readonly string[];
  readonly monitoring: readonly string[];
}

/** A NATS server of the bench's own, which tells what it has passed on. */
export class MonitoredNats implements AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  readonly #monitoring: string;
  readonly #child: Deno.ChildProcess;
  readonly #folder: string;

  private constructor(child: Deno.ChildProcess, folder: string, ports: Ports) {
    const [url = ""] = ports.nats;
    const [monitoring = ""] = ports.monitoring;
    this.pid = child.pid;
    this.url = url;
    this.#monitoring = monitoring;
    this.#child = child;
    this.#folder = folder;
  }

  /** Starts it on free ports of this machine, and waits until it listens. */
  static async start(): Promise<MonitoredNats> {
    const folder = await Deno.makeTempDir({ prefix: "vestibule-nats-" });
    const places = ["-sd", join(folder, "data"), "--ports_file_dir", folder];
    const child = new Deno.Command(NATS_SERVER ?? "nats-server", {
      args: ["-a", "127.0.0.1", "-p", "-1", "-m", "-1", "-js", ...places],
      ...{ stdin: "null", stdout: "null", stderr: "null" },
    }).spawn();
    const file = join(folder, `nats-server_${child.pid}.ports`);
    return new MonitoredNats(child, folder, await portsIn(file));
  }

  /** Asks what it was given to pass on. */
  async counts(): Promise<NatsCounts> {
    const response = await fetch(`${this.#monitoring}/varz`);
    const { in_msgs: messages, in_bytes: bytes } = await response.json();
    return { messages: Number(messages), bytes: Number(bytes) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** The file is there, and whole, some time after the start. */
async function portsIn(file: string): Promise<Ports> {
  for (const until = Date.now() + START_MS;;) {
    try {
      return JSON.parse(await Deno.readTextFile(file));
    } catch (cause) {
      if (Date.now() > until) {
        throw new Error("Cannot measure as nats-server must start: it has not told its ports", {
          cause,
        });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
