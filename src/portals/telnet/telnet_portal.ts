import type { ConnectionSink, Portal } from "../session/connection.ts";
import { TelnetConnection } from "./telnet_connection.ts";
import type { TelnetSettings } from "./telnet_settings.ts";

/** How long to wait after a failed accept, in milliseconds, so that a full table does not spin. */
const ACCEPT_PAUSE_MS = 100;

/** What sockets come from; a Deno listener is one. */
export interface Acceptor {
  readonly addr: Deno.NetAddr;
  accept(): Promise<Deno.TcpConn>;
  close(): void;
}

/** Accepts telnet clients until it is closed, whatever goes wrong with one of them. */
export class TelnetPortal implements Portal {
  readonly protocolKey = "telnet";
  readonly port: number;
  readonly #listener: Acceptor;
  readonly #sink: ConnectionSink;
  readonly #settings: TelnetSettings;
  readonly #open = new Map<TelnetConnection, Promise<void>>();
  readonly #closing = Promise.withResolvers<void>();
  readonly #accepting: Promise<void>;
  #isClosing = false;

  /**
   * Starts to accept.
   *
   * @param listener Already listening; closed with the portal.
   * @param sink Where connections become sessions.
   * @param settings What the connections share.
   */
  constructor(listener: Acceptor, sink: ConnectionSink, settings: TelnetSettings) {
    this.#listener = listener;
    this.#sink = sink;
    this.#settings = settings;
    this.port = listener.addr.port;
    this.#accepting = this.#acceptAll();
  }

  async close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      this.#closing.resolve();
      this.#listener.close();
    }
    await this.#accepting;
    await Promise.all([...this.#open.keys()].map((connection) => connection.shutDown("shutdown")));
    await Promise.all(this.#open.values());
  }

  async #acceptAll(): Promise<void> {
    while (!this.#isClosing) {
      try {
        this.#serve(await this.#listener.accept());
      } catch (error) {
        if (this.#isClosing) return;
        this.#fail("telnet:accept_failed", error);
        await this.#pause();
      }
    }
  }

  #serve(socket: Deno.TcpConn): void {
    prepare(socket);
    const connection = new TelnetConnection(socket, hostOf(socket), this.#settings);
    const served = connection.run(this.#sink)
      .catch((error: unknown) => {
        this.#fail("telnet:error", error);
        return connection.shutDown("server_error");
      })
      .finally(() => this.#open.delete(connection));
    this.#open.set(connection, served);
  }

  #fail(kind: string, error: unknown): void {
    this.#settings.trace.emit(kind, { level: "error", data: { error: String(error) } });
  }

  async #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _timer = this.#settings.clock.timer(ACCEPT_PAUSE_MS, resolve);
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
