import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import type { LoopbackConnection, Received } from "../../portals/loopback/loopback_connection.ts";
import type { TestClient } from "./test_client.ts";

/** A client without a socket: what it is told has arrived when it is said. */
export class LoopbackClient implements TestClient {
  readonly portal = "loopback";
  readonly comesInLines = true;
  readonly #connection: LoopbackConnection;

  /** Takes over an open connection. */
  constructor(connection: LoopbackConnection) {
    this.#connection = connection;
  }

  get received(): readonly Received[] {
    return this.#connection.received;
  }

  get isSecret(): boolean {
    return this.#connection.inputMode === "secret";
  }

  type(line: string): void {
    this.#connection.type(line);
  }

  call(call: Call): void {
    this.#connection.call([call]);
  }

  tell(flags: ProtocolFlags): void {
    this.#connection.tell(flags);
  }

  vanish(): void {
    this.#connection.vanish();
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
