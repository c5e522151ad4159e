import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the program is on systems that keep it out of a user's PATH. */
const SYSTEM = "/usr/sbin";
/** Who may come in where a user and a password are wanted; to be shown nowhere. */
export const NATS_USER = "portal";
/** The password of {@linkcode NATS_USER}, with signs that an address has to encode. */
export const NATS_PASSWORD = "open sesame/91@";
/** How long a start may take, in milliseconds. */
const START_MS = 20_000;

/** The program `nats-server`; `undefined` where it is not installed. */
export const NATS_SERVER: string | undefined = [
  ...(Deno.env.get("PATH") ?? "").split(delimiter),
  SYSTEM,
].filter((folder) => folder !== "").map((folder) => join(folder, "nats-server")).find(existsSync);

/** How a server is guarded; anybody may come in, and without TLS, unless it says otherwise. */
export interface NatsGuard {
  /** What a client proves who it is with. */
  readonly auth?: "none" | "password" | "nkey";
  /** Whether a client speaks TLS, with a certificate that {@linkcode NatsServer.caFile} signed. */
  readonly tls?: "off" | "on";
  /** Whether it has JetStream; it has unless it says otherwise. */
  readonly jetstream?: "off" | "on";
  /** How many bytes a message may hold; its own default unless given. */
  readonly maxPayload?: number;
}

/** A NATS server of the tests' own, on a free port of this machine. */
export class NatsServer implements AsyncDisposable {
  /** The port that it listens on, also after it was started again. */
  readonly port: number;
  readonly #folder: string;
  readonly #config: NatsConfig;
  #child: Deno.ChildProcess;

  private constructor(config: NatsConfig, child: Deno.ChildProcess) {
    this.#folder = config.folder;
    this.port = config.port;
    this.#config = config;
    this.#child = child;
  }

  /** Makes one that knows nothing yet, and waits until it answers. */
  static async start(guard: NatsGuard = {}): Promise<NatsServer> {
    const folder = await Deno.makeTempDir({ prefix: "vestibule-nats-" });
    if (guard.tls === "on") await makeCertificates(folder);
    const nkey = guard.auth === "nkey" ? await makeNkey(folder) : "";
    const config = { ...guard, folder, nkey, port: freePort() };
    await writeConfig(config);
    const server = new NatsServer(config, serve(folder));
    await server.#answers();
    return server;
  }

  /** Its address, with what it wants to know of a client. */
  get url(): string {
    return this.urlAt(this.port);
  }

  /** Its address where something else listens for it, as a line that is to be cut. */
  urlAt(port: number): string {
    const user = this.#config.auth === "password"
      ? `${NATS_USER}:${encodeURIComponent(NATS_PASSWORD)}@`
      : "";
    return `${this.#config.tls === "on" ? "tls" : "nats"}://${user}127.0.0.1:${port}`;
  }

  /** The file with the seed of the nkey that may come in; empty where none is wanted. */
  get nkeyFile(): string {
    return this.#config.auth === "nkey" ? join(this.#folder, "client.nk") : "";
  }

  /** The file with the authority of its certificate; empty where it has none. */
  get caFile(): string {
    return this.#config.tls === "on" ? join(this.#folder, "ca.crt") : "";
  }

  /** Ends it: in order, or at once, as a crash does. */
  async stop(how: "orderly" | "crash" = "crash"): Promise<void> {
    this.#child.kill(how === "crash" ? "SIGKILL" : "SIGINT");
    await this.#child.status;
  }

  /**
   * Starts it again on the same port with what it had kept, and waits until it answers.
   *
   * @param changes What it wants to know of a client from now on.
   */
  async start(changes: Pick<NatsConfig, "password"> = {}): Promise<void> {
    await writeConfig({ ...this.#config, ...changes });
    this.#child = serve(this.#folder);
    await this.#answers();
  }

  /** Starts it again as {@linkcode start} does, but with nothing of what it had kept. */
  async startEmpty(): Promise<void> {
    await Deno.remove(join(this.#folder, "data"), { recursive: true });
    await this.start();
  }

  /** Ends it now, as somebody does who can wait for nothing. */
  end(): void {
    this.#kill();
    Deno.removeSync(this.#folder, { recursive: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#child.status;
    await Deno.remove(this.#folder, { recursive: true });
  }

  #kill(): void {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It was stopped.
    }
  }

  /** It says what it is to whoever connects, once it is ready. */
  async #answers(): Promise<void> {
    let hasEnded = false;
    this.#child.status.then(() => hasEnded = true);
    for (const until = Date.now() + START_MS;;) {
      try {
        using conn = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
        const bytes = new Uint8Array(5);
        await conn.read(bytes);
        if (new TextDecoder().decode(bytes) === "INFO ") return;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      if (hasEnded) throw new Error("Cannot start nats-server as it must go on: it ended");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function serve(folder: string): Deno.ChildProcess {
  const args = ["-c", join(folder, "nats.conf")];
  const command = { args, stdin: "null", stdout: "null", stderr: "null" } as const;
  return new Deno.Command(NATS_SERVER ?? "nats-server", command).spawn();
}

/** What its configuration is made of. */
interface NatsConfig extends NatsGuard {
  readonly folder: string;
  readonly port: number;
  readonly nkey: string;
  readonly password?: string;
}

async function writeConfig(config: NatsConfig): Promise<void> {
  const { folder, port, auth, tls, jetstream, maxPayload, nkey, password = NATS_PASSWORD } = config;
  const lines = [`listen: "127.0.0.1:${port}"`];
  const place = (name: string) => JSON.stringify(join(folder, name));
  if (jetstream !== "off") lines.push(`jetstream { store_dir: ${place("data")} }`);
  if (maxPayload !== undefined) lines.push(`max_payload: ${maxPayload}`);
  if (auth === "password") {
    lines.push(`authorization { user: "${NATS_USER}", password: "${password}" }`);
  }
  if (auth === "nkey") lines.push(`authorization { users: [ { nkey: "${nkey}" } ] }`);
  if (tls === "on") {
    lines.push(`tls { cert_file: ${place("server.crt")}, key_file: ${place("server.key")} }`);
  }
  await Deno.writeTextFile(join(folder, "nats.conf"), lines.join("\n"));
}

/** Writes the seed of a new nkey, as the tool `nk` does, and returns the public half. */
async function makeNkey(folder: string): Promise<string> {
  const { nkeys } = await import("@nats-io/transport-node");
  const pair = nkeys.createUser();
  await Deno.writeTextFile(
    join(folder, "client.nk"),
    `${new TextDecoder().decode(pair.getSeed())}\n`,
  );
  return pair.getPublicKey();
}

async function makeCertificates(folder: string): Promise<void> {
  const names = join(folder, "names");
  await Deno.writeTextFile(names, "subjectAltName=DNS:localhost,IP:127.0.0.1");
  const pair = (name: string) => ["-keyout", `${name}.key`, "-out", `${name}.crt`];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await openssl(folder, "req", "-x509", ...key, "-days", "2", "-subj", "/CN=Tests", ...pair("ca"));
  await openssl(folder, ...[
    ...["req", "-new", ...key, "-subj", "/CN=localhost"],
    ...["-keyout", "server.key", "-out", "server.csr"],
  ]);
  await openssl(folder, ...[
    ...["x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key"],
    ...["-CAcreateserial", "-days", "2", "-extfile", names, "-out", "server.crt"],
  ]);
}

async function openssl(cwd: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("openssl", { args, cwd }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
