import type {
  Authenticate,
  Authenticated,
} from "../../../src/core/boundary/authenticate_question.ts";
import { Questions } from "../../../src/core/boundary/questions.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { RecordingSink } from "../../../src/portals/conformance/recording_sink.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";
import type { ConnectionSink, Portal } from "../../../src/portals/session/connection.ts";
import { listenSsh } from "../../../src/portals/ssh/listen_ssh.ts";
import { newHostKey } from "../../../src/portals/ssh/ssh_library.ts";
import type { SshLimits } from "../../../src/portals/ssh/ssh_settings.ts";
import { SshPeer, type SshPeerOptions } from "./ssh_peer.ts";

/** Generous limits: what is tested has others. */
export const LIMITS: SshLimits = {
  lineCharacters: 6000,
  outboundBytes: 1_000_000,
  historyLines: 20,
  passwordTries: 3,
  loginMs: 60_000,
  silenceMs: 60_000,
  pending: { inAll: 10, perAddress: 10 },
};

/** One key serves all tests: making one is slow. */
const HOST_KEY = newHostKey();

/** What a portal under test is opened with. */
export interface SshLabOptions {
  readonly sink?: ConnectionSink;
  readonly limits?: Partial<SshLimits>;
  readonly answer?: (asked: Authenticate) => Authenticated;
  readonly isWelcome?: (address: string) => boolean;
  /** The proxies that are believed. */
  readonly proxies?: readonly string[];
}

/** An SSH portal, and what it reports. */
export interface SshLab extends AsyncDisposable {
  readonly portal: Portal;
  readonly sink: RecordingSink;
  readonly clock: ManualClock;
  /** Closes it; the clients go. */
  close(): Promise<void>;
  /** Connects a client. */
  connect(options?: Omit<SshPeerOptions, "port">): Promise<SshPeer>;
}

/** Opens an SSH portal on a free port, and a Server that says who is who. */
export async function sshLab(options: SshLabOptions = {}): Promise<SshLab> {
  const clock = new ManualClock();
  const sink = new RecordingSink();
  const answer = options.answer ?? (() => ({ kind: "wrong" }) as const);
  const onFail = (error: Error) => console.error(error);
  const server: Questions = new Questions({
    ...{ clock, onFail },
    send: (message) => portalSide.receive(message),
    answers: { authenticate: ({ value }) => answer(value) },
  });
  const portalSide: Questions = new Questions({
    ...{ clock, onFail },
    send: (message) => server.receive(message),
    answers: {},
  });
  const portal = await listenSsh({
    hostname: "127.0.0.1",
    port: 0,
    sink: options.sink ?? sink,
    clock,
    trace: new Trace(),
    questions: portalSide,
    serverName: "The Old House",
    hostKey: HOST_KEY,
    isWelcome: options.isWelcome ?? (() => true),
    proxies: new TrustedProxies(options.proxies ?? []),
    limits: { ...LIMITS, ...options.limits },
  });
  const peers: SshPeer[] = [];
  const close = async () => {
    await portal.close();
    for (const peer of peers) peer.vanish();
    await Promise.all(peers.map((peer) => peer.ended()));
  };
  return {
    ...{ portal, sink, clock },
    async connect(peer = {}) {
      const connected = await SshPeer.connect({ ...peer, port: portal.port });
      peers.push(connected);
      return connected;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
