import type {
  Call,
  CloseReason,
  PortalMessage,
  SessionSync,
  StartMode,
} from "../../../src/core/boundary/messages.ts";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../src/core/trace/trace.ts";
import type { ConnectionEvents } from "../../../src/portals/session/connection.ts";
import {
  PortalSessionRegistry,
  type RegistryOptions,
} from "../../../src/portals/session/portal_session_registry.ts";
import { RecordedConnection } from "./recorded_connection.ts";

/** Limits that nothing in a test reaches by accident. */
const NO_LIMITS: RegistryOptions["limits"] = {
  maxLineLength: 0,
  commandRate: 0,
  commandBurst: 1,
  oobRate: 0,
  loginTimeout: 0,
  connectionRatePerAddress: 0,
  connectionBurstPerAddress: 1,
  connectionRate: 0,
  maxSessionsPerAddress: 0,
  maxSessionsBeforeLogin: 0,
};

/** A client of the lab: both ends of its connection, and its number. */
export interface LabClient {
  readonly connection: RecordedConnection;
  readonly events: ConnectionEvents;
  readonly sessid: number;
}

/** A registry, a clock that the test moves, and a Server that only listens. */
export class PortalLab {
  readonly clock = new ManualClock(1000);
  readonly traced: TraceEvent[] = [];
  readonly trace = new Trace(() => this.clock.now());
  readonly registry: PortalSessionRegistry;
  /** What the Server was told, in order. */
  readonly sent: PortalMessage[] = [];

  constructor(
    limits: Partial<RegistryOptions["limits"]> = {},
    portal?: number,
    realms?: NonNullable<RegistryOptions["realms"]>,
  ) {
    this.trace.read((event) => this.traced.push(event));
    this.registry = new PortalSessionRegistry({
      clock: this.clock,
      trace: this.trace,
      limits: { ...NO_LIMITS, ...limits },
      ...(portal === undefined ? {} : { portal }),
      ...(realms === undefined ? {} : { realms }),
    });
  }

  /** Lets a Server take over, up to where it is ready. */
  serve(mode: StartMode | "join" = "cold"): this {
    this.beginServe(mode);
    this.registry.release();
    return this;
  }

  /** Lets a Server take over, up to where it has been told of the sessions. */
  beginServe(mode: StartMode | "join" = "cold"): void {
    this.registry.resync(mode, (message) => this.sent.push(message));
  }

  /** Connects a client, or returns why it is refused. */
  tryConnect(address?: string, flags: ProtocolFlags = {}): LabClient | CloseReason {
    const connection = new RecordedConnection(address);
    const outcome = this.registry.connect(connection, flags);
    if (outcome.kind === "refused") return outcome.reason;
    return { connection, events: outcome.events, sessid: outcome.sessid };
  }

  /** Connects a client that is admitted. */
  connect(flags: ProtocolFlags = {}): LabClient {
    const client = this.tryConnect(undefined, flags);
    if (typeof client === "string") throw new Error(`Cannot connect: refused with "${client}"`);
    return client;
  }

  /** Connects a client whose input flows. */
  settled(flags: ProtocolFlags = {}): LabClient {
    const client = this.connect(flags);
    client.events.settled();
    return client;
  }

  /** Connects a client and logs it in, as the Server would. */
  loggedIn(): LabClient {
    const client = this.settled();
    this.change(client, { state: "loggedin", uid: 7, uname: "anna" });
    return client;
  }

  /** Changes sync fields of a session, as the Server would. */
  change({ sessid }: LabClient, fields: Partial<SessionSync>): void {
    this.registry.receive({ kind: "sync", sessid, fields });
  }

  /** Shows calls to a session, as the Server would. */
  show({ sessid }: LabClient, ...calls: readonly Call[]): void {
    this.registry.receive({ kind: "output", sessids: [sessid], calls });
  }

  /** Returns what the Server was told since the last look. */
  news(): readonly PortalMessage[] {
    return this.sent.splice(0);
  }

  /** Returns the lines that the Server was told since the last look, each with its session. */
  lines(): readonly (readonly [sessid: number, line: unknown])[] {
    return this.news().flatMap((message) =>
      message.kind === "input"
        ? message.calls.map(([, args]) => [message.sessid, args[0]] as const)
        : []
    );
  }
}

/** What the Server is told of a typed line. */
export function typed(sessid: number, line: string, secret = false): PortalMessage {
  return { kind: "input", sessid, calls: [["text", [line], {}]], secret };
}
