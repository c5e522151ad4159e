import type { Duplex } from "node:stream";
import type { CloseReason } from "../../core/boundary/messages.ts";
import type { ConnectionSink } from "../session/connection.ts";
import type { ServedClient } from "../tcp_portal.ts";
import { ChannelStream } from "./channel_stream.ts";
import { HeldCiphers } from "./held_ciphers.ts";
import { SshConnection } from "./ssh_connection.ts";
import type { PeerInfo, PtyRequest, SshChannel, SshPeer, SshSession } from "./ssh_library.ts";
import { SshLogin } from "./ssh_login.ts";
import type { SshSettings } from "./ssh_settings.ts";
import { clientFlags, sizeFlags, termFlags } from "./terminal_flags.ts";

const REFUSED_EXEC = "This is a game, not a shell: it runs no commands and takes no files. " +
  "Connect without a command to play.\n";
/** How long a client may take to close its socket once it is told to, in milliseconds. */
const CUT_MS = 2000;
const EXIT_REFUSED = 1;

/** What an {@linkcode SshClient} is made with. */
export interface SshClientOptions {
  readonly socket: Duplex;
  readonly address: string;
  readonly settings: SshSettings;
  readonly sink: ConnectionSink;
  /** Ends its place among those who have not logged in. */
  readonly place: Disposable;
}

/** One SSH client, from its socket to its end; it has one session at most. */
export class SshClient implements ServedClient {
  readonly #options: SshClientOptions;
  readonly #closed = Promise.withResolvers<void>();
  readonly #gone = new AbortController();
  readonly #deadline: Disposable;
  #cutTimer: Disposable | undefined;
  #peer: SshPeer | undefined;
  #info: PeerInfo | undefined;
  #uid: number | undefined;
  #isIn = false;
  #hasSession = false;
  #connection: SshConnection | undefined;
  #served: Promise<void> | undefined;

  /**
   * Creates a client of which nothing is known; it has to log in within the time of the settings.
   *
   * @param options Its socket, and what it is to become.
   */
  constructor(options: SshClientOptions) {
    this.#options = options;
    const { clock, limits } = options.settings;
    this.#deadline = clock.timer(limits.loginMs, () => this.#end());
    options.socket.once("close", () => this.#onClosed());
  }

  async run(): Promise<void> {
    await this.#closed.promise;
    await this.#served;
  }

  async shutDown(reason: CloseReason): Promise<void> {
    await this.#connection?.shutDown(reason);
    this.#end();
    await written(this.#options.socket);
    this.#options.socket.destroy();
  }

  /** Takes the client's handshake over. */
  greet(peer: SshPeer, info: PeerInfo): void {
    this.#peer = peer;
    this.#info = info;
    const { settings, address } = this.#options;
    const login = new SshLogin({
      ...{ settings, address, signal: this.#gone.signal },
      letIn: (uid) => {
        if (!this.#isIn) this.#uid = uid;
      },
      giveUp: () => this.#end(),
    });
    const ciphers = new HeldCiphers(peer);
    peer.on("handshake", () => ciphers.renew());
    peer.on("close", () => ciphers[Symbol.dispose]());
    peer.on("error", (error) => {
      this.#tell("ssh:peer_error", String(error));
      // One whose network is gone never closes its side.
      this.#end();
    });
    peer.on("authentication", (attempt) => {
      login.try(attempt).catch((error) => this.#fail(error));
    });
    peer.on("ready", () => this.#isIn = true);
    // Who is not in has no reason to change keys, which costs more than it costs them.
    peer.on("rekey", () => this.#isIn ? undefined : this.#end());
    peer.on("request", (_accept, reject) => reject?.());
    peer.on("session", (accept, reject) => this.#openSession(accept, reject));
  }

  #openSession(accept: () => SshSession | undefined, reject: () => void): void {
    if (this.#hasSession) return reject();
    this.#hasSession = true;
    const session = accept();
    if (session === undefined) return;
    let pty: PtyRequest | undefined;
    session.on("pty", (accept, _reject, request) => {
      pty = request;
      accept?.();
    });
    session.on("window-change", (accept, _reject, size) => {
      if (pty !== undefined) pty = { ...pty, cols: size.cols, rows: size.rows };
      this.#connection?.resize(size);
      accept?.();
    });
    session.on("env", (accept) => accept?.());
    session.on("signal", (accept, _reject, { name }) => {
      if (name === "INT") this.#connection?.interrupt();
      accept?.();
    });
    session.on("shell", (accept) => this.#start(accept(), pty));
    session.on("exec", (accept) => this.#refuse(accept()));
    session.on("subsystem", (accept) => this.#refuse(accept()));
  }

  #start(channel: SshChannel | undefined, pty: PtyRequest | undefined): void {
    if (channel === undefined) return;
    this.#leaveDoor();
    const { settings, socket, address, sink } = this.#options;
    const stream = new ChannelStream({
      ...{ channel, socket },
      exitStatus: () => this.#connection?.exitStatus ?? 0,
      end: () => this.#end(),
      awaitEnd: () => this.#armCut(),
    });
    const flags = {
      ...clientFlags(this.#info?.header.versions.software ?? ""),
      ...pty === undefined ? {} : { ...termFlags(pty.term), ...sizeFlags(pty) },
    };
    const connection = new SshConnection(
      stream,
      { address, uid: this.#uid, pty, flags },
      settings,
    );
    this.#connection = connection;
    this.#served = connection.run(sink).catch((error) => this.#fail(error));
  }

  /** A sentence that its user can read is kinder than a refusal that only says no. */
  #refuse(channel: SshChannel | undefined): void {
    if (channel === undefined) return;
    channel.on("error", () => {});
    channel.stderr.write(REFUSED_EXEC);
    channel.exit(EXIT_REFUSED);
    channel.end();
    channel.resume();
    channel.once("close", () => this.#end());
  }

  /** The client is in, and has what it came for. */
  #leaveDoor(): void {
    this.#deadline[Symbol.dispose]();
    this.#options.place[Symbol.dispose]();
  }

  #end(): void {
    if (this.#gone.signal.aborted) return;
    this.#armCut();
    this.#peer?.end();
    this.#options.socket.end();
  }

  #armCut(): void {
    const { socket, settings } = this.#options;
    this.#cutTimer ??= settings.clock.timer(CUT_MS, () => socket.destroy());
  }

  #fail(error: unknown): void {
    this.#tell("ssh:error", String(error));
    this.#options.socket.destroy();
  }

  #tell(kind: string, error: string): void {
    const level = kind === "ssh:error" ? "error" : "debug";
    const { address, settings } = this.#options;
    settings.trace.emit(kind, { level, data: { address, error } });
  }

  #onClosed(): void {
    this.#leaveDoor();
    this.#cutTimer?.[Symbol.dispose]();
    this.#gone.abort();
    this.#closed.resolve();
  }
}

/** Resolves when all that was written has been sent, or never will be. */
async function written(socket: Duplex): Promise<void> {
  if (socket.writableFinished || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    socket.once("finish", resolve);
    socket.once("close", resolve);
  });
}
