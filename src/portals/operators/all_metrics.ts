import { LIFECYCLE, type SessionState } from "../../core/boundary/lifecycle.ts";
import type { Measures } from "../../core/boundary/measures_question.ts";
import type { SessionSync } from "../../core/boundary/messages.ts";
import type { SupervisorState } from "../supervisor_state.ts";
import { counter, gauge, histogram, type Labelled, type Metric } from "./metric.ts";
import type { PortalCounts } from "./portal_counts.ts";
import type { Totals } from "./server_totals.ts";
import type { WallMeasures } from "./wall_measures.ts";

/** What the metrics are made of. */
export interface MetricSources {
  readonly version: string;
  /** When the process started: milliseconds since 1970. */
  readonly startedAt: number;
  readonly state: SupervisorState;
  readonly sessions: readonly SessionSync[];
  readonly players: number;
  readonly counts: PortalCounts;
  readonly wall: Pick<WallMeasures, "roundTrips" | "waiting">;
  readonly totals: Totals;
  /** What the Server told just now; absent when it did not answer. */
  readonly measures: Measures | undefined;
}

/** Returns every metric there is. */
export function allMetrics(sources: MetricSources): readonly Metric[] {
  return [
    ...processMetrics(sources),
    ...sessionMetrics(sources),
    ...serverMetrics(sources),
    ...wallMetrics(sources),
    ...gameMetrics(sources),
  ];
}

function processMetrics({ version, startedAt }: MetricSources): readonly Metric[] {
  return [
    gauge(["vestibule_build_info", "1, with the version that runs."], [[{ version }, 1]]),
    gauge(
      ["process_start_time_seconds", "When the process started, in seconds since 1970."],
      startedAt / 1000,
    ),
    gauge(
      ["process_resident_memory_bytes", "Memory of the process, all its isolates included."],
      Deno.memoryUsage().rss,
    ),
  ];
}

function sessionMetrics({ sessions, players, counts }: MetricSources): readonly Metric[] {
  return [
    gauge(
      ["vestibule_sessions", "Sessions, by their state and how they came in."],
      sessionsBy(sessions, counts),
    ),
    gauge(["vestibule_players", "Accounts that are logged in."], players),
    counter(
      ["vestibule_connections_total", "Connections that became a session."],
      counts.connections.values,
    ),
    counter(
      ["vestibule_connections_refused_total", "Connections that were turned away, and why."],
      counts.refusals.values,
    ),
    counter(
      ["vestibule_handshakes_refused_total", "Clients that were turned away before that."],
      counts.earlyRefusals.values,
    ),
    counter(
      ["vestibule_disconnections_total", "Sessions that ended, and why."],
      counts.disconnections.values,
    ),
    counter(
      ["vestibule_input_rejected_total", "Lines and messages of clients that nobody read."],
      counts.rejected.values,
    ),
  ];
}

/** States of the table that a session can be seen in: one that is closed is gone. */
const STATES = Object.keys(LIFECYCLE).filter((state) => state !== "closed") as SessionState[]; // its keys

function sessionsBy(sessions: readonly SessionSync[], { connections }: PortalCounts): Labelled {
  const protocols = connections.values.map(([{ protocol = "" }]) => protocol);
  return protocols.flatMap((protocol) =>
    STATES.map((state) => {
      const found = sessions.filter((sync) =>
        sync.protocolKey === protocol && sync.state === state
      );
      return [{ protocol, state }, found.length] as const;
    })
  );
}

function serverMetrics({ state, counts, measures }: MetricSources): readonly Metric[] {
  return [
    gauge(["vestibule_server_up", "1 while the world can be entered."], Number(state.ready)),
    gauge(
      ["vestibule_server_answered", "1 when the Server told how it fares, 0 when it did not."],
      Number(measures !== undefined),
    ),
    gauge(
      ["vestibule_server_ready_time_seconds", "When the Server took over, in seconds since 1970."],
      counts.readyAt / 1000,
    ),
    counter(
      ["vestibule_server_starts_total", "Servers that took over, and how they came to."],
      counts.starts.values,
    ),
    counter(
      ["vestibule_server_refused_total", "Servers whose code did not load: the old one went on."],
      counts.refused,
    ),
    counter(["vestibule_server_lost_total", "Servers that died or fell silent."], counts.lost),
    gauge(
      ["vestibule_server_zombies", "Hung Servers that cannot be ended; each may keep a core busy."],
      state.zombies,
    ),
  ];
}

function wallMetrics({ wall, measures }: MetricSources): readonly Metric[] {
  return [
    histogram(
      ["vestibule_wall_round_trip_seconds", "How long a heartbeat took to the Server and back."],
      wall.roundTrips.counts,
    ),
    gauge([
      "vestibule_wall_queue_messages",
      "Messages that wait to cross between Portal and Server.",
    ], [
      [{ to: "server" }, wall.waiting],
      [{ to: "portal" }, measures?.messagesWaiting ?? 0],
    ]),
  ];
}

function gameMetrics({ totals, measures }: MetricSources): readonly Metric[] {
  const { counters } = totals;
  return [
    histogram(
      ["vestibule_command_duration_seconds", "How long typed lines ran, until they waited."],
      totals.commands,
    ),
    counter(["vestibule_command_failures_total", "Commands that did not end well."], [
      [{ why: "error" }, counters.commandsFailed],
      [{ why: "too_long" }, counters.commandsEndless],
    ]),
    counter(
      ["vestibule_plugin_failures_total", "Calls into plugins that failed."],
      counters.pluginsFailed,
    ),
    gauge(
      ["vestibule_lines_waiting", "Lines that clients sent and that wait to be run."],
      measures?.linesWaiting ?? 0,
    ),
    counter(["vestibule_logins_total", "Sessions that came to have an account."], counters.logins),
    counter(["vestibule_logins_refused_total", "Logins that were refused, and why."], [
      [{ why: "wrong" }, counters.loginsWrong],
      [{ why: "banned" }, counters.loginsBanned],
      [{ why: "throttled" }, counters.loginsThrottled],
      [{ why: "guests_full" }, counters.guestsFull],
    ]),
    counter(
      ["vestibule_accounts_created_total", "Accounts that were made."],
      counters.accountsCreated,
    ),
    counter(
      ["vestibule_accounts_throttled_total", "New accounts that came too often."],
      counters.creationsThrottled,
    ),
    histogram(
      ["vestibule_store_commit_duration_seconds", "How long changes took to be durable."],
      totals.commits,
    ),
    counter(
      ["vestibule_store_commit_failures_total", "Changes that the Store could not keep."],
      counters.commitsFailed,
    ),
    gauge(
      ["vestibule_store_turns_waiting", "Turns whose output waits for the Store."],
      measures?.turnsWaiting ?? 0,
    ),
  ];
}
