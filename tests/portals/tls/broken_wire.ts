import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** What befalls a wire. After each, nothing more is sent. */
export const FAULTS = ["end", "reset", "flip", "repeat", "garbage", "renegotiate"] as const;

/** One of {@linkcode FAULTS}. */
export type Fault = typeof FAULTS[number];

const GARBAGE = Uint8Array.from({ length: 500 }, (_, at) => (at * 151 + 97) & 255);
/** A record that asks for another handshake (RFC 5246, 7.4.1.1), as only a server may. */
const HELLO_REQUEST = Uint8Array.of(0x16, 3, 3, 0, 4, 0, 0, 0, 0);

/** Carries the bytes of one client to a portal, until something befalls it. */
export class BrokenWire {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #fault: Fault;
  #left = Infinity;
  /** Resolves when the portal has hung up. */
  readonly ended: Promise<void>;

  /**
   * Waits for the client.
   *
   * @param port The portal's.
   * @param fault What befalls the wire, once {@linkcode breakAfter} says when.
   */
  constructor(port: number, fault: Fault) {
    this.#fault = fault;
    this.ended = this.#carry(port);
  }

  /** Where the client connects. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** Lets so many bytes of the client pass from now on, and no more. */
  breakAfter(bytes: number): void {
    this.#left = bytes;
  }

  async #carry(port: number): Promise<void> {
    const inner = await this.#listener.accept();
    this.#listener.close();
    const outer = connect(port, "127.0.0.1").on("error", () => {});
    const closed = once(outer, "close");
    outer.on("data", (bytes) => void inner.write(bytes).catch(() => {}));
    await this.#forward(inner, outer);
    await closed;
    inner.close();
  }

  async #forward(inner: Deno.Conn, outer: Socket): Promise<void> {
    const buffer = new Uint8Array(4096);
    for (;;) {
      const count = await inner.read(buffer).catch(() => null);
      if (count === null) break;
      const bytes = buffer.slice(0, count);
      if (this.#left < count) {
        outer.write(broken(bytes, this.#left, this.#fault));
        break;
      }
      outer.write(bytes);
      this.#left -= count;
    }
    if (this.#fault === "reset") outer.resetAndDestroy();
    else outer.end();
  }
}

function broken(bytes: Uint8Array, at: number, fault: Fault): Uint8Array {
  const before = bytes.subarray(0, at);
  switch (fault) {
    case "end":
    case "reset":
      return before;
    case "flip":
      return bytes.with(at, (bytes[at] ?? 0) ^ 0x10);
    case "repeat":
      return Uint8Array.of(...bytes, ...bytes);
    case "garbage":
      return Uint8Array.of(...before, ...GARBAGE);
    case "renegotiate":
      return Uint8Array.of(...before, ...HELLO_REQUEST, ...bytes.subarray(at));
  }
}
