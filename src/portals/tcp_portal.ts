import type { CloseReason } from "../core/boundary/messages.ts";
import type { Clock } from "../core/clock.ts";
import type { Portal } from "./session/connection.ts";

/** How long to wait after a failed accept, in milliseconds, so that a full table does not spin. */
const ACCEPT_PAUSE_MS = 100;

/** What sockets come from; a Deno listener is one. */
export interface Acceptor {
  /** Where it listens. */
  readonly addr: Deno.NetAddr;
  /** Returns the next socket, when it comes. */
  accept(): Promise<Deno.TcpConn>;
  /** Stops listening. */
  close(): void;
}

/** One client that a {@linkcode TcpPortal} serves. */
export interface ServedClient {
  /** Serves the client until its connection is closed. */
  run(): Promise<void>;
  /** Ends the connection, without waiting for the client to close its side. */
  shutDown(reason: CloseReason): Promise<void>;
}

/** What a {@linkcode TcpPortal} is made with. */
export interface TcpPortalOptions {
  /** The protocol key of the sessions. */
  readonly protocolKey: string;
  /** Already listening; closed with the portal. */
  readonly listener: Acceptor;
  /** Tells the time. */
  readonly clock: Clock;
  /** Makes of a new socket a client that is served; the address is without the port. */
  readonly serve: (socket: Deno.TcpConn, address: string) => ServedClient;
  /** Hears what went wrong; it is contained by then. */
  readonly onError: (what: "accept" | "client", error: unknown) => void;
}

/**
 * Accepts clients over TCP until it is closed, whatever goes wrong with one of them.
 *
 * @example A portal that hangs up at once
 * ```ts
 * import { TcpPortal } from "@vestibule/core/portal";
 * import { ManualClock } from "@vestibule/core/portal/conformance";
 * import assert from "node:assert/strict";
 *
 * const portal = new TcpPortal({
 *   protocolKey: "nobody",
 *   listener: Deno.listen({ hostname: "127.0.0.1", port: 0 }),
 *   clock: new ManualClock(),
 *   serve: (socket) => ({
 *     run: async () => socket.close(),
 *     shutDown: async () => {},
 *   }),
 *   onError: (what, error) => console.error(what, error),
 * });
 * using client = await Deno.connect({ hostname: "127.0.0.1", port: portal.port });
 *
 * assert.equal(await client.read(new Uint8Array(1)), null);
 * await portal.close();
 * ```
 */
export class TcpPortal implements Portal {
  /** The protocol key of the sessions that it makes. */
  readonly protocolKey: string;
  /** The port it listens on. */
  readonly port: number;
  readonly #options: TcpPortalOptions;
  readonly #open = new Map<ServedClient, Promise<void>>();
  readonly #closing = Promise.withResolvers<void>();
  readonly #accepting: Promise<void>;
  #isClosing = false;

  /**
   * Starts to accept.
   *
   * @param options What sockets come from, and what serves them.
   */
  constructor(options: TcpPortalOptions) {
    this.#options = options;
    this.protocolKey = options.protocolKey;
    this.port = options.listener.addr.port;
    this.#accepting = this.#acceptAll();
  }

  /** Stops listening, and lets the connections that are open stay so. */
  stopListening(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#closing.resolve();
    this.#options.listener.close();
  }

  /** Stops listening and ends what connections are left. */
  async close(): Promise<void> {
    this.stopListening();
    await this.#accepting;
    await Promise.all([...this.#open.keys()].map((client) => this.#shutDown(client, "shutdown")));
    await Promise.all(this.#open.values());
  }

  async #acceptAll(): Promise<void> {
    while (!this.#isClosing) {
      try {
        this.#serve(await this.#options.listener.accept());
      } catch (error) {
        if (this.#isClosing) return;
        // Who was gone before they were accepted must not keep the next one waiting.
        if (error instanceof Deno.errors.NotConnected) continue;
        this.#options.onError("accept", error);
        await this.#pause();
      }
    }
  }

  #serve(socket: Deno.TcpConn): void {
    prepare(socket);
    const client = this.#options.serve(socket, hostOf(socket));
    this.#open.set(client, this.#run(client).finally(() => this.#open.delete(client)));
  }

  async #run(client: ServedClient): Promise<void> {
    try {
      await client.run();
    } catch (error) {
      this.#options.onError("client", error);
      await this.#shutDown(client, "server_error");
    }
  }

  async #shutDown(client: ServedClient, reason: CloseReason): Promise<void> {
    try {
      await client.shutDown(reason);
    } catch (error) {
      this.#options.onError("client", error);
    }
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#options.clock.timer(ACCEPT_PAUSE_MS, resolve);
    await Promise.race([promise, this.#closing.promise]);
  }
}

/** A client may be gone before it is accepted: its socket then takes no options. */
function prepare(socket: Deno.TcpConn): void {
  try {
    socket.setNoDelay(true);
    socket.setKeepAlive(true);
  } catch {
    // Its first read says the same.
  }
}

/** An IPv4 client of an IPv6 listener is known by its IPv4 address. */
function hostOf(socket: Deno.TcpConn): string {
  return socket.remoteAddr.hostname.replace(/^::ffff:(?=\d+\.)/, "");
}
