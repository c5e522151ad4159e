import { renderAnsi, renderWay } from "../render/ansi.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import { TelnetConnection } from "./telnet_connection.ts";
import type { TelnetSettings } from "./telnet_settings.ts";

/** How long to wait after a failed accept, in milliseconds, so that a full table does not spin. */
const ACCEPT_PAUSE_MS = 100;

/** Where and how to listen. */
export interface ListenTelnetOptions extends Omit<TelnetSettings, "renderer"> {
  readonly hostname: string;
  /** The port; 0 lets the system choose. */
  readonly port: number;
  /** Where connections become sessions. */
  readonly sink: ConnectionSink;
}

/**
 * Starts to listen for telnet clients.
 *
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
// deno-lint-ignore require-await -- a promise, as the portals whose start takes time
export async function listenTelnet(options: ListenTelnetOptions): Promise<Portal> {
  const { hostname, port } = options;
  return new TelnetPortal(Deno.listen({ hostname, port }), options);
}

/** Accepts telnet clients until it is closed. */
class TelnetPortal implements Portal {
  readonly protocolKey = "telnet";
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  readonly #options: ListenTelnetOptions;
  readonly #settings: TelnetSettings;
  readonly #open = new Map<TelnetConnection, Promise<void>>();
  readonly #closing = Promise.withResolvers<void>();
  readonly #accepting: Promise<void>;
  #isClosing = false;

  constructor(listener: Deno.TcpListener, options: ListenTelnetOptions) {
    this.#listener = listener;
    this.#options = options;
    this.#settings = { ...options, renderer: { way: renderWay, render: renderAnsi } };
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
    await Promise.all([...this.#open.keys()].map((connection) => connection.shutDown()));
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
    const served = connection.run(this.#options.sink)
      .catch((error: unknown) => {
        this.#fail("telnet:error", error);
        return connection.shutDown();
      })
      .finally(() => this.#open.delete(connection));
    this.#open.set(connection, served);
  }

  #fail(kind: string, error: unknown): void {
    this.#options.trace.emit(kind, { level: "error", data: { error: String(error) } });
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
