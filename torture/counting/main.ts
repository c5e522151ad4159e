/**
 * A crowd of counters, in a process of its own, so that it does not share a thread with what it
 * measures. Its argument is a plan, as JSON; it is ordered about by lines of its input.
 */
import { linesOf } from "../crowd_process.ts";
import { percentile } from "../percentile.ts";
import { Counter, type CounterFault } from "./counter.ts";
import { telnetLine, websocketLine } from "./line.ts";
import type { CrowdNews, CrowdPlan, CrowdReport } from "./report.ts";

/** How many come at the same time. */
const AT_ONCE = 16;
/** How often the crowd is looked through for whose turn it is, in milliseconds. */
const TICK_MS = 10;
/** How long answers may be waited for at the end, in milliseconds. */
const PATIENCE_MS = 30_000;

// Written by the process that starts this one.
const plan = JSON.parse(Deno.args[0] ?? "{}") as CrowdPlan;
const waits: number[] = [];
const faults: CounterFault[] = [];
const counters: Counter[] = [];

await enterAll();
say({ kind: "in" });
let at = 0;
let due = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
for await (const order of linesOf(Deno.stdin.readable)) {
  if (order === "count") ticking = setInterval(tick, TICK_MS);
  if (order === "finish") break;
}
clearInterval(ticking);
await allAnswered();
say({ kind: "done", report: report() });
for (const counter of counters) counter.close();
Deno.exit(0);

async function enterAll(): Promise<void> {
  const { telnet, websocket, telnetPort, webPort } = plan;
  const kinds = [...Array(telnet).fill("telnet"), ...Array(websocket).fill("websocket")];
  const waiting = kinds.map((kind, index) => ({ kind, name: nameOf(index) }));
  const enterSome = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const isTelnet = next.kind === "telnet";
      counters.push(
        await Counter.enter({
          name: next.name,
          connect: (events) =>
            isTelnet ? telnetLine(telnetPort, events) : websocketLine(webPort, events),
          now: () => performance.now(),
          onAnswer: (waited) => void waits.push(waited),
          onFault: (fault) => void faults.push(fault),
        }),
      );
      if (counters.length % 100 === 0) say({ kind: "come", sessions: counters.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enterSome));
}

/** Lets so many count that each does once in `everyMs`, spread evenly over that time. */
function tick(): void {
  due += counters.length * TICK_MS / plan.everyMs;
  for (; due >= 1; due--) {
    counters[at]?.count();
    at = (at + 1) % counters.length;
  }
}

async function allAnswered(): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (counters.some(({ isDone, isEnded }) => !isDone && !isEnded)) {
    if (performance.now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}

function report(): CrowdReport {
  const sum = (one: (counter: Counter) => number) =>
    counters.reduce((all, counter) => all + one(counter), 0);
  return {
    sessions: counters.length,
    dropped: counters.filter(({ isEnded }) => isEnded).length,
    sent: sum(({ sent }) => sent),
    answered: sum(({ answered }) => answered),
    faults: faults.length,
    firstFaults: faults.slice(0, 10),
    wait: {
      p50: Math.round(percentile(waits, 0.5)),
      p99: Math.round(percentile(waits, 0.99)),
      longest: Math.round(percentile(waits, 1)),
    },
  };
}

/** A name has letters alone. */
function nameOf(index: number): string {
  return `Counter${[...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}

function say(news: CrowdNews): void {
  console.log(JSON.stringify(news));
}
