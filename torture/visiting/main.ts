/**
 * Visitors, in a process of their own, so that they do not share a thread with what they visit.
 * Its argument is a plan, as JSON; it is ordered about by lines of its input.
 */
import { messageOf } from "../../src/core/trace/error_text.ts";
import { linesOf } from "../crowd_process.ts";
import type { StormPlan, StormReport, VisitNews, VisitOrder, VisitPlan } from "./orders.ts";
import type { Visitor } from "./visitor.ts";
import { Visits } from "./visits.ts";

/** How many come at the same time to stay. */
const AT_ONCE = 32;
/** How often it is looked whether somebody has to come, in milliseconds. */
const TICK_MS = 10;

// Both are written by the process that starts this one.
const visits = new Visits(JSON.parse(Deno.args[0] ?? "{}") as VisitPlan);
const orders = linesOf(Deno.stdin.readable) as AsyncGenerator<VisitOrder>;
const staying: Visitor[] = [];
let hasAccounts = false;

for await (const order of orders) say(await obey(order));
Deno.exit(0);

async function obey(order: VisitOrder): Promise<VisitNews> {
  switch (order.kind) {
    case "storm":
      if (!hasAccounts) await visits.makeAccounts();
      hasAccounts = true;
      return { kind: "stormed", report: await storm(order.plan) };
    case "stay":
      await stay(order.sessions);
      return { kind: "stayed", sessions: staying.length };
    case "leave":
      return await leave();
  }
}

async function storm({ perSecond, atOnce, visits: count }: StormPlan): Promise<StormReport> {
  const failures: string[] = [];
  const running = new Set<Promise<void>>();
  const from = performance.now();
  for (let come = 0; come < count;) {
    const due = Math.min(count, Math.ceil((performance.now() - from) / 1000 * perSecond));
    for (; come < due && running.size < atOnce; come++) {
      const visit: Promise<void> = visits.visit()
        .catch((error) => void failures.push(messageOf(error)))
        .finally(() => running.delete(visit));
      running.add(visit);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await Promise.all(running);
  return {
    visits: count,
    failed: failures.length,
    firstFailures: failures.slice(0, 10),
    seconds: (performance.now() - from) / 1000,
  };
}

async function stay(count: number): Promise<void> {
  let left = count;
  const some = async () => {
    while (left-- > 0) {
      staying.push(await visits.stay());
      if (staying.length % 500 === 0) say({ kind: "come", sessions: staying.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

async function leave(): Promise<VisitNews> {
  const all = staying.splice(0);
  const dropped = all.filter(({ isEnded }) => isEnded).length;
  for (const visitor of all) visitor.close();
  await Promise.all(all.map((visitor) => visitor.ended()));
  return { kind: "left", sessions: all.length, dropped };
}

function say(news: VisitNews): void {
  console.log(JSON.stringify(news));
}
