import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Clock } from "../../core/clock.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { OpenPorts } from "../../core/settings/ports.ts";
import type { Encodings } from "../encodings/encodings.ts";
import type { TrustedProxies } from "../proxy/trusted_proxies.ts";
import type { GmcpLimits } from "./options/gmcp.ts";
import type { CompressedSessions } from "./options/mccp2.ts";
import type { MsspFacts } from "./options/mssp.ts";
import type { MsdpParts } from "./options/msdp.ts";
import type { TextRenderer } from "./shown_text.ts";
import type { CharacterModePolicy } from "./typing_mode.ts";

/** What a telnet peer may use up. */
export interface TelnetLimits {
  /** The longest typed line, in UTF-16 code units; a longer one is dropped whole. */
  readonly lineCharacters: number;
  /** Lines that a user can go back to whose lines are edited here. */
  readonly historyLines: number;
  /** How many bytes may wait to be sent; beyond that the connection ends as `slow_consumer`. */
  readonly outboundBytes: number;
  /** What out-of-band messages may use up. */
  readonly gmcp: GmcpLimits;
}

/** What all telnet connections of a portal share. */
export interface TelnetSettings {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: TelnetLimits;
  readonly renderer: TextRenderer;
  /** How long the login screen waits for the client's abilities, in milliseconds; 0 = not at all. */
  readonly settleMs: number;
  /**
   * How long a client is left to speak before telnet is offered to it, in milliseconds; 50 unless
   * given. A browser speaks first, and reads only an answer that nothing stands before.
   */
  readonly offerMs?: number;
  /** After how many milliseconds without output a NOP is sent; 0 = never. */
  readonly keepAliveMs: number;
  /** Returns the ports that clients which speak something else are sent to. */
  readonly ports: () => OpenPorts;
  /** What MSDP works with; it is not offered unless given. */
  readonly msdp?: MsdpParts | undefined;
  /** Who gets character mode; nobody unless given. */
  readonly characterMode?: CharacterModePolicy | undefined;
  /** What is known of text encodings; UTF-8 and Latin-1 are offered unless given. */
  readonly encodings?: Encodings | undefined;
  /** Whether links are offered by MXP; not unless given. */
  readonly mxp?: boolean | undefined;
  /** The proxies that tell who their clients are; none unless given. */
  readonly proxies?: TrustedProxies;
  /** What is known of every client of this portal; nothing unless given. */
  readonly flags?: ProtocolFlags;
  /** Tells the lists of games about this one; not offered unless given. */
  readonly mssp?: (() => MsspFacts) | undefined;
  /** The protocol key of the sessions; `telnet` unless given. */
  readonly protocolKey?: string;
  /** Counts the clients whose output is compressed; nothing is compressed unless given. */
  readonly compressed?: CompressedSessions | undefined;
}
