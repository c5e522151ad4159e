/**
 * The part of the `ssh2` package in use here, with types: the package itself has none.
 */
import type { Duplex, Writable } from "node:stream";
import ssh2 from "ssh2";

/** A key, as the library reads it. */
export interface ParsedKey {
  readonly type: string;
  /** The public key in SSH's own form (RFC 4253, 6.6). */
  getPublicSSH(): Uint8Array;
  /** Tells whether the key made a signature of the bytes; an error is not the answer yes. */
  verify(bytes: Uint8Array, signature: Uint8Array, hash?: string): boolean | Error;
}

/** What every try to log in has. */
interface TryOf<Method extends string> {
  readonly method: Method;
  readonly username: string;
  accept(): void;
  /** Refuses it, or takes it as one of several proofs; names the methods that may be tried. */
  reject(methods?: readonly string[], isPartialSuccess?: boolean): void;
}

/** A password; with a new one beside it, where the client wants to change it. */
export interface PasswordTry extends TryOf<"password"> {
  readonly password: string | { readonly oldPassword: string; readonly newPassword: string };
}

/** Questions that a client shows its user (RFC 4256). */
export interface KeyboardTry extends TryOf<"keyboard-interactive"> {
  prompt(
    prompts: readonly { readonly prompt: string; readonly echo: boolean }[],
    title: string,
    instructions: string,
    answered: (answers: readonly string[] | Error) => void,
  ): void;
}

/** A public key, and once the client has been told that it would do, a signature. */
export interface KeyTry extends TryOf<"publickey"> {
  /** Its data are missing where they were cut off. */
  readonly key: { readonly algo: string; readonly data: Uint8Array | undefined };
  readonly hashAlgo?: string;
  readonly blob?: Uint8Array;
  readonly signature?: Uint8Array;
}

/** A try to log in (RFC 4252). */
export type LoginTry =
  | TryOf<"none">
  | TryOf<"hostbased">
  | PasswordTry
  | KeyboardTry
  | KeyTry;

/** A terminal that a client asks for (RFC 4254, 6.2). */
export interface PtyRequest {
  readonly term: string;
  readonly cols: number;
  readonly rows: number;
}

/** A channel that carries a session's bytes. */
export interface SshChannel extends Duplex {
  readonly stderr: Writable;
  /** Sends the exit status. */
  exit(status: number): void;
  /** Closes it at once. */
  close(): void;
}

type Accept = (() => void) | undefined;

/** A session that a client has opened, until it says what it is for (RFC 4254, 6). */
export interface SshSession {
  on(
    event: "pty" | "window-change",
    listener: (accept: Accept, reject: Accept, request: PtyRequest) => void,
  ): this;
  on(
    event: "env",
    listener: (
      accept: Accept,
      reject: Accept,
      variable: { readonly key: string; readonly val: string },
    ) => void,
  ): this;
  on(
    event: "signal",
    listener: (accept: Accept, reject: Accept, signal: { readonly name: string }) => void,
  ): this;
  on(
    event: "shell" | "exec" | "subsystem",
    listener: (accept: () => SshChannel | undefined, reject: Accept) => void,
  ): this;
}

/** One client, its handshake begun. */
export interface SshPeer {
  /** Says goodbye and ends the connection. */
  end(): void;
  on(event: "authentication", listener: (attempt: LoginTry) => void): this;
  on(event: "handshake" | "ready" | "close" | "rekey", listener: () => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(
    event: "session",
    listener: (accept: () => SshSession | undefined, reject: () => void) => void,
  ): this;
  on(
    event: "request",
    listener: (accept: Accept, reject: Accept, name: string) => void,
  ): this;
}

/** What a client says of itself first. */
export interface PeerInfo {
  /** The socket's `remoteAddress`. */
  readonly ip: string;
  readonly header: { readonly versions: { readonly software: string } };
}

/** Speaks SSH over sockets that it is given. */
export interface SshServer {
  injectSocket(socket: Duplex): void;
  on(event: "connection", listener: (peer: SshPeer, info: PeerInfo) => void): this;
  on(event: "error", listener: (error: Error) => void): this;
}

/** What is spoken: nothing that is known to be weak, and no compression, which could be a bomb. */
const ALGORITHMS = {
  kex: [
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
  ],
  cipher: ["aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr", "aes128-ctr"],
  hmac: [
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
  ],
  compress: ["none"],
} as const;

/**
 * Creates a server that is bound to no port.
 *
 * @param hostKey The private key by which clients know it, as OpenSSH writes it.
 * @param silenceMs After how much silence a client is asked whether it is there, in milliseconds;
 * one that lets three questions pass makes an error.
 */
export function createSshServer(hostKey: string, silenceMs: number): SshServer {
  return new ssh2.Server({
    ...{ hostKeys: [hostKey], ident: "Vestibule", algorithms: ALGORITHMS },
    ...{ keepaliveInterval: silenceMs, keepaliveCountMax: 3 },
  });
}

/** Bytes of an ed25519 key in SSH's own form: two lengths, the name, and 32 bytes (RFC 8709). */
const ED25519_SSH_BYTES = 4 + "ssh-ed25519".length + 4 + 32;

/**
 * Makes a new ed25519 key, as OpenSSH writes it.
 *
 * Of 256 keys the library writes one that is not whole: it drops the zeros that a key begins with.
 *
 * @param generate Makes a key that may not be whole.
 */
export function newHostKey(
  generate: () => string = () => ssh2.utils.generateKeyPairSync("ed25519").private,
): string {
  for (;;) {
    const key = generate();
    if (parseKey(key)?.getPublicSSH().length === ED25519_SSH_BYTES) return key;
  }
}

/** Reads a key, public or private; `undefined` when it is none. */
export function parseKey(key: string | Uint8Array): ParsedKey | undefined {
  const parsed: ParsedKey | readonly ParsedKey[] | Error = ssh2.utils.parseKey(key);
  if (parsed instanceof Error) return undefined;
  return "type" in parsed ? parsed : parsed[0];
}
