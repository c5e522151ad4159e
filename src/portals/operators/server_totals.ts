import { COUNTED, type Counted, type Measures } from "../../core/boundary/measures_question.ts";
import { bothTallies, Tally, type TallyCounts } from "../../core/boundary/tally.ts";

/** What all Servers of this process have counted together. */
export interface Totals {
  readonly counters: Readonly<Record<Counted, number>>;
  readonly commands: TallyCounts;
  readonly commits: TallyCounts;
}

/** What no Server has counted yet. */
function nothing(): Totals {
  // Object.fromEntries does not know that these are all the names there are.
  const counters = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Totals["counters"];
  return { counters, commands: new Tally().counts, commits: new Tally().counts };
}

/**
 * Adds up what one Server after the other has counted, so that no reload takes anything back.
 *
 * A Server tells for the last time when it stops; of one that died, what it had told before counts.
 */
export class ServerTotals {
  #before: Totals = nothing();
  #last: Measures | undefined;

  /** Takes what a Server tells of itself; an older one has nothing to tell any more. */
  take(measures: Measures): void {
    const epoch = this.#last?.epoch ?? 0;
    if (measures.epoch < epoch) return;
    if (measures.epoch > epoch) this.#before = this.totals;
    this.#last = measures;
  }

  /** What was counted so far, as far as it was told. */
  get totals(): Totals {
    const { counters = {}, commands, commits } = this.#last ?? {};
    const before = this.#before;
    const both = COUNTED.map((name) => [name, before.counters[name] + (counters[name] ?? 0)]);
    return {
      counters: Object.fromEntries(both),
      commands: commands === undefined ? before.commands : bothTallies(before.commands, commands),
      commits: commits === undefined ? before.commits : bothTallies(before.commits, commits),
    };
  }
}
