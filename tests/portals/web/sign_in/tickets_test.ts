import assert from "node:assert/strict";
import { ManualClock } from "../../../../src/core/clock.ts";
import { Tickets } from "../../../../src/portals/web/sign_in/tickets.ts";
import { countedBytes } from "./counted_bytes.ts";

function ticketsLab() {
  const clock = new ManualClock();
  const tickets = new Tickets<string>({ clock, random: countedBytes(), max: 3, lifeMs: 100 });
  return { clock, tickets };
}

Deno.test("Tickets gives what a ticket stands for once", () => {
  const { tickets } = ticketsLab();
  const ticket = tickets.give("Anna");
  assert.match(ticket, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(tickets.take("another"), undefined);
  assert.equal(tickets.take(ticket), "Anna");
  assert.equal(tickets.take(ticket), undefined);
});

Deno.test("Tickets lets a ticket run out, and keeps so many and no more", () => {
  const { clock, tickets } = ticketsLab();
  const late = tickets.give("late");
  clock.advance(100);
  assert.equal(tickets.take(late), undefined);
  const [first, ...others] = ["a", "b", "c", "d"].map((value) => tickets.give(value));
  assert.equal(tickets.take(first ?? ""), undefined);
  assert.deepEqual(others.map((ticket) => tickets.take(ticket)), ["b", "c", "d"]);
});
