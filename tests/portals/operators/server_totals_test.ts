import assert from "node:assert/strict";
import type { Counted, Measures } from "../../../src/core/boundary/measures_question.ts";
import { Tally } from "../../../src/core/boundary/tally.ts";
import { ServerTotals } from "../../../src/portals/operators/server_totals.ts";

/** What a Server tells that ran commands of a millisecond each. */
function told(
  epoch: number,
  commands: number,
  counters: Partial<Record<Counted, number>> = {},
): Measures {
  const tally = new Tally();
  for (let n = 0; n < commands; n++) tally.add(1);
  const commits = new Tally().counts;
  const waiting = { linesWaiting: 0, turnsWaiting: 0, messagesWaiting: 0 };
  return { epoch, counters, commands: tally.counts, commits, ...waiting };
}

function commandsIn({ totals }: ServerTotals): number {
  return totals.commands.buckets.reduce((sum, count) => sum + count, 0);
}

Deno.test("ServerTotals are 0 before any Server told anything", () => {
  const totals = new ServerTotals();
  assert.equal(commandsIn(totals), 0);
  assert.equal(totals.totals.counters.logins, 0);
});

Deno.test("ServerTotals take what a Server tells later in place of what it told before", () => {
  const totals = new ServerTotals();
  totals.take(told(1, 3, { logins: 1 }));
  totals.take(told(1, 5, { logins: 2 }));
  assert.equal(commandsIn(totals), 5);
  assert.equal(totals.totals.counters.logins, 2);
});

Deno.test("ServerTotals add up one Server after the other", () => {
  const totals = new ServerTotals();
  totals.take(told(1, 5, { logins: 2 }));
  totals.take(told(2, 1, { logins: 1, loginsWrong: 4 }));
  totals.take(told(3, 0));
  assert.equal(commandsIn(totals), 6);
  assert.equal(totals.totals.commands.seconds, 0.006);
  assert.deepEqual(
    [totals.totals.counters.logins, totals.totals.counters.loginsWrong],
    [3, 4],
  );
});

Deno.test("ServerTotals leave out what an older Server says late", () => {
  const totals = new ServerTotals();
  totals.take(told(2, 4));
  totals.take(told(1, 100));
  assert.equal(commandsIn(totals), 4);
});
