import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call, CloseReason } from "../../core/boundary/messages.ts";
import type {
  ConnectionEvents,
  ConnectionSink,
  ProtocolConnection,
} from "../session/connection.ts";

/** What a connection reported. */
export type Report =
  | { readonly kind: "settled" }
  | { readonly kind: "flags"; readonly flags: ProtocolFlags }
  | { readonly kind: "line"; readonly line: string }
  | { readonly kind: "calls"; readonly calls: readonly Call[] }
  | { readonly kind: "alive" }
  | { readonly kind: "closed"; readonly reason: CloseReason };

/**
 * One session of a {@linkcode RecordingSink}: its connection, and what was reported of it, in order.
 *
 * @example What a connection typed
 * ```ts
 * import { RecordingSink } from "@vestibule/core/portal/conformance";
 * import type { ProtocolConnection } from "@vestibule/core/portal";
 * import assert from "node:assert/strict";
 *
 * const connection: ProtocolConnection = {
 *   protocolKey: "quiet",
 *   address: "127.0.0.1",
 *   deliver() {},
 *   changeFlags() {},
 *   setInputMode() {},
 *   disconnect() {},
 * };
 * const sink = new RecordingSink();
 * const outcome = sink.connect(connection, {});
 * if (outcome.kind === "accepted") outcome.events.line("look");
 *
 * const session = await sink.session();
 * assert.equal((await session.nextOf("line")).line, "look");
 * ```
 */
export class RecordedSession {
  /** The protocol's side of it. */
  readonly connection: ProtocolConnection;
  /** What was known of the client when it came. */
  readonly flags: ProtocolFlags;
  readonly #reports: Report[] = [];
  #wake: () => void = () => {};

  /**
   * Creates a session of which nothing was reported yet.
   *
   * @param connection The protocol's side of it.
   * @param flags What is known of the client.
   */
  constructor(connection: ProtocolConnection, flags: ProtocolFlags) {
    this.connection = connection;
    this.flags = flags;
  }

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

  /** Returns what the protocol reports to. */
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

/**
 * Takes the connections of a portal under test, or refuses all of them, and records what they
 * report: what stands in a test where the server is otherwise.
 *
 * @example A sink that refuses everybody
 * ```ts
 * import { RecordingSink } from "@vestibule/core/portal/conformance";
 * import assert from "node:assert/strict";
 *
 * const sink = new RecordingSink();
 * sink.refusal = "banned";
 *
 * assert.equal(sink.refusal, "banned");
 * ```
 */
export class RecordingSink implements ConnectionSink {
  readonly #sessions: RecordedSession[] = [];
  #count = 0;
  #wake: () => void = () => {};
  /** Why every connection is refused; `null` while they are taken. */
  refusal: CloseReason | null = null;

  /** Makes a session for a connection, or refuses it. */
  connect(
    connection: ProtocolConnection,
    flags: ProtocolFlags,
  ): ReturnType<ConnectionSink["connect"]> {
    if (this.refusal !== null) return { kind: "refused", reason: this.refusal };
    const session = new RecordedSession(connection, flags);
    this.#sessions.push(session);
    this.#wake();
    return { kind: "accepted", sessid: ++this.#count, events: session.events() };
  }

  /** Returns the session of the next connection, when it comes. */
  async session(): Promise<RecordedSession> {
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
