import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type { Call, CloseReason } from "../../../src/core/boundary/messages.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  ProtocolConnection,
} from "../../../src/portals/session/connection.ts";
import type { ByteStream } from "../../../src/portals/telnet/byte_stream.ts";

/** Encodes text and bytes as what a peer sends. */
export function bytes(...parts: readonly (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]
    ),
  );
}

/** Shows bytes as text, each byte one character, so that telnet bytes compare exactly. */
export function latin1(data: Uint8Array | readonly number[]): string {
  return Array.from(data, (byte) => String.fromCharCode(byte)).join("");
}

/** Lets everything that waits for promises alone go on. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** The far end of a connection, without a network. */
export class FakePeer implements ByteStream {
  /** Whether written bytes are taken; when not, a write waits. */
  isTaking = true;
  isClosed = false;
  #incoming: (Uint8Array | null | Error)[] = [];
  /** What each write brought. */
  readonly writes: string[] = [];
  #written: number[] = [];
  #wake: (() => void) | undefined;
  #waiting: { data: Uint8Array; result: PromiseWithResolvers<number> } | undefined;

  /** Sends bytes to the connection. */
  send(data: Uint8Array): void {
    this.#push(data);
  }

  /** Ends the peer's side. */
  hangUp(): void {
    this.#push(null);
  }

  /** Breaks the connection. */
  reset(): void {
    this.#push(new Deno.errors.ConnectionReset("reset by peer"));
  }

  /** Returns what came since the last call, byte by byte. */
  takeText(): string {
    return latin1(this.#written.splice(0));
  }

  async read(into: Uint8Array): Promise<number | null> {
    while (this.#incoming.length === 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    const next = this.#incoming.shift();
    if (next instanceof Error) throw next;
    if (next === null || next === undefined) return null;
    into.set(next.subarray(0, into.length));
    if (next.length > into.length) this.#incoming.unshift(next.subarray(into.length));
    return Math.min(next.length, into.length);
  }

  write(data: Uint8Array): Promise<number> {
    if (this.isTaking) return Promise.resolve(this.#take(data));
    const result = Promise.withResolvers<number>();
    this.#waiting = { data, result };
    return result.promise;
  }

  /** Takes what waits, and all that comes from now on. */
  takeAgain(): void {
    this.isTaking = true;
    if (this.#waiting !== undefined) this.#waiting.result.resolve(this.#take(this.#waiting.data));
  }

  closeWrite(): Promise<void> {
    this.#push(null);
    return Promise.resolve();
  }

  close(): void {
    this.isClosed = true;
    this.#waiting?.result.reject(new Deno.errors.BadResource("closed"));
    this.#push(new Deno.errors.BadResource("closed"));
  }

  /** Takes some of the bytes only, as a socket may. */
  #take(data: Uint8Array): number {
    const some = data.subarray(0, 1000);
    this.#written.push(...some);
    this.writes.push(latin1(some));
    return some.length;
  }

  #push(item: Uint8Array | null | Error): void {
    this.#incoming.push(item);
    this.#wake?.();
  }
}

/** A Portal that writes down what it is told, and can act on lines. */
export class RecordingSink implements ConnectionSink {
  readonly lines: string[] = [];
  readonly calls: Call[] = [];
  readonly closed: CloseReason[] = [];
  flags: ProtocolFlags = {};
  settled = 0;
  alive = 0;
  refusal: CloseReason | undefined;
  onLine: (text: string) => void = () => {};
  onConnect: (connection: ProtocolConnection) => void = () => {};
  onSettled: () => void = () => {};
  onClosed: () => void = () => {};

  connect(connection: ProtocolConnection): ReturnType<ConnectionSink["connect"]> {
    if (this.refusal !== undefined) return { kind: "refused", reason: this.refusal };
    this.onConnect(connection);
    const events: ConnectionEvents = {
      settled: () => {
        this.settled++;
        this.onSettled();
      },
      flags: (changed) => void (this.flags = { ...this.flags, ...changed }),
      line: (text) => {
        this.lines.push(text);
        this.onLine(text);
      },
      calls: (calls) => void this.calls.push(...calls),
      alive: () => void this.alive++,
      closed: (reason) => {
        this.closed.push(reason);
        this.onClosed();
      },
    };
    return { kind: "accepted", sessid: 1, events };
  }
}
