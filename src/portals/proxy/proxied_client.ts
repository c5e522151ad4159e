import type { CloseReason } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { ServedClient } from "../tcp_portal.ts";
import type { ByteStream } from "../telnet/byte_stream.ts";
import { readProxyHeader } from "./proxy_header.ts";
import type { TrustedProxies } from "./trusted_proxies.ts";

/** The longest header of version 2 that is taken: one with a certificate's names has room. */
const MAX_HEADER_BYTES = 4096;

/** How long a proxy may take for its header, in milliseconds. */
export const PROXY_HEADER_MS = 5_000;

/** Who a client is, as its socket or a proxy tells. */
export interface ProxiedPeer {
  readonly address: string;
  /** Whether it speaks TLS with the proxy that it comes through. */
  readonly isSecure: boolean;
}

/** Makes of a connection what serves it. */
export type ServeProxied = (stream: ByteStream, peer: ProxiedPeer) => ServedClient;

/** How proxies are heard. */
export interface ProxyOptions {
  /** The proxies that are believed; none when it is absent. */
  readonly trusted: TrustedProxies | undefined;
  readonly clock: Clock;
  readonly trace: Trace;
}

/**
 * Serves clients directly, and those of trusted proxies as the ones that the proxy says they are.
 * A trusted proxy has to say it: otherwise all its clients would share one address, and a ban.
 */
export function behindProxies(
  options: ProxyOptions,
  serve: ServeProxied,
): (stream: ByteStream, address: string) => ServedClient {
  return (stream, address) =>
    options.trusted?.has(address)
      ? new ProxiedClient(stream, address, options, serve)
      : serve(stream, { address, isSecure: false });
}

class ProxiedClient implements ServedClient {
  readonly #stream: ByteStream;
  readonly #address: string;
  readonly #options: ProxyOptions;
  readonly #serve: ServeProxied;
  #inner: ServedClient | undefined;
  #isOver = false;

  constructor(stream: ByteStream, address: string, options: ProxyOptions, serve: ServeProxied) {
    this.#stream = stream;
    this.#address = address;
    this.#options = options;
    this.#serve = serve;
  }

  async run(): Promise<void> {
    this.#inner = await this.#introduced();
    if (this.#inner === undefined || this.#isOver) return close(this.#stream);
    await this.#inner.run();
  }

  async shutDown(reason: CloseReason): Promise<void> {
    this.#isOver = true;
    if (this.#inner === undefined) close(this.#stream);
    else await this.#inner.shutDown(reason);
  }

  async #introduced(): Promise<ServedClient | undefined> {
    let isLate = false;
    using _timer = this.#options.clock.timer(PROXY_HEADER_MS, () => {
      isLate = true;
      close(this.#stream);
    });
    let bytes = new Uint8Array();
    for (;;) {
      const more = await readSome(this.#stream);
      if (more === null) {
        return isLate ? this.#refuse("the header did not come in time") : undefined;
      }
      bytes = joined(bytes, more);
      const header = readProxyHeader(bytes, MAX_HEADER_BYTES);
      if (header.kind === "absent") return this.#refuse("there must be a PROXY header first");
      if (header.kind === "broken") return this.#refuse(header.why);
      if (header.kind === "incomplete") continue;
      const { address = this.#address, isSecure, length } = header;
      return this.#serve(withHead(this.#stream, bytes.subarray(length)), { address, isSecure });
    }
  }

  #refuse(why: string): undefined {
    const data = { address: this.#address, why };
    this.#options.trace.emit("proxy:refused", { level: "warn", data });
  }
}

async function readSome(stream: ByteStream): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(MAX_HEADER_BYTES);
  try {
    const count = await stream.read(buffer);
    return count === null ? null : buffer.subarray(0, count);
  } catch {
    return null;
  }
}

/** Gives what was read already before the rest. */
function withHead(stream: ByteStream, head: Uint8Array): ByteStream {
  let rest = head;
  return {
    async read(into) {
      if (rest.length === 0) return await stream.read(into);
      const part = rest.subarray(0, into.length);
      into.set(part);
      rest = rest.subarray(part.length);
      return part.length;
    },
    write: (bytes) => stream.write(bytes),
    closeWrite: () => stream.closeWrite(),
    close: () => stream.close(),
  };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function close(stream: ByteStream): void {
  try {
    stream.close();
  } catch {
    // It was closed already.
  }
}
