import { join } from "node:path";
import { soon } from "../../../e2e/soon.ts";
import { connected } from "./nats_test_case.ts";
import { NATS_SERVER } from "./nats_server.ts";

/** How long from one look to the next, in milliseconds. */
const LOOK_MS = 50;
/** The stream of the bucket in which Servers keep who is active. */
const STREAM = "KV_vestibule_lease";

/** Several NATS servers that are one, on free ports of this machine, each with a folder of its own. */
export class NatsCluster implements AsyncDisposable {
  readonly #folder: string;
  readonly #nodes: readonly Node[];

  private constructor(folder: string, nodes: readonly Node[]) {
    this.#folder = folder;
    this.#nodes = nodes;
  }

  /** Starts so many, and waits until JetStream answers. */
  static async start(count: number): Promise<NatsCluster> {
    const folder = await Deno.makeTempDir({ prefix: "vestibule-cluster-" });
    const ports = freePorts(2 * count);
    const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
    const nodes: Node[] = [];
    for (const [at, route] of ports.slice(count).entries()) {
      const file = join(folder, `n${at}.conf`);
      const port = ports[at] ?? 0;
      await Deno.writeTextFile(
        file,
        [
          `server_name: n${at}`,
          `listen: "127.0.0.1:${port}"`,
          `jetstream { store_dir: ${JSON.stringify(join(folder, `n${at}`))} }`,
          `cluster { name: tests, listen: "127.0.0.1:${route}", routes: ${
            JSON.stringify(routes)
          } }`,
        ].join("\n"),
      );
      nodes.push({ name: `n${at}`, port, file, child: serve(file) });
    }
    const cluster = new NatsCluster(folder, nodes);
    await cluster.ready();
    return cluster;
  }

  /** The addresses of all, a certain one first, by which who connects begins. */
  urlFrom(first: number): string {
    const nodes = [...this.#nodes.slice(first), ...this.#nodes.slice(0, first)];
    return nodes.map(({ port }) => `nats://127.0.0.1:${port}`).join(",");
  }

  /** Waits until one leads those that keep the bucket, and returns which. */
  async led(): Promise<number> {
    for (;;) {
      const name = (await this.bucket())?.cluster?.leader;
      const at = this.#nodes.findIndex((node) => node.name === name);
      if (at !== -1) return at;
      await pause();
    }
  }

  /** Waits until so many keep the bucket, and have all of it. */
  async complete(count: number): Promise<void> {
    for (;;) {
      const others = (await this.bucket())?.cluster?.replicas ?? [];
      if (others.filter(({ current }) => current).length === count - 1) return;
      await pause();
    }
  }

  /** What NATS says of the bucket; `undefined` where it says nothing. */
  async bucket(): Promise<BucketInfo | undefined> {
    const answer = await this.#ask(`$JS.API.STREAM.INFO.${STREAM}`);
    return answer !== undefined && "config" in answer ? answer as unknown as BucketInfo : undefined; // as NATS documents it
  }

  /** Waits until JetStream answers. */
  async ready(): Promise<void> {
    const answers = async () => {
      for (;;) {
        const answer = await this.#ask("$JS.API.STREAM.NAMES");
        if (answer !== undefined && !("error" in answer)) return;
        await pause();
      }
    };
    await soon(answers(), () => "JetStream does not answer");
  }

  /** Ends one as a crash does. */
  async kill(at: number): Promise<void> {
    const node = this.#nodes[at];
    node?.child.kill("SIGKILL");
    await node?.child.status;
  }

  /** Starts one again that was killed. */
  startAgain(at: number): void {
    const node = this.#nodes[at];
    if (node !== undefined) node.child = serve(node.file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child } of this.#nodes) {
      try {
        child.kill("SIGKILL");
      } catch {
        // It was killed.
      }
      await child.status;
    }
    await Deno.remove(this.#folder, { recursive: true });
  }

  async #ask(subject: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      await using connection = await connected(this.urlFrom(0));
      const answer = await connection.request(subject, "", { timeout: 1_000 });
      return answer.json();
    } catch {
      return undefined;
    }
  }
}

/** What is read of NATS's answer. */
interface BucketInfo {
  readonly config: { readonly num_replicas: number };
  readonly cluster?: {
    readonly leader?: string;
    readonly replicas?: readonly { readonly current: boolean }[];
  };
}

interface Node {
  readonly name: string;
  readonly port: number;
  readonly file: string;
  child: Deno.ChildProcess;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

function serve(file: string): Deno.ChildProcess {
  const args = ["-c", file];
  const command = { args, stdin: "null", stdout: "null", stderr: "null" } as const;
  return new Deno.Command(NATS_SERVER ?? "nats-server", command).spawn();
}

/** Ports of their own, as all are held until all are known. */
function freePorts(count: number): readonly number[] {
  using stack = new DisposableStack();
  const listen = () => stack.use(Deno.listen({ hostname: "127.0.0.1", port: 0 }));
  return Array.from({ length: count }, () => listen().addr.port);
}
