/**
 * What becomes of the line to a database as a commit passes: it is cut before it or behind it, or
 * falls silent without an end.
 */
export type Cut = "before" | "behind" | "silent";

/** Stands between a Store and its database, and cuts the line at the worst moment. */
export class CuttingProxy implements AsyncDisposable {
  /** What happens at the next commit; nothing unless set. */
  cut: Cut | undefined;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #lines = new Set<Promise<void>>();
  readonly #conns = new Set<Deno.Conn>();
  readonly #target: URL;
  readonly #accepting: Promise<void>;
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;

  /** Listens for whom it takes to the database of this address. */
  constructor(url: string) {
    this.#target = new URL(url);
    this.#accepting = this.#accept();
  }

  /** The address of the database behind it. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String(this.#listener.addr.port);
    return url.href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    this.#over.resolve();
    this.#listener.close();
    for (const conn of this.#conns) close(conn);
    await this.#accepting;
    await Promise.all(this.#lines);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const line = this.#serve(client).finally(() => this.#lines.delete(line));
      this.#lines.add(line);
    }
  }

  async #serve(client: Deno.Conn): Promise<void> {
    const { hostname, port } = this.#target;
    const database = await Deno.connect({ hostname, port: Number(port) });
    const both = [client, database];
    if (this.#isOver) return both.forEach(close);
    for (const conn of both) this.#conns.add(conn);
    const end = () => both.forEach(close);
    await Promise.all([
      this.#pass(client, database).catch(() => {}).finally(end),
      pass(database, client).catch(() => {}).finally(end),
    ]);
    for (const conn of both) this.#conns.delete(conn);
  }

  async #pass(from: Deno.Conn, to: Deno.Conn): Promise<void> {
    let isCommit = false;
    for await (const bytes of from.readable) {
      const cut = isCommit ? this.cut : undefined;
      // What counts commits is the last before each: it has been answered when that is sent.
      isCommit = new TextDecoder("latin1").decode(bytes).includes("commits");
      if (cut !== undefined) this.cut = undefined;
      if (cut === "before") return;
      if (cut === "silent") return await this.#over.promise;
      await write(to, bytes);
      // The answer comes to nobody.
      if (cut === "behind") return close(from);
    }
  }
}

async function pass(from: Deno.Conn, to: Deno.Conn): Promise<void> {
  for await (const bytes of from.readable) await write(to, bytes);
}

async function write(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It was closed already.
  }
}
