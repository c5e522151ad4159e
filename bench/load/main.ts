/**
 * Makes load, in a process of its own: a line of orders comes in, which are obeyed at the same time,
 * and their figures go out.
 */
import { linesOf } from "../../torture/crowd_process.ts";
import { Crowd } from "./crowd.ts";
import type { Figures, Order } from "./wire.ts";

const crowds = new Map<string, Crowd>();

for await (const line of linesOf(Deno.stdin.readable)) {
  // Written by the process that started this one.
  console.log(JSON.stringify(await Promise.all((line as readonly Order[]).map(obey))));
}

function obey({ crowd: name, port, task }: Order): Promise<Figures> {
  const crowd = crowds.get(name) ?? new Crowd(port);
  crowds.set(name, crowd);
  switch (task.kind) {
    case "connect":
      return crowd.connect(task);
    case "arrive":
      return arrive(port, task.count);
    case "steps":
      return crowd.steps(task);
    case "closed":
      return crowd.closed(task);
    case "open":
      return crowd.open(task);
    case "fan":
      return crowd.fan(task);
    case "first":
      return crowd.first(task);
    case "probe":
      return crowd.probe(task);
    case "close":
      crowds.delete(name);
      return crowd.close();
  }
}

/** Nobody of those who only come is in a crowd. */
async function arrive(port: number, count: number): Promise<Figures> {
  const all = new Crowd(port);
  const figures = await all.connect({ how: "telnet", count, atOnce: count });
  all.close();
  return figures;
}
