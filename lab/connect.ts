import { connect, type TLSSocket } from "node:tls";
import type { ByteStream } from "../src/portals/telnet/byte_stream.ts";
import { duplexStream } from "../src/portals/tls/duplex_stream.ts";
import type { Target } from "./lab_client.ts";

/**
 * Connects to a server as its users' clients do.
 *
 * @throws Error when nobody listens, or TLS is wanted and not spoken.
 */
export async function connectTo(target: Target): Promise<ByteStream> {
  const { hostname, port, isSecure } = target;
  return isSecure ? duplexStream(await connectSecurely(target)) : Deno.connect({ hostname, port });
}

/** Connects by TLS. Any certificate will do: to judge it is another matter. */
export async function connectSecurely({ hostname, port }: Target): Promise<TLSSocket> {
  // A name of numbers is none (RFC 6066, section 3).
  const servername = /^[\d.]+$|:/.test(hostname) ? "" : hostname;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host: hostname, port, servername, rejectUnauthorized: false });
  socket.on("error", (error) =>
    reject(
      new Error(
        `Cannot speak TLS with ${hostname} port ${port} as it must answer with TLS: ${error.message}`,
      ),
    ));
  socket.once("close", () => reject(new Error(`${hostname} port ${port} hung up`)));
  socket.once("secureConnect", () => resolve());
  await promise;
  return socket;
}
