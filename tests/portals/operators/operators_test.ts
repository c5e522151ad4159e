import assert from "node:assert/strict";
import type { Measures } from "../../../src/core/boundary/measures_question.ts";
import type { Asks } from "../../../src/core/boundary/questions.ts";
import { Tally } from "../../../src/core/boundary/tally.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { Operators } from "../../../src/portals/operators/operators.ts";

/** Operators of a house whose Server answers as the test says. */
function operatorsOf(answer: () => Measures | undefined) {
  const clock = new ManualClock(1_000_000);
  const operators = new Operators({
    ...{ serverName: "The Old House", version: "1", clock, trace: new Trace() },
    sessions: { syncs: [], uids: [1, 2] },
    questions: { ask: () => Promise.resolve(answered(answer())) },
    state: () => ({ ready: true, reason: "", zombies: 0 }),
  });
  return { clock, operators };
}

/** An answer to the one question that is asked here. */
function answered(value: Measures | undefined): Awaited<ReturnType<Asks["ask"]>> {
  return value === undefined ? { kind: "late" } : { kind: "answered", value };
}

function measures(logins: number): Measures {
  const { counts } = new Tally();
  const waiting = { linesWaiting: 3, turnsWaiting: 0, messagesWaiting: 0 };
  return { epoch: 1, counters: { logins }, commands: counts, commits: counts, ...waiting };
}

Deno.test("Operators.metrics() tells what the Server told last when it does not answer", async () => {
  let answer: Measures | undefined = measures(7);
  const { operators } = operatorsOf(() => answer);
  const first = await operators.metrics();
  assert.match(first, /^vestibule_server_answered 1$/m);
  assert.match(first, /^vestibule_lines_waiting 3$/m);
  answer = undefined;
  const second = await operators.metrics();
  assert.match(second, /^vestibule_server_answered 0$/m);
  assert.match(second, /^vestibule_logins_total 7$/m);
  assert.match(second, /^vestibule_players 2$/m);
});

Deno.test("Operators.status() tells how long the process is up, whatever Servers come and go", () => {
  const { clock, operators } = operatorsOf(() => undefined);
  clock.advance(90_500);
  assert.deepEqual(operators.status({ telnetPort: 4000 }), {
    name: "The Old House",
    isOpen: true,
    players: 2,
    startedAt: 1_000_000,
    uptime: 90,
    ports: { telnetPort: 4000 },
  });
});
