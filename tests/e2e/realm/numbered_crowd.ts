import { NumberedClient } from "./numbered_client.ts";

/** Into how many parts a round is cut; in each, as many clients send a line. */
const PARTS = 20;
/** How many connect at once. */
const AT_ONCE = 20;
/** How often a condition is looked at, in milliseconds. */
const LOOK_MS = 20;

/** How often a client sends a line, and what. */
export interface Rhythm {
  /** How long it waits from one line to the next, in milliseconds. */
  readonly roundMs: number;
  /** Every so many lines, one changes what is kept. */
  readonly keptEvery: number;
}

/** Many telnet clients at several Portals, each of which sends a numbered line once a round. */
export class NumberedCrowd implements AsyncDisposable {
  readonly clients: readonly NumberedClient[];
  /** How often each sends a line, and what; from now on, where it is changed. */
  rhythm: Rhythm;
  #isSending = true;
  #sending: Promise<void> = Promise.resolve();

  private constructor(clients: readonly NumberedClient[], rhythm: Rhythm) {
    this.clients = clients;
    this.rhythm = rhythm;
  }

  /** Connects so many clients to each of the ports. */
  static async enter(
    ports: readonly number[],
    { each, rhythm }: { readonly each: number; readonly rhythm: Rhythm },
  ): Promise<NumberedCrowd> {
    const clients = Array.from(
      { length: ports.length * each },
      (_, at) => new NumberedClient(at),
    );
    await connectAll(
      clients.map((client, at) => ({ client, port: ports[at % ports.length] ?? 0 })),
    );
    return new NumberedCrowd(clients, rhythm);
  }

  /** Lets all send, from now on. */
  start(): void {
    this.#sending = this.#send();
  }

  /** Lets nobody send any more. */
  async stop(): Promise<void> {
    this.#isSending = false;
    await this.#sending;
  }

  /** Waits until the connections to a port have ended, and connects these clients to others in turn. */
  async reconnect(from: number, ports: readonly number[]): Promise<void> {
    const lost = this.clients.filter(({ port }) => port === from);
    await Promise.all(lost.map((client) => client.cut()));
    await connectAll(lost.map((client, at) => ({ client, port: ports[at % ports.length] ?? 0 })));
  }

  /**
   * Waits until something holds for every client.
   *
   * @returns For how many it does not hold when the time is over.
   */
  async until(holds: (client: NumberedClient) => boolean, maxMs: number): Promise<number> {
    let left = [...this.clients];
    for (const end = performance.now() + maxMs;;) {
      left = left.filter((client) => !holds(client));
      if (left.length === 0 || performance.now() > end) return left.length;
      await pause(LOOK_MS);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await Promise.all(this.clients.map((client) => client.close()));
  }

  async #send(): Promise<void> {
    for (let part = 0; this.#isSending; part = (part + 1) % PARTS) {
      const { roundMs, keptEvery } = this.rhythm;
      for (let at = part; at < this.clients.length; at += PARTS) {
        this.clients[at]?.sendNext(keptEvery);
      }
      await pause(roundMs / PARTS);
    }
  }
}

/** Tells whether a client has an answer to a line, of any kind or one that is kept, sent since then. */
export function isServed(
  { lines }: NumberedClient,
  { since, of }: { readonly since: number; readonly of: "any" | "kept" },
): boolean {
  return lines.some(({ sentAt, answers, isKept }) =>
    sentAt >= since && answers > 0 && (isKept || of === "any")
  );
}

async function connectAll(
  coming: { readonly client: NumberedClient; readonly port: number }[],
): Promise<void> {
  const connectSome = async () => {
    for (let next = coming.pop(); next !== undefined; next = coming.pop()) {
      await next.client.connect(next.port);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, connectSome));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
