import type { Answered } from "./players.ts";
import { readThreads, type Taken, takenBetween, type ThreadClock } from "./thread_clock.ts";
import type { NatsCounts } from "./monitored_nats.ts";
import type { Part, Variant } from "./variant.ts";

/** Who takes processor time: the parts of the program, and who makes the load. */
export type Taker = Part | "load";

/** What a number of lines, or of seconds, has cost each. */
export interface Cost {
  /** Processor time of all processes of a kind together, in microseconds. */
  readonly cpu: Readonly<Partial<Record<Taker, number>>>;
  /** The same of the busiest thread among them: it is what ends first. */
  readonly thread: Readonly<Partial<Record<Taker, number>>>;
  /** What NATS was given to pass on; 0 where there is none. */
  readonly nats: NatsCounts;
}

/** What lines have cost, each, and how they were answered. */
export interface LineCost extends Cost {
  readonly answered: Answered;
}

/** A look at all that is counted. */
interface Look {
  readonly at: number;
  readonly clocks: readonly (readonly [Taker, ThreadClock])[];
  readonly nats: NatsCounts;
}

/** Measures what a variant takes. */
export class Meter {
  readonly #variant: Variant;
  readonly #loadPid: () => number;

  /**
   * Creates one.
   *
   * @param variant What is measured.
   * @param loadPid The process that makes the load.
   */
  constructor(variant: Variant, loadPid: () => number) {
    this.#variant = variant;
    this.#loadPid = loadPid;
  }

  /** Measures what each line costs that is sent at a rate: all are counted. */
  async ofAll(run: () => Promise<Answered>): Promise<LineCost> {
    const before = await this.#look();
    const answered = await run();
    const after = await this.#look();
    return { answered, ...costOf(before, after, answered.count) };
  }

  /**
   * Measures what each line costs while all send as fast as they are answered. Those of the time
   * before it counts cost as much, so that time counts here.
   */
  async ofTime(run: () => Promise<Answered>): Promise<LineCost> {
    const before = await this.#look();
    const answered = await run();
    const after = await this.#look();
    const lines = answered.perSecond * (after.at - before.at) / 1000;
    return { answered, ...costOf(before, after, lines) };
  }

  /** Measures what a second costs in which nobody does anything. */
  async ofRest(ms: number): Promise<Cost> {
    const before = await this.#look();
    await new Promise((resolve) => setTimeout(resolve, ms));
    const after = await this.#look();
    return costOf(before, after, (after.at - before.at) / 1000);
  }

  async #look(): Promise<Look> {
    const takers: readonly (readonly [Taker, number])[] = [
      ...this.#variant.processes.map(({ part, pid }) => [part, pid] as const),
      ["load", this.#loadPid()],
    ];
    const nats = await this.#variant.nats?.counts() ?? { messages: 0, bytes: 0 };
    const clocks = await Promise.all(
      takers.map(async ([taker, pid]) => [taker, await readThreads(pid)] as const),
    );
    return { at: performance.now(), clocks, nats };
  }
}

function costOf(before: Look, after: Look, count: number): Cost {
  const cpu: Partial<Record<Taker, number>> = {};
  const thread: Partial<Record<Taker, number>> = {};
  after.clocks.forEach(([taker, clock], at) => {
    const taken: Taken = takenBetween(before.clocks[at]?.[1] ?? new Map(), clock);
    cpu[taker] = (cpu[taker] ?? 0) + taken.all / count;
    thread[taker] = Math.max(thread[taker] ?? 0, (taken.threads[0] ?? 0) / count);
  });
  const each = (key: keyof NatsCounts) => (after.nats[key] - before.nats[key]) / count;
  return { cpu, thread, nats: { messages: each("messages"), bytes: each("bytes") } };
}
