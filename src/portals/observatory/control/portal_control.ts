import type { PortalMessage } from "../../../core/boundary/messages.ts";
import type { ForeseeQuestion } from "../../../core/boundary/inspect_question.ts";
import type { Asks } from "../../../core/boundary/questions.ts";
import type { Clock } from "../../../core/clock.ts";
import type { Trace } from "../../../core/trace/trace.ts";
import { shownData } from "../../secrets/shown_data.ts";
import type { LineFault } from "../../session/line_fault.ts";
import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import type { ServerControl } from "../../server_control.ts";
import type { Actor, ActOutcome, HouseControl, InspectOutcome } from "../house_control.ts";
import type { ForeseenHooks } from "./held_news.ts";
import { nextServer } from "./next_server.ts";
import { type Snapshot, snapshots } from "./snapshots.ts";

/** How long the Server may take to answer, in milliseconds. */
const ANSWER_MS = 3_000;
/** How long it may take to write down who acts, in milliseconds: a Server that hangs must not. */
const RECORD_MS = 1_000;
/** How long is waited for a Server in place of one that was ended, in milliseconds. */
const RESTART_MS = 30_000;
/** The longest delay, in milliseconds: more looks like a line that is dead. */
const MOST_DELAY_MS = 10_000;

const NOBODY_LOOKS = "Nobody looks at this house, so that nobody would let go again: open the " +
  "observatory first.";
const NOTHING_WAITS = "Nothing waits.";
const NO_SERVER = "No Server is running that could be ended.";

/** What a {@linkcode PortalControl} works on. */
export interface PortalControlOptions {
  readonly sessions: PortalSessionRegistry;
  readonly supervisor: Pick<ServerControl, "reload" | "crash">;
  readonly questions: Asks;
  readonly clock: Clock;
  readonly trace: Trace;
}

/**
 * Does to a house what somebody asks for in the observatory. When the last who looked has left, all
 * that was held is let go and every line is whole again.
 */
export class PortalControl implements HouseControl, Disposable {
  readonly #options: PortalControlOptions;
  readonly #watching: Disposable;
  readonly #disturbed = new Set<number>();

