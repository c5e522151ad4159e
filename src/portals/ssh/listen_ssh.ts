import { PendingClients } from "../pending_clients.ts";
import { behindProxies, type ProxiedPeer } from "../proxy/proxied_client.ts";
import type { TrustedProxies } from "../proxy/trusted_proxies.ts";
import { renderAnsi, renderWay } from "../render/ansi.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import { listenTcp } from "../listen_tcp.ts";
import { type Acceptor, type ServedClient, TcpPortal } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { socketStream } from "./socket_stream.ts";
import { SshClient } from "./ssh_client.ts";
import { createSshServer } from "./ssh_library.ts";
import type { SshSettings } from "./ssh_settings.ts";

/** Room for what the protocol itself has to say, beside the game, in bytes. */
const PROTOCOL_BYTES = 1024 * 1024;

/** Where and how to listen. */
export interface ListenSshOptions extends Omit<SshSettings, "renderer"> {
  readonly hostname: string;
  /** The port; 0 lets the system choose. */
  readonly port: number;
  /** The private key by which clients know this server again, as OpenSSH writes it. */
  readonly hostKey: string;
  /** Where connections become sessions. */
  readonly sink: ConnectionSink;
  /** Whether an address may knock at all. */
  readonly isWelcome: (address: string) => boolean;
  /** The proxies that tell who their clients are; none unless given. */
  readonly proxies?: TrustedProxies;
}

/**
 * Starts to listen for SSH clients.
 *
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
// deno-lint-ignore require-await -- a promise, as the portals whose start takes time
export async function listenSsh(options: ListenSshOptions): Promise<Portal> {
  const { hostname, port } = options;
  return sshPortal(listenTcp(hostname, port), options);
}

/**
 * Accepts SSH clients until it is closed.
 *
 * @param listener Already listening; closed with the portal.
 * @param options What connections share, and where they become sessions.
 */
export function sshPortal(listener: Acceptor, options: ListenSshOptions): Portal {
  const { hostKey, sink, isWelcome, proxies, ...shared } = options;
  const settings = { ...shared, renderer: { way: renderWay, render: renderAnsi } };
  const { clock, trace, limits } = settings;
  const pending = new PendingClients(limits.pending);
  /** Each by a name that the library gives back as the address of its socket. */
  const clients = new Map<string, SshClient>();
  const server = createSshServer(hostKey, limits.silenceMs);
  const onError = (kind: string) => (error: unknown) =>
    trace.emit(kind, { level: "error", data: { error: String(error) } });
  server.on("connection", (peer, info) => clients.get(info.ip)?.greet(peer, info));
  server.on("error", onError("ssh:error"));
  let last = 0;

  function serve(socket: ByteStream, { address }: ProxiedPeer): ServedClient {
    const place = isWelcome(address) ? pending.take(address) : undefined;
    if (place === undefined) {
      trace.emit("ssh:refuse", { level: "warn", data: { address } });
      return turnedAway(socket);
    }
    const stream = socketStream(socket, limits.outboundBytes + PROTOCOL_BYTES);
    const name = String(++last);
    const client = new SshClient({ socket: stream, address, settings, sink, place });
    clients.set(name, client);
    stream.once("close", () => clients.delete(name));
    server.injectSocket(Object.assign(stream, { remoteAddress: name }));
    return client;
  }

  return new TcpPortal({
    protocolKey: "ssh",
    ...{ listener, clock },
    serve: behindProxies({ clock, trace, trusted: proxies }, serve),
    onError: (what, error) => onError(what === "accept" ? "ssh:accept_failed" : "ssh:error")(error),
  });
}

function turnedAway(socket: ByteStream): ServedClient {
  return {
    run: () => {
      socket.close();
      return Promise.resolve();
    },
    shutDown: () => Promise.resolve(),
  };
}
