import type { ProtocolFlags } from "../../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../../core/boundary/messages.ts";
import type { Clock } from "../../../core/clock.ts";
import type { SharedRender } from "../../render/shared_render.ts";
import type { InputMode } from "../../session/connection.ts";
import type { GmcpLimits } from "../../telnet/options/gmcp.ts";
import type { ClientFrame, FrameLimits } from "../read_frame.ts";

/** One message of a websocket: a string is a text message, bytes are a binary one. */
export type Message = string | Uint8Array;

/** What a client may use up, whatever dialect it speaks. */
export interface DialectLimits extends FrameLimits {
  /** What out-of-band messages may use up. */
  readonly gmcp: GmcpLimits;
}

/** What a dialect may do to its connection. */
export interface DialectHost {
  readonly clock: Clock;
  readonly limits: DialectLimits;
  /** Returns what is known of the client now. */
  readonly flags: () => ProtocolFlags;
  /** Sends one message. */
  readonly send: (message: Message) => void;
  /** Takes what the client said. */
  readonly take: (frame: ClientFrame) => void;
  /** Notes that a call could not be written, by the call's name. */
  readonly unsent: (name: string) => void;
}

/** How one client and its connection speak. It has no socket and never throws. */
export interface Dialect {
  /** Reads one whole message; its fragments were joined before. */
  read(message: Uint8Array, isBinary: boolean): void;
  /** Writes outputfunc calls, in order. */
  deliver(calls: readonly Call[], shared: SharedRender): void;
  /** Hides or shows what is typed next, where the dialect has a word for it. */
  setInputMode(mode: InputMode): void;
  /** Writes the last that is said before the connection is closed. */
  sayGoodbye(reason: CloseReason, text: string | null): void;
}

/** A dialect that clients may ask for. */
export interface DialectKind {
  /** The subprotocol's name, as it is offered and echoed. */
  readonly name: string;
  /** What is known of whoever asks for it. */
  readonly flags: ProtocolFlags;
  /** Makes the dialect of one connection. */
  readonly create: (host: DialectHost) => Dialect;
}
