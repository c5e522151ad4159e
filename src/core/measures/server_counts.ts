import type { Counted, Measures } from "../boundary/measures_question.ts";
import { Tally } from "../boundary/tally.ts";
import type { Boundary } from "../boundary/boundary.ts";
import type { SessionRegistry } from "../session/session_registry.ts";
import type { Turns } from "../turns.ts";
import type { Trace, TraceEvent } from "../trace/trace.ts";

/** What {@linkcode ServerCounts} are made with. */
export interface ServerCountsOptions {
  /** The Server's number. */
  readonly epoch: number;
  readonly boundary: Pick<Boundary<unknown, unknown>, "waiting">;
  /** The sessions, which are made later. */
  readonly sessions: () => Pick<SessionRegistry, "entries">;
  /** The turns, which are made later. */
  readonly turns: () => Pick<Turns, "waiting">;
}

/** What a Server counts of itself since it started, as long as it lives. */
export class ServerCounts {
  /** How long commands ran. */
  readonly commands: Tally = new Tally();
  /** How long changes took to be durable. */
  readonly commits: Tally = new Tally();
  readonly #options: ServerCountsOptions;
  readonly #counters = new Map<Counted, number>();
  #reading: Disposable | undefined;

  /**
   * Creates counts that are all 0.
   *
   * @param options What of the Server is looked at.
   */
  constructor(options: ServerCountsOptions) {
    this.#options = options;
  }

  /** Counts one more. */
  add(name: Counted): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + 1);
  }

  /** Counts what the trace tells, until {@linkcode stop}: one Server at a time counts. */
  read(trace: Trace): void {
    this.#reading = trace.read((event) => {
      const name = countedAs(event);
      if (name !== undefined) this.add(name);
    });
  }

  /** Reads the trace no more. */
  stop(): void {
    this.#reading?.[Symbol.dispose]();
  }

  /** Says what was counted so far, and what waits at this moment. */
  now(): Measures {
    const { epoch, boundary, sessions, turns } = this.#options;
    const inboxes = sessions().entries().map(({ core }) => core.inbox);
    return {
      epoch,
      counters: Object.fromEntries(this.#counters),
      commands: this.commands.counts,
      commits: this.commits.counts,
      linesWaiting: inboxes.reduce((sum, { count }) => sum + count, 0),
      turnsWaiting: turns().waiting,
      messagesWaiting: boundary.waiting,
    };
  }
}

function countedAs({ kind, data }: TraceEvent): Counted | undefined {
  switch (kind) {
    case "command:fail":
      return "commandsFailed";
    case "command:endless":
      return "commandsEndless";
    case "plugin:fail":
    case "plugin:endless":
      return "pluginsFailed";
    case "session:login":
      return "logins";
    case "account:fail":
      return "banned" in data ? "loginsBanned" : "guests" in data ? "guestsFull" : "loginsWrong";
    case "account:throttled":
      return data.what === "creation" ? "creationsThrottled" : "loginsThrottled";
    case "account:create":
      return "accountsCreated";
  }
}
