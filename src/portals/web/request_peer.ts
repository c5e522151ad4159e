import type { IncomingMessage } from "node:http";
import { forwardedAddress } from "../proxy/forwarded.ts";
import type { ProxiedPeer } from "../proxy/proxied_client.ts";
import { TrustedProxies } from "../proxy/trusted_proxies.ts";
import { plainAddress } from "./plain_address.ts";

/** Says who sends a request: what proxies that are trusted say of it, and nobody else. */
export class RequestPeers {
  readonly #trusted: TrustedProxies;
  /** Where secure sockets come from, which do not know it themselves. */
  readonly #secure = new WeakMap<object, string>();

  /** Creates peers; no proxy is trusted unless given. */
  constructor(trusted: TrustedProxies = new TrustedProxies([])) {
    this.#trusted = trusted;
  }

  /** Remembers where a secure socket comes from. */
  remember(socket: object, address: string): void {
    this.#secure.set(socket, address);
  }

  /** Returns who sends a request. */
  of({ socket, headers }: IncomingMessage): ProxiedPeer {
    const secure = this.#secure.get(socket);
    const peer = this.#peerOf(socket);
    const forwarded = [headers["x-forwarded-for"] ?? []].flat().join();
    const address = forwardedAddress(peer, forwarded === "" ? undefined : forwarded, this.#trusted);
    const isHttps = [headers["x-forwarded-proto"] ?? []].flat().join() === "https";
    return { address, isSecure: secure !== undefined || (isHttps && this.#trusted.has(peer)) };
  }
  /** Tells whether a request comes from a proxy that may say who its client is. */
  trusts({ socket }: IncomingMessage): boolean {
    return this.#trusted.has(this.#peerOf(socket));
  }

  #peerOf(socket: IncomingMessage["socket"]): string {
    return this.#secure.get(socket) ?? plainAddress(socket.remoteAddress);
  }
}
