import { type SecureContext, TLSSocket } from "node:tls";
import { messageOf } from "../../core/trace/error_text.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { streamDuplex } from "./stream_duplex.ts";

/** How a handshake ended. */
export type Handshake =
  | { readonly kind: "secure"; readonly socket: TLSSocket }
  | { readonly kind: "failed"; readonly why: string };

/** What a handshake is made with. */
export interface HandshakeOptions {
  readonly context: SecureContext;
  /** What was read of the stream already. */
  readonly head: Uint8Array;
  /** Resolves when it has taken too long. */
  readonly late: Promise<unknown>;
}

/**
 * Makes a stream secure, as the server (TLS 1.2 or 1.3).
 *
 * @param stream The client's; closed when the handshake fails, and with the socket.
 */
export async function handshake(stream: ByteStream, options: HandshakeOptions): Promise<Handshake> {
  const raw = streamDuplex(stream, options.head);
  const { promise, resolve } = Promise.withResolvers<Handshake>();
  // The types know sockets alone; the documentation says that any Duplex will do.
  const socket = new TLSSocket(raw as unknown as ConstructorParameters<typeof TLSSocket>[0], {
    isServer: true,
    secureContext: options.context,
  });
  socket.on("error", (error) => resolve({ kind: "failed", why: messageOf(error) }));
  const gone = () => resolve({ kind: "failed", why: "the client is gone" });
  for (const event of ["end", "close"]) raw.once(event, gone);
  socket.once("close", () => raw.destroy());
  socket.once("secure", () => resolve({ kind: "secure", socket }));
  void options.late.then(() => resolve({ kind: "failed", why: "it took too long" }));
  const outcome = await promise;
  if (outcome.kind === "failed") {
    socket.destroy();
    raw.destroy();
  }
  return outcome;
}
