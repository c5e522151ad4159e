/** Passes TCP connections on to whichever of several ports takes them, in turn, as a load balancer. */
export class Balancer implements AsyncDisposable {
  readonly #ports: readonly number[];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open = new Set<Deno.TcpConn>();
  readonly #accepting: Promise<void>;
  #next = 0;

  /** Listens, from now on. */
  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#accepting = this.#accept();
  }

  /** Where it listens. */
  get port(): number {
    return this.#listener.addr.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const socket of [...this.#open]) this.#end(socket);
    await this.#accepting;
  }

  async #accept(): Promise<void> {
    const passing: Promise<void>[] = [];
    try {
      for await (const client of this.#listener) passing.push(this.#pass(client));
    } catch {
      // It has ended.
    }
    await Promise.all(passing);
  }

  async #pass(client: Deno.TcpConn): Promise<void> {
    this.#open.add(client);
    const server = await this.#connect();
    if (server === undefined) return this.#end(client);
    this.#open.add(server);
    await Promise.all([this.#copy(client, server), this.#copy(server, client)]);
  }

  async #copy(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    try {
      const buffer = new Uint8Array(65_536);
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
      }
    } catch {
      // Either end is gone.
    }
    this.#end(from);
    this.#end(to);
  }

  /** Who does not listen is passed over; each port is tried once, whoever else connects meanwhile. */
  async #connect(): Promise<Deno.TcpConn | undefined> {
    const first = this.#next++;
    for (const at of this.#ports.keys()) {
      const port = this.#ports[(first + at) % this.#ports.length] ?? 0;
      try {
        return await Deno.connect({ hostname: "127.0.0.1", port });
      } catch {
        continue;
      }
    }
  }

  #end(socket: Deno.TcpConn): void {
    if (this.#open.delete(socket)) socket.close();
  }
}
