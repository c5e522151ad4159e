import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  clientMaker,
  PostgresConnection,
} from "../../../../src/core/store/postgres/postgres_connection.ts";

/** Where Debian and others put PostgreSQL's own programs, a folder for each version. */
const PLACE = "/usr/lib/postgresql";
/** The password of its only user, which is in every address, and to be shown nowhere. */
export const PASSWORD = "open-sesame-91";
/** How long a start may take, in milliseconds. */
const START_MS = 30_000;

/** The folder of PostgreSQL's programs; `undefined` when there is none. */
export const POSTGRES_BIN: string | undefined = existsSync(PLACE)
  ? readdirSync(PLACE).map((version) => join(PLACE, version, "bin"))
    .findLast((bin) => existsSync(join(bin, "initdb")))
  : undefined;

/** A PostgreSQL of the tests' own, on a free port of this machine. */
export class PostgresServer {
  readonly #folder: string;
  readonly #port: number;
  #child: Deno.ChildProcess;
  #databases = 0;

  private constructor(folder: string, port: number, child: Deno.ChildProcess) {
    this.#folder = folder;
    this.#port = port;
    this.#child = child;
  }

  /** Makes one, and waits until it answers. */
  static async start(): Promise<PostgresServer> {
    const folder = await Deno.makeTempDir({ prefix: "vestibule-postgres-" });
    const { uid, gid } = await owner();
    if (uid !== undefined) await Deno.chown(folder, uid, gid ?? null);
    const [data, passwordFile] = [join(folder, "data"), join(folder, "password")];
    await Deno.writeTextFile(passwordFile, PASSWORD);
    await done(program(join(POSTGRES_BIN ?? "", "initdb"), [
      ...["-D", data, "-U", "vestibule", "-E", "UTF8", "--locale=C", "--no-sync"],
      ...["-A", "scram-sha-256", `--pwfile=${passwordFile}`],
    ], { uid, gid }));
    await done(program("openssl", [
      ...["req", "-new", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-keyout", join(data, "server.key"), "-out", join(data, "server.crt")],
    ], { uid, gid }));
    const port = freePort();
    const server = new PostgresServer(folder, port, await serve(folder, port));
    await server.#answers();
    return server;
  }

  /** Makes an empty database, and returns its address. */
  async newDatabase(): Promise<string> {
    const name = `world${++this.#databases}`;
    await this.#ask(`CREATE DATABASE ${name}`);
    return this.#url(name);
  }

  /** Ends it at once, as a crash does, and starts it again. */
  async crash(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Ends it at once, as a crash does. */
  async stop(): Promise<void> {
    this.#child.kill("SIGQUIT");
    await this.#child.status;
  }

  /** Starts it again, and waits until it answers. */
  async start(): Promise<void> {
    this.#child = await serve(this.#folder, this.#port);
    await this.#answers();
  }

  /** Ends it now, as somebody does who can wait for nothing. */
  end(): void {
    this.#child.kill("SIGKILL");
    Deno.removeSync(this.#folder, { recursive: true });
  }

  #url(database: string): string {
    return `postgres://vestibule:${PASSWORD}@127.0.0.1:${this.#port}/${database}`;
  }

  async #answers(): Promise<void> {
    for (const until = Date.now() + START_MS;;) {
      try {
        return await this.#ask("SELECT 1");
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async #ask(query: string): Promise<void> {
    const make = await clientMaker(this.#url("postgres"));
    const connection = new PostgresConnection(make);
    try {
      await connection.sql(query);
    } finally {
      await connection.close();
    }
  }
}

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** PostgreSQL refuses to run as root: where the tests do, it runs as its own user. */
async function owner(): Promise<Owner> {
  if (Deno.uid() !== 0) return { uid: undefined, gid: undefined };
  const [line = ""] = /^postgres:.*$/m.exec(await Deno.readTextFile("/etc/passwd")) ?? [];
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

async function serve(folder: string, port: number): Promise<Deno.ChildProcess> {
  const settings = [
    ...[`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`],
    "ssl=on",
  ];
  const args = ["-D", join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])];
  return program(join(POSTGRES_BIN ?? "", "postgres"), args, await owner(), "null").spawn();
}

function program(
  path: string,
  args: readonly string[],
  { uid, gid }: Owner,
  stderr: "null" | "piped" = "piped",
): Deno.Command {
  return new Deno.Command(path, {
    args: [...args],
    ...{ cwd: "/", stdin: "null", stdout: "null", stderr },
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
}

async function done(command: Deno.Command): Promise<void> {
  const { success, stderr } = await command.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
