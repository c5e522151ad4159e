import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type { Call, CloseReason } from "../../../src/core/boundary/messages.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  ProtocolConnection,
} from "../../../src/portals/session/connection.ts";

/** What a connection reported. */
export type Report =
  | { readonly kind: "settled" }
  | { readonly kind: "flags"; readonly flags: ProtocolFlags }
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "calls"; readonly calls: readonly Call[] }
  | { readonly kind: "alive" }
  | { readonly kind: "closed"; readonly reason: CloseReason };

/** One session of the sink: its connection, and what was reported of it, in order. */
export class FakeSession {
  readonly #reports: Report[] = [];
  #wake: () => void = () => {};

  constructor(readonly connection: ProtocolConnection, readonly flags: ProtocolFlags) {}

  /** Returns the next report, when it comes. */
  async next(): Promise<Report> {
    for (;;) {
      const report = this.#reports.shift();
      if (report !== undefined) return report;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Returns the next report of one kind, and drops those before it. */
  async nextOf<Kind extends Report["kind"]>(kind: Kind): Promise<Extract<Report, { kind: Kind }>> {
    for (;;) {
      const report = await this.next();
      if (isKind(report, kind)) return report;
    }
  }

  /** Returns the reports that came and were not taken yet. */
  waiting(): readonly Report[] {
    return this.#reports;
  }

  /** What the protocol reports to. */
  events(): ConnectionEvents {
    const add = (report: Report) => {
      this.#reports.push(report);
      this.#wake();
    };
    return {
      settled: () => add({ kind: "settled" }),
      flags: (flags) => add({ kind: "flags", flags }),
      line: (line) => add({ kind: "line", line }),
      calls: (calls) => add({ kind: "calls", calls }),
      alive: () => add({ kind: "alive" }),
      closed: (reason) => add({ kind: "closed", reason }),
    };
  }
}

/** Takes every connection, or refuses all of them. */
export class FakeSink implements ConnectionSink {
  readonly #sessions: FakeSession[] = [];
  #wake: () => void = () => {};
  refusal: CloseReason | null = null;

  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ): ReturnType<ConnectionSink["connect"]> {
    if (this.refusal !== null) return { kind: "refused", reason: this.refusal };
    const session = new FakeSession(connection, flags);
    this.#sessions.push(session);
    this.#wake();
    return { kind: "accepted", sessid: this.#sessions.length, events: session.events() };
  }

  /** Returns the session of the next connection, when it comes. */
  async session(): Promise<FakeSession> {
    for (;;) {
      const session = this.#sessions.shift();
      if (session !== undefined) return session;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}

function isKind<Kind extends Report["kind"]>(
  report: Report,
  kind: Kind,
): report is Extract<Report, { kind: Kind }> {
  return report.kind === kind;
}
