import type { FlagSource } from "../../core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type { SharedRender } from "../render/shared_render.ts";
import type { LineFault } from "./line_fault.ts";
import type { XraySight } from "../xray/exchange.ts";

/** How lines typed next are treated: shown, or hidden and masked in every log. */
export type InputMode = "normal" | "secret";

/**
 * What a protocol gives for each of its clients; the one thing a new portal has to write.
 *
 * The PortalSession calls it. It never throws: a client that cannot be written to is closed.
 */
export interface ProtocolConnection {
  /** The protocol key, such as `telnet` or `websocket`. */
  readonly protocolKey: string;
  /** The client's address, without the port. */
  readonly address: string;
  /** The id of the account that the client proved to be before it came (behaviour 1.1.7). */
  readonly uid?: number | undefined;

  /**
   * Sends outputfunc calls to the client.
   *
   * `text` (a string of markup, line ends added when missing) and `prompt` (markup; no line end;
   * kwarg `secret: true` asks for a hidden line) are known to every protocol; other names are
   * out-of-band messages, dropped where the client cannot take them.
   *
   * @param calls What to send, in order.
   * @param shared Renderings of this output that sessions with the same flags share.
   */
  deliver(calls: readonly Call[], shared: SharedRender): void;

  /**
   * Takes what holds of the client otherwise than it was reported last, such as "no colours": the
   * game changed it, or the user's choice holds against what the client told.
   */
  changeFlags(flags: ProtocolFlags): void;

  /** Hides what the user types next, or shows it again. Called on changes only. */
  setInputMode(mode: InputMode): void;

  /**
   * Is told the account that the client has logged in to, at each login; `null` when it is back at
   * the login screen.
   */
  changeAccount?(account: ConnectionAccount | null): void;

  /**
   * Shows what the client and the protocol say to each other, until the returned value is disposed
   * of; a protocol without this method has no X-ray. No secret may be in what is shown.
   */
  xray?(sight: XraySight): Disposable;

  /**
   * Breaks or disturbs the client's line on purpose, for whoever looks at what holds; a protocol
   * without this method cannot be disturbed.
   *
   * @returns Why that cannot be done, as a sentence; `null` when it was done.
   */
  disturb?(fault: LineFault): string | null;

  /** Ends the connection, after what was delivered before has been sent. */
  disconnect(reason: CloseReason, text: string | null): void;
}

/**
 * The account of a connection.
 *
 * @example What a connection makes of it
 * ```ts
 * import type { ConnectionAccount } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * const titles: string[] = [];
 * const changeAccount = (account: ConnectionAccount | null) =>
 *   void titles.push(account === null ? "The game" : `The game: ${account.uname}`);
 * changeAccount({ uid: 1, uname: "Anna" });
 * changeAccount(null);
 *
 * assert.deepEqual(titles, ["The game: Anna", "The game"]);
 * ```
 */
export interface ConnectionAccount {
  /** The account's number. */
  readonly uid: number;
  /** The account's name, as it was first written. */
  readonly uname: string;
}

/** What a protocol tells its PortalSession. */
export interface ConnectionEvents {
  /** The client's abilities are known as well as they will be soon; input flows from now on. */
  settled(): void;

  /**
   * The client told something about itself, at any time.
   *
   * @param changed What it told.
   * @param source How it was told; `client` unless given: the client said so itself.
   */
  flags(changed: ProtocolFlags, source?: FlagSource): void;

  /** The client typed one line, without its line end. */
  line(text: string): void;

  /** The client sent calls that are not typed lines (out-of-band). */
  calls(calls: readonly Call[]): void;

  /** The client sent something that only shows it is there (behaviour 8.1.1, keep-alive). */
  alive(): void;

  /** The client is gone. Said once, whoever ended it. */
  closed(reason: CloseReason): void;
}

/** Takes new connections; implemented by the PortalSessionRegistry. */
export interface ConnectionSink {
  /**
   * Makes a session for a new connection.
   *
   * @param connection The protocol's side of it.
   * @param flags What is known of the client already.
   * @returns Where the protocol reports, or the reason why the connection is refused, which the
   * protocol tells the client before it closes.
   */
  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ):
    | { readonly kind: "accepted"; readonly sessid: number; readonly events: ConnectionEvents }
    | { readonly kind: "refused"; readonly reason: CloseReason };
}

/** A portal: listens for one protocol. */
export interface Portal {
  /** The protocol key of the sessions that it makes. */
  readonly protocolKey: string;
  /** The port it listens on. */
  readonly port: number;
  /**
   * Stops listening, and lets the connections that are open stay so; a portal without this method
   * listens until it is closed.
   */
  stopListening?(): void;
  /** Stops listening and ends what connections are left. */
  close(): Promise<void>;
}
