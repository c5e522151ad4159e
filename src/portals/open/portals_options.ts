import type { OobNames } from "../../core/boundary/oob_names.ts";
import type { Asks } from "../../core/boundary/questions.ts";
import type { Clock } from "../../core/clock.ts";
import type { OpenPorts, PortSetting } from "../../core/settings/ports.ts";
import type { Settings } from "../../core/settings/settings.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { Operators } from "../operators/operators.ts";
import type { Observatory } from "../observatory/observatory.ts";
import type { CheckedPortal } from "../plugins/check_portals.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import type { CertificateKeeper } from "../tls/certificate_keeper.ts";
import type { AddressRates } from "../session/connection_gate.ts";
import type { BrowserNews } from "../session/browser_news.ts";
import type { Elsewhere, Onward } from "../session/elsewhere.ts";
import type { SupervisorState } from "../supervisor_state.ts";

/** What the portals are opened with. */
export interface PortalsOptions {
  readonly settings: Settings;
  readonly sink: ConnectionSink;
  readonly clock: Clock;
  readonly trace: Trace;
  /** The portal plugins that the settings ask for. */
  readonly plugins: readonly CheckedPortal[];
  /** Where relative paths of the settings start, as an absolute path. */
  readonly folder: string;
  /** Where keys are kept, as an absolute path. */
  readonly keysFolder: string;
  /** Whether the Server is up, and if not, why. */
  readonly state: () => SupervisorState;
  /** Asks the Server, which asks plugins. */
  readonly questions: Asks;
  /** What operators and everybody are told; nobody is unless given. */
  readonly operators?: Pick<Operators, "metrics" | "status">;
  /** Returns what the Server declared of out-of-band messages. */
  readonly oob: () => OobNames;
  /** How many accounts are logged in; nobody unless given. */
  readonly players?: () => number;
  /** Where what happens is looked at; nowhere unless given. */
  readonly observatory?: Observatory | undefined;
  /** The other Portals of the realm, if there may be any. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Tells them what becomes of browsers that are signed in. */
  readonly browserNews?: BrowserNews | undefined;
  /** Whether a ban keeps an address out. */
  readonly isBanned: (address: string) => boolean;
  /** Counts how often the other Portals are asked for sessions. */
  readonly seeks: AddressRates;
  /**
   * Says which port to try when this one is taken.
   *
   * @throws When the port was asked for explicitly, with what to do.
   */
  readonly onPortTaken: (setting: PortSetting, port: number) => Promise<number>;
}

/** What one of our own portals is opened with. */
export interface OpenOptions extends PortalsOptions {
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The certificate that connections are made secure with, where the settings ask for it. */
  readonly certificate: CertificateKeeper | undefined;
  /** Returns the ports that are listened on by now, so that a client can be told of them. */
  readonly ports: () => OpenPorts;
}

/** One of our own portals that listens. */
export interface OpenedPortal extends Portal {
  /** What whoever starts the server is told of it beside its port: a label, and what it names. */
  readonly notes?: readonly StartNote[];
  /** Sends its clients to another Portal of the realm, if it can. */
  readonly onward?: Onward;
}

/** A line of what the start prints: its label, and what it says. */
export type StartNote = readonly [label: string, text: string];

/**
 * Opens one of our own portals.
 *
 * @throws {Deno.errors.AddrInUse} When the port is taken.
 */
export type OpenPortal = (options: OpenOptions) => Promise<OpenedPortal>;
