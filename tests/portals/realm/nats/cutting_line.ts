/** A line through a {@linkcode CuttingLine}, from one client to the server and back. */
interface Line {
  readonly client: Deno.Conn;
  readonly server: Deno.Conn;
  /** Whether what comes vanishes, and nobody hears of it. */
  isForgotten: boolean;
}

/** Stands between clients and a server of this machine, and cuts their lines in every way. */
export class CuttingLine implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #target: number;
  readonly #lines = new Set<Line>();
  readonly #work = new Set<Promise<void>>();
  readonly #accepting: Promise<void>;
  #open = Promise.resolve();
  #restore: () => void = () => {};
  #isOver = false;

  /** Listens for whom it takes to a port of this machine. */
  constructor(target: number) {
    this.#target = target;
    this.#accepting = this.#accept();
  }

  /** Where it listens. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** How many lines go through it now. */
  get lines(): number {
    return this.#lines.size;
  }

  /** Ends all lines, so that both sides see it at once. */
  cut(): void {
    for (const line of this.#lines) close(line);
  }

  /**
   * Holds up everything without an end, that of new lines as well, as a network does that is split:
   * nothing is lost, but nothing comes, and nobody is told.
   */
  stall(): void {
    this.#restore();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#open = promise;
    this.#restore = resolve;
  }

  /** Lets everything go on that {@linkcode stall} held up. */
  restore(): void {
    this.#restore();
  }

  /** Forgets the lines that there are: what comes on them vanishes for ever; new ones work. */
  forget(): void {
    for (const line of this.#lines) line.isForgotten = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    this.#restore();
    this.#listener.close();
    this.cut();
    await this.#accepting;
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const work = this.#serve(client).finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #serve(client: Deno.Conn): Promise<void> {
    const server = await Deno.connect({ hostname: "127.0.0.1", port: this.#target })
      .catch(() => undefined);
    if (server === undefined) return client.close();
    const line: Line = { client, server, isForgotten: false };
    if (this.#isOver) return close(line);
    this.#lines.add(line);
    await Promise.all([this.#pass(line, client, server), this.#pass(line, server, client)]);
    this.#lines.delete(line);
    close(line);
  }

  async #pass(line: Line, from: Deno.Conn, to: Deno.Conn): Promise<void> {
    const bytes = new Uint8Array(65_536);
    for (;;) {
      const count = await from.read(bytes).catch(() => null);
      await this.#open;
      if (line.isForgotten && count !== null) continue;
      if (line.isForgotten) return;
      if (count === null) return close(line);
      try {
        for (let at = 0; at < count;) at += await to.write(bytes.subarray(at, count));
      } catch {
        return close(line);
      }
    }
  }
}

function close({ client, server }: Line): void {
  for (const conn of [client, server]) {
    try {
      conn.close();
    } catch {
      // It was closed already.
    }
  }
}