  /**
   * Creates the control of a house.
   *
   * @param options The house's parts.
   */
  constructor(options: PortalControlOptions) {
    this.#options = options;
    options.sessions.wall.foreseeBy((message) => this.#foresee(message));
    this.#watching = options.trace.onWatch((isWatched) => {
      if (!isWatched) this.#letGo();
    });
  }

  /** Lets all go, and hears no more of who looks. */
  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
    this.#letGo();
  }

  hold(sessid: number | null): ActOutcome {
    const { sessions, trace } = this.#options;
    if (!trace.isWatched) return refused(NOBODY_LOOKS);
    if (sessid !== null && sessions.find(sessid) === undefined) return refused(isGone(sessid));
    sessions.wall.hold(sessid);
    return { ok: true };
  }

  step(sessid: number | null): ActOutcome {
    return this.#options.sessions.wall.step(sessid) ? { ok: true } : refused(NOTHING_WAITS);
  }

  release(sessid: number | null): ActOutcome {
    this.#options.sessions.wall.release(sessid);
    return { ok: true };
  }

  reload(): Promise<ActOutcome> {
    return this.#reload("reload");
  }

  reset(): Promise<ActOutcome> {
    return this.#reload("reset");
  }

  crash(): Promise<ActOutcome> {
    const { supervisor, trace, clock } = this.#options;
    return this.#compare(async () => {
      const next = nextServer(trace, clock, RESTART_MS);
      if (!supervisor.crash("it was ended on purpose, from the observatory")) {
        next.giveUp();
        return refused(NO_SERVER);
      }
      trace.emit("fault:crash", { level: "warn" });
      const problem = await next.ready;
      return problem === undefined ? { ok: true } : refused(problem);
    });
  }

  drop(sessid: number): Promise<ActOutcome> {
    return this.#compare(() => this.#disturb(sessid, { kind: "drop" }));
  }

  delay(sessid: number, ms: number): ActOutcome {
    if (!(ms >= 0 && ms <= MOST_DELAY_MS)) {
      return refused(`A line can be delayed by 0 to ${MOST_DELAY_MS} milliseconds.`);
    }
    return this.#disturb(sessid, { kind: "delay", ms });
  }

  split(sessid: number, { on }: { readonly on: boolean }): ActOutcome {
    return this.#disturb(sessid, { kind: "split", on });
  }

  async record({ uid, address }: Actor, detail: string): Promise<void> {
    const { questions, clock } = this.#options;
    const deadline = clock.now() + RECORD_MS;
    await questions.ask("record", { uid, address, detail }, { deadline });
  }

  async inspect(
    { sessid, line }: { readonly sessid: number; readonly line?: string },
  ): Promise<InspectOutcome> {
    const { questions, clock } = this.#options;
    const asked = { sessid, line: line ?? null };
    const answer = await questions.ask("inspect", asked, { deadline: clock.now() + ANSWER_MS });
    if (answer.kind !== "answered") return refused("The Server does not answer just now.");
    if (answer.value.kind === "gone") return refused(isGone(sessid));
    const { session, line: explained } = answer.value;
    const shown = { ok: true, session: shownData(session) } as const;
    return explained === null ? shown : { ...shown, line: shownData(explained) };
  }

  #reload(mode: "reload" | "reset"): Promise<ActOutcome> {
    return this.#compare(async () => {
      const outcome = await this.#options.supervisor.reload(mode);
      if (outcome.kind === "refused") return refused(outcome.reason);
      return { ok: true, heldMs: outcome.heldMs };
    });
  }

  /** Tells how the sessions were before something was done to them, and how they are after it. */
  async #compare(act: () => ActOutcome | Promise<ActOutcome>): Promise<ActOutcome> {
    const before = await this.#snapshots();
    const outcome = await act();
    return outcome.ok ? { ...outcome, before, after: await this.#snapshots() } : outcome;
  }

  #snapshots(): Promise<readonly Snapshot[]> {
    const { sessions, questions, clock } = this.#options;
    return snapshots(sessions.syncs, { questions, deadline: clock.now() + ANSWER_MS });
  }

  #disturb(sessid: number, fault: LineFault): ActOutcome {
    const { sessions, trace } = this.#options;
    const session = sessions.find(sessid);
    if (session === undefined) return refused(isGone(sessid));
    if (lasts(fault) && !trace.isWatched) return refused(NOBODY_LOOKS);
    const refusal = session.disturb(fault);
    if (refusal !== null) return refused(refusal);
    if (lasts(fault)) this.#disturbed.add(sessid);
    const { kind, ...data } = fault;
    trace.emit(`fault:${kind}`, { sessid, data });
    return { ok: true };
  }

  #letGo(): void {
    const { sessions } = this.#options;
    sessions.wall.release(null);
    for (const sessid of this.#disturbed) {
      sessions.find(sessid)?.disturb({ kind: "delay", ms: 0 });
      sessions.find(sessid)?.disturb({ kind: "split", on: false });
    }
    this.#disturbed.clear();
  }

  async #foresee(message: PortalMessage): Promise<ForeseenHooks | undefined> {
    const asked = questionOf(message);
    if (asked === undefined) return undefined;
    const { questions, clock } = this.#options;
    const answer = await questions.ask("foresee", asked, { deadline: clock.now() + ANSWER_MS });
    return answer.kind === "answered" ? answer.value : undefined;
  }
}

function questionOf(message: PortalMessage): ForeseeQuestion | undefined {
  switch (message.kind) {
    case "connect": {
      const { sessid, uid } = message.sync;
      return { kind: "connect", sessid, uid };
    }
    case "flags":
      return { kind: "flags", sessid: message.sessid, settled: message.settled };
    case "disconnect":
      return { kind: "disconnect", sessid: message.sessid };
    case "input": {
      const { sessid, secret, calls } = message;
      const line = calls.find(([name]) => name === "text")?.[1][0];
      return typeof line === "string" ? { kind: "line", sessid, line, secret } : undefined;
    }
    default:
      return undefined;
  }
}

/** Tells whether a fault goes on until somebody ends it. */
function lasts(fault: LineFault): boolean {
  return fault.kind === "delay" ? fault.ms > 0 : fault.kind === "split" && fault.on;
}

function isGone(sessid: number): string {
  return `Session ${sessid} is gone.`;
}

function refused(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why };
}
