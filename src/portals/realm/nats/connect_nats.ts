import type {
  Authenticator,
  ConnectionOptions,
  NatsConnection,
  ReconnectToServerHandler,
} from "@nats-io/transport-node";
import { type NatsPlace, natsPlace, shownNats } from "../../../core/settings/nats_address.ts";
import type { Settings } from "../../../core/settings/settings.ts";
import { messageOf } from "../../../core/trace/error_text.ts";
import { connectProblem } from "./connect_problem.ts";
import { NatsConnectError, type NatsProblem } from "./nats_connect_error.ts";
import { NatsTransport } from "./nats_transport.ts";

/** How long between two tries to connect again, in milliseconds. */
const RECONNECT_MS = 100;
/** How long one try may take, in milliseconds. */
const DIAL_MS = 2_000;
/** How often the line is tried, in milliseconds; it is dead when two tries have no answer. */
const PING_MS = 1_000;
const MAX_PINGS = 2;

/** The least that messages may be allowed to hold, in bytes: in less than half of it no word fits. */
const LEAST_PAYLOAD = 1_024;

/** What a connection to NATS is made with. */
export interface NatsOptions extends Pick<Settings, "nats" | "natsNkey" | "natsCa"> {
  /** What NATS's own tools call the connection, such as `vestibule portal 12`. */
  readonly name: string;
  /** Reads a file as text. */
  readonly readFile: (path: string) => Promise<string>;
}

/**
 * Connects to NATS, and again whenever the connection is lost, until it is closed.
 *
 * While it is lost, what is published is dropped, or sent late, and nobody is told; what was
 * subscribed to is heard again afterwards. A line that is dead is left after 2 to 3 s.
 *
 * @param options The settings, with `nats` not empty; the servers are tried in their order.
 * @throws {NatsConnectError} When the first try fails with every server, or a file is wrong.
 */
export async function connectNats(options: NatsOptions): Promise<NatsConnection> {
  const place = natsPlace(options.nats);
  const fail = (problem: Omit<NatsProblem, "place">, cause?: unknown) =>
    new NatsConnectError({ place: shownNats(options.nats), ...problem }, { cause });
  const ca = await caOf(options, fail);
  const authenticator = await proofOf(options, place, fail);
  // Only who has several processes loads it.
  const { NatsConnectionImpl, setTransportFactory } = await import("@nats-io/transport-node");
  setTransportFactory({ factory: () => new NatsTransport() });
  const config: ConnectionOptions = {
    ...LASTING,
    servers: place.servers.map(({ host }) => host),
    name: options.name,
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(ca === undefined && !place.isTls ? {} : { tls: ca === undefined ? {} : { ca } }),
  };
  const connection = await NatsConnectionImpl.connect(config).catch((error: unknown) => {
    throw fail(connectProblem(error), error);
  });
  const maxPayload = connection.info?.max_payload ?? LEAST_PAYLOAD;
  if (maxPayload >= LEAST_PAYLOAD) return connection;
  await connection.close();
  throw fail({
    needed: `its messages must hold at least ${LEAST_PAYLOAD} bytes`,
    state: `they hold ${maxPayload}`,
    remedy: 'leave "max_payload" out of its configuration, or raise it there',
  });
}

/**
 * The client waits by the wall clock, and for as long as that was set back; it does not when it is
 * told that it has waited enough, and then by whom to wait.
 */
const pause: ReconnectToServerHandler = (servers) => {
  const [server = null] = servers;
  const isAgain = servers.some(({ didConnect, reconnects }) => didConnect || reconnects > 0);
  return server === null ? null : { server, delay: isAgain ? RECONNECT_MS : 0 };
};

/** What makes a connection last. */
const LASTING: ConnectionOptions = {
  maxReconnectAttempts: -1,
  ignoreAuthErrorAbort: true,
  reconnectDelayHandler: () => -Infinity,
  reconnectToServer: pause,
  timeout: DIAL_MS,
  pingInterval: PING_MS,
  maxPingOut: MAX_PINGS,
  // In the order of the setting, and no others: those that servers tell of may be out of reach.
  noRandomize: true,
  ignoreClusterUpdates: true,
  noAsyncTraces: true,
};

type Fail = (problem: Omit<NatsProblem, "place">, cause?: unknown) => NatsConnectError;

async function caOf(options: NatsOptions, fail: Fail): Promise<string | undefined> {
  if (options.natsCa === "") return undefined;
  const text = await fileOf(options, "natsCa", fail);
  if (/-----BEGIN CERTIFICATE-----/.test(text)) return text;
  throw fail({
    needed: `the file "${options.natsCa}" must hold a certificate`,
    state: "there is none in it",
    remedy: 'give the PEM file of the authority that signed NATS\'s certificate as "natsCa"',
  });
}

async function proofOf(
  options: NatsOptions,
  { proof }: NatsPlace,
  fail: Fail,
): Promise<Authenticator | undefined> {
  const { nkeyAuthenticator, nkeys, tokenAuthenticator, usernamePasswordAuthenticator } =
    await import("@nats-io/transport-node");
  if (options.natsNkey !== "") {
    const [text = ""] = /\bSU[A-Z2-7]{56}\b/.exec(await fileOf(options, "natsNkey", fail)) ?? [];
    const seed = new TextEncoder().encode(text);
    try {
      nkeys.fromSeed(seed);
    } catch {
      throw fail({
        needed: `the file "${options.natsNkey}" must hold the seed of a user's nkey`,
        state: "there is none in it",
        remedy: "make one as `nk -gen user` does, and give NATS its public half",
      });
    }
    return nkeyAuthenticator(seed);
  }
  if (proof.kind === "token") return tokenAuthenticator(proof.token);
  if (proof.kind === "password") return usernamePasswordAuthenticator(proof.user, proof.password);
  return undefined;
}

async function fileOf(
  options: NatsOptions,
  setting: "natsCa" | "natsNkey",
  fail: Fail,
): Promise<string> {
  const path = options[setting];
  try {
    return await options.readFile(path);
  } catch (error) {
    throw fail({
      needed: `the file "${path}" must be readable`,
      state: messageOf(error),
      remedy: `correct the setting "${setting}", or give this user the right to read the file`,
    }, error);
  }
}
