import type { SecureContext } from "node:tls";
import { type Clock, ManualClock } from "../../../src/core/clock.ts";
import type { OpenPorts } from "../../../src/core/settings/ports.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";
import type { ConnectionSink, Portal } from "../../../src/portals/session/connection.ts";
import { type Certificate, checkPair } from "../../../src/portals/tls/certificate.ts";
import { listenTelnetTls } from "../../../src/portals/tls/listen_telnet_tls.ts";
import type { PendingLimits } from "../../../src/portals/pending_clients.ts";
import { type KeyPair, selfSigned } from "../../../src/portals/tls/self_signed.ts";
import { LIMITS } from "../telnet/telnet_lab.ts";

/** How long the portals of these tests let a client take for its handshake, in milliseconds. */
export const HANDSHAKE_MS = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate that can be used, and that clients can be told to trust. */
export type TestCertificate = Certificate & KeyPair;

/** Makes a certificate for this machine, which holds for a day unless given. */
export async function makeCertificate(until = Date.now() + DAY_MS): Promise<TestCertificate> {
  const pair = await selfSigned({
    names: ["localhost", "127.0.0.1"],
    from: Date.now() - DAY_MS,
    until,
  });
  const found = checkPair(pair);
  if (found.kind === "broken") throw new Error(found.problem);
  return { ...found.certificate, ...pair };
}

/** What a {@linkcode tlsLab} is made of, where it differs. */
export interface TlsLabOptions {
  readonly sink?: ConnectionSink;
  readonly ports?: OpenPorts;
  readonly pending?: PendingLimits;
  /** What the next handshake is made with; the lab's own certificate unless given. */
  readonly context?: () => SecureContext;
}

/** A portal of telnet over TLS, with what it told. */
export interface TlsLab extends AsyncDisposable {
  readonly portal: Portal;
  readonly clock: ManualClock;
  /** Its sessions, unless another sink was given. */
  readonly recorded: RecordingSink;
  /** What the next handshake is made with. */
  certificate: TestCertificate;
  /** Resolves when one more client is waited for. */
  accepted(): Promise<void>;
  /** Resolves at the next event of a kind, with its data. */
  event(kind: string): Promise<Readonly<Record<string, unknown>>>;
}

/** Opens a portal of telnet over TLS on a free port. */
export async function tlsLab(options: TlsLabOptions = {}): Promise<TlsLab> {
  const clock = new ManualClock();
  const trace = new Trace();
  const accepted = new Signal();
  const watched: Clock = {
    now: () => clock.now(),
    timer(ms, run) {
      if (ms === HANDSHAKE_MS) accepted.give();
      return clock.timer(ms, run);
    },
  };
  const recorded = new RecordingSink();
  const portal = await listenTelnetTls({
    ...{ hostname: "127.0.0.1", port: 0, clock: watched, trace, handshakeMs: HANDSHAKE_MS },
    sink: options.sink ?? recorded,
    context: options.context ?? (() => lab.certificate.context),
    pending: options.pending ?? { inAll: 100, perAddress: 100 },
    ...{ limits: LIMITS, settleMs: 400, keepAliveMs: 60_000 },
    ports: () => options.ports ?? {},
  });
  const lab: TlsLab = {
    ...{ portal, clock, recorded, certificate: await makeCertificate() },
    accepted: () => accepted.take(),
    event(kind) {
      const { promise, resolve } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
      const reading = trace.read((event) => {
        if (event.kind === kind) resolve(event.data ?? {});
      });
      return promise.finally(() => reading[Symbol.dispose]());
    },
    [Symbol.asyncDispose]: () => portal.close(),
  };
  return lab;
}

/** Is given and taken equally often. */
class Signal {
  #given = 0;
  #wake = () => {};

  give(): void {
    this.#given++;
    this.#wake();
  }

  async take(): Promise<void> {
    while (this.#given === 0) await new Promise<void>((resolve) => this.#wake = resolve);
    this.#given--;
  }
}

/** Connects a client that trusts the portal's certificate, and no other. */
export async function connectTls(lab: TlsLab): Promise<Deno.TlsConn> {
  const connection = await Deno.connectTls({
    hostname: "127.0.0.1",
    port: lab.portal.port,
    caCerts: [lab.certificate.certificate],
  });
  try {
    await connection.handshake();
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** Sends bytes or text without TLS, and returns all that comes back. */
export async function sayPlainly(port: number, said: string | Uint8Array): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const bytes = typeof said === "string" ? new TextEncoder().encode(said) : said;
  if (bytes.length > 0) await socket.write(bytes);
  return await readAll(socket);
}

/** Reads until the other side has ended, in whatever way. */
export async function readAll(socket: Deno.Conn): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(4096);
  let text = "";
  try {
    for (;;) {
      const count = await socket.read(buffer);
      if (count === null) return text;
      text += decoder.decode(buffer.subarray(0, count), { stream: true });
    }
  } catch {
    return text;
  }
}
