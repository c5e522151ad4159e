/**
 * The part of the `ws` package in use here, with types: the package itself has none.
 */
import type { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";

/** Fragments, or reads from the network, that one message may come in. */
const MAX_PARTS = 4_096;
/** Answers to pings that may wait for a client that does not read. */
const MAX_UNSENT_PONGS = 60;

/** One open websocket, the server's end (RFC 6455). */
export interface Websocket {
  /** Bytes handed over and not yet taken by the operating system. */
  readonly bufferedAmount: number;
  /** Sends a text message, or a binary one; `done` hears when the system has taken it. */
  send(message: string | Uint8Array, done?: (error?: Error) => void): void;
  /** Stops reading from the client, which then has to wait. */
  pause(): void;
  resume(): void;
  ping(): void;
  /** Starts the closing handshake; `reason` is at most 123 bytes (RFC 6455, 5.5). */
  close(code: number, reason: string): void;
  /** Ends the connection at once, without a handshake. */
  terminate(): void;
  /** Loses the socket of a websocket that can have another later; others only end. */
  drop?(): void;
  on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): this;
  on(event: "message" | "pong", listener: () => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  on(event: "close", listener: (code: number) => void): this;
}

/** Turns HTTP upgrade requests into websockets. */
export interface WebsocketUpgrader {
  handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    done: (websocket: Websocket) => void,
  ): void;
}

/**
 * Creates an upgrader, bound to no server and no port.
 *
 * Compression is off: an inflated message would pass `maxPayload` unseen on the wire, and each
 * compressor costs memory. A message in too many parts closes with code 1008; a client that pings
 * and does not read is cut off. Each message is read in a turn of the event loop of its own, so that
 * a flood of tiny ones keeps nobody waiting.
 *
 * @param maxPayload The longest message taken, in bytes; a longer one closes with code 1009.
 * @param pickProtocol Chooses among the offered subprotocols; `false` names none.
 */
export function createUpgrader(
  maxPayload: number,
  pickProtocol: (offered: Set<string>) => string | false,
): WebsocketUpgrader {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload,
    maxFragments: MAX_PARTS,
    maxBufferedChunks: MAX_PARTS,
    maxPendingAutoPongs: MAX_UNSENT_PONGS,
    perMessageDeflate: false,
    allowSynchronousEvents: false,
    handleProtocols: pickProtocol,
  });
}
