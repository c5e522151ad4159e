import { connect } from "node:net";
import type { Duplex } from "node:stream";
import ssh2 from "ssh2";
import { HeldCiphers } from "../../../src/portals/ssh/held_ciphers.ts";

/** How a client logs in, and what its window is like. */
export interface SshPeerOptions {
  readonly port: number;
  /** What a proxy says first. */
  readonly header?: string;
  readonly username?: string;
  readonly password?: string;
  /** What it answers when it is asked something. */
  readonly answers?: readonly string[];
  /** What it answers when it is asked for a code. */
  readonly code?: string;
  readonly privateKey?: string;
  /** The one cipher that it speaks; the library's choice unless given. */
  readonly cipher?: string;
  /** No terminal is asked for when it is `null`. */
  readonly term?: string | null;
}

interface Channel extends Duplex {
  setWindow(rows: number, columns: number, height: number, width: number): void;
}

// deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
const MOVES = /\x1b\[[0-9;?]*[A-Za-z]/g;

/** A client of the `ssh2` package, with a shell. */
export class SshPeer {
  readonly #client = new ssh2.Client();
  readonly #ended = Promise.withResolvers<void>();
  #channel: Channel | undefined;
  #raw = "";
  #wake: () => void = () => {};
  #hasEnded = false;
  /** The exit status of the session. */
  exitStatus: number | undefined;
  /** What was asked, and told, before the login. */
  readonly asked: string[] = [];

  /** Connects, logs in and opens a shell; resolves also when that is refused. */
  static async connect(options: SshPeerOptions): Promise<SshPeer> {
    const peer = new SshPeer();
    await peer.#open(options);
    return peer;
  }

  /** Whether a shell was opened. */
  get isIn(): boolean {
    return this.#channel !== undefined;
  }

  /** Everything shown, as it came. */
  get raw(): string {
    return this.#raw;
  }

  press(keys: string): void {
    this.#channel?.write(keys);
  }

  resize(columns: number, rows = 40): void {
    this.#channel?.setWindow(rows, columns, 0, 0);
  }

  /** Agrees on new keys with the server. */
  async changeKeys(): Promise<void> {
    const changed = new Promise((resolve) => this.#client.once("handshake", resolve));
    // Only the library's server can ask for it by a function that is known.
    (this.#client as unknown as { _protocol: { rekey(): void } })._protocol.rekey();
    await changed;
  }

  /** Waits for text; what came before it is not looked at again. Colours and moves are no text. */
  async until(wanted: string): Promise<void> {
    await this.#find((raw) => {
      const seen = raw.replace(MOVES, "");
      const at = seen.indexOf(wanted);
      return at < 0 ? undefined : seen.slice(at + wanted.length);
    }, wanted);
  }

  /** Waits for bytes exactly as they are sent. */
  async untilRaw(wanted: string): Promise<string> {
    let before = "";
    await this.#find((raw) => {
      const at = raw.indexOf(wanted);
      before = raw.slice(0, at);
      return at < 0 ? undefined : raw.slice(at + wanted.length);
    }, wanted);
    return before;
  }

  ended(): Promise<void> {
    return this.#ended.promise;
  }

  vanish(): void {
    this.#client.destroy();
  }

  async #find(rest: (raw: string) => string | undefined, wanted: string): Promise<void> {
    for (;;) {
      const left = rest(this.#raw);
      if (left !== undefined) {
        this.#raw = left;
        return;
      }
      if (this.#hasEnded) {
        throw new Error(`Cannot find ${JSON.stringify(wanted)} in ${JSON.stringify(this.#raw)}`);
      }
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async #open(options: SshPeerOptions): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const client = this.#client;
    client.on("error", () => {});
    const ciphers = new HeldCiphers(client);
    client.on("handshake", () => ciphers.renew());
    client.on("close", () => {
      ciphers[Symbol.dispose]();
      this.#hasEnded = true;
      this.#wake();
      this.#ended.resolve();
      resolve();
    });
    client.on("keyboard-interactive", (...args: unknown[]) => this.#answer(args, options));
    client.on("ready", () => this.#shell(options, resolve));
    const sock = connect(options.port, "127.0.0.1");
    if (options.header !== undefined) sock.write(options.header, "latin1");
    client.connect({
      sock,
      username: options.username ?? "new",
      ...options.password === undefined ? {} : { password: options.password },
      ...options.privateKey === undefined ? {} : { privateKey: options.privateKey },
      ...options.cipher === undefined ? {} : { algorithms: { cipher: [options.cipher] } },
      tryKeyboard: options.answers !== undefined,
    });
    await promise;
  }

  #answer(args: readonly unknown[], { answers = [], code = "" }: SshPeerOptions): void {
    // The library's order: a title, instructions, a language, the prompts, and who takes answers.
    const [, instructions, , prompts, finish] = args as [
      string,
      string,
      string,
      readonly { readonly prompt: string }[],
      (answers: readonly string[]) => void,
    ];
    if (instructions !== "") this.asked.push(instructions);
    this.asked.push(...prompts.map(({ prompt }) => prompt));
    finish(prompts.map(({ prompt }, at) => prompt.startsWith("Code") ? code : answers[at] ?? ""));
  }

  #shell({ term = "xterm-256color" }: SshPeerOptions, done: () => void): void {
    const window = term === null ? false : { term, cols: 80, rows: 24 };
    this.#client.shell(window, (error: Error | undefined, channel: Channel) => {
      if (error !== undefined) return done();
      this.#channel = channel;
      const decoder = new TextDecoder();
      channel.on("data", (bytes: Uint8Array) => {
        this.#raw += decoder.decode(bytes, { stream: true });
        this.#wake();
      });
      channel.on("exit", (status: number) => this.exitStatus = status);
      channel.on("close", () => this.#client.end());
      done();
    });
  }
}
