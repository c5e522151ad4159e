/**
 * Makes load on several Portals at once, in a process of its own: a line of orders comes in, which
 * are obeyed at the same time, and their figures go out.
 */
import { linesOf } from "../../torture/crowd_process.ts";
import { Crowd } from "../load/crowd.ts";
import type { Figures } from "../load/wire.ts";
import type { LoadNews, PortOrder } from "./load_wire.ts";

const crowds = new Map<number, Crowd>();

for await (const line of linesOf(Deno.stdin.readable)) {
  // Written by the process that started this one.
  const orders = line as readonly PortOrder[];
  const news: LoadNews = { pid: Deno.pid, figures: await Promise.all(orders.map(obey)) };
  console.log(JSON.stringify(news));
}

function obey({ port, task }: PortOrder): Promise<Figures> {
  const crowd = crowds.get(port) ?? new Crowd(port);
  crowds.set(port, crowd);
  switch (task.kind) {
    case "connect":
      return crowd.connect(task);
    case "steps":
      return crowd.steps(task);
    case "closed":
      return crowd.closed(task);
    case "open":
      return crowd.open(task);
    case "probe":
      return crowd.probe(task);
    default:
      throw new Error(`Cannot obey as no realm is measured so: ${task.kind}`);
  }
}
