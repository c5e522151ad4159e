import type { Measures } from "../../core/boundary/measures_question.ts";
import type { Asks } from "../../core/boundary/questions.ts";
import type { Clock } from "../../core/clock.ts";
import type { OpenPorts } from "../../core/settings/ports.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { RunningServer } from "../running_server.ts";
import type { PortalSessionRegistry } from "../session/portal_session_registry.ts";
import type { SupervisorState } from "../supervisor_state.ts";
import { allMetrics } from "./all_metrics.ts";
import { metricsText } from "./metrics_text.ts";
import { PortalCounts } from "./portal_counts.ts";
import { ServerTotals } from "./server_totals.ts";
import type { Status } from "./status.ts";
import { WallMeasures } from "./wall_measures.ts";

/** What is looked at for operators. */
export interface OperatorsOptions {
  readonly serverName: string;
  readonly version: string;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly sessions: Pick<PortalSessionRegistry, "syncs" | "uids">;
  readonly questions: Asks;
  readonly state: () => SupervisorState;
}

/** How long the Server may take to tell how it fares, in milliseconds; then the rest is told. */
const LONGEST_WAIT_MS = 2_000;

/** Tells operators how the house fares, and everybody whether it is open. */
export class Operators implements Disposable {
  readonly #options: OperatorsOptions;
  readonly #startedAt: number;
  readonly #counts: PortalCounts;
  readonly #totals = new ServerTotals();
  readonly #wall = new WallMeasures((measures) => this.#totals.take(measures));

  /**
   * Creates what counts from now on.
   *
   * @param options What is looked at.
   */
  constructor(options: OperatorsOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#counts = new PortalCounts(options.trace);
  }

  /** Returns the same Server, whose wall is measured from now on. */
  watch(server: RunningServer): RunningServer {
    return this.#wall.watch(server);
  }

  /** Returns all metrics in Prometheus' text format; the Server's own as it told them last. */
  async metrics(): Promise<string> {
    const { version, sessions, state } = this.#options;
    const measures = await this.#ask();
    if (measures !== undefined) this.#totals.take(measures);
    return metricsText(allMetrics({
      ...{ version, measures, state: state(), startedAt: this.#startedAt, counts: this.#counts },
      ...{ wall: this.#wall, totals: this.#totals.totals },
      ...{ sessions: sessions.syncs, players: sessions.uids.length },
    }));
  }

  /** Says what everybody may know. */
  status(ports: OpenPorts): Status {
    const { serverName, sessions, state, clock } = this.#options;
    return {
      name: serverName,
      isOpen: state().ready,
      players: sessions.uids.length,
      startedAt: this.#startedAt,
      uptime: Math.floor((clock.now() - this.#startedAt) / 1000),
      ports,
    };
  }

  [Symbol.dispose](): void {
    this.#counts[Symbol.dispose]();
  }

  async #ask(): Promise<Measures | undefined> {
    const { questions, clock, state } = this.#options;
    // A question to a Server that is away would wait for the next one.
    if (!state().ready) return undefined;
    const deadline = clock.now() + LONGEST_WAIT_MS;
    const answer = await questions.ask("measures", {}, { deadline });
    return answer.kind === "answered" ? answer.value : undefined;
  }
}
