import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RealmLab } from "./realm_lab.ts";

/** What is lost next: a frame of a link, or a word beside it. */
const LOSSES = [/\.up$/, /\.down$/, /\.hello$/, /\.portal\.1$/] as const;

const MOVES = [
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("type" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("announce" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cut" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("lose" as const),
      subject: fc.constantFrom(...LOSSES),
      from: fc.constantFrom("portal" as const, "server" as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.integer({ min: 0, max: 600 }),
    }),
  },
];

const LENGTH = { minLength: 100, maxLength: 200, size: "max" } as const;

const RELOAD = { weight: 1, arbitrary: fc.record({ kind: fc.constant("reload" as const) }) };

type Step =
  | { readonly kind: "type" | "announce" | "cut" | "reload" }
  | { readonly kind: "lose"; readonly subject: RegExp; readonly from: "portal" | "server" }
  | { readonly kind: "wait"; readonly ms: number };

const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/** Lets a client type, and what it is told be lost on the way; whoever runs its lines may be new. */
async function play(steps: readonly Step[]) {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(300);
  const counts = { lines: 0, news: 0 };
  for (const step of steps) {
    switch (step.kind) {
      case "type":
        client.type(`note ${++counts.lines}`);
        break;
      case "announce":
        server.game.game()?.sessions.announce(`news ${++counts.news}`);
        await lab.settled();
        break;
      case "cut":
        portal.end.isCut = !portal.end.isCut;
        break;
      case "lose":
        (step.from === "portal" ? portal : server).end.loseNext(step.subject);
        break;
      case "reload":
        await lab.until(server.supervisor.reload("reload"));
        break;
      case "wait":
        await lab.advance(step.ms);
    }
  }
  portal.end.isCut = false;
  await lab.advance(10_000);
  assert.equal(lab.events("realm:gone").length, 0);
  assert.equal(portal.server.state.ready, true);
  assert.deepEqual(lab.noted.map((noted) => noted.split(":")[1]), upTo(counts.lines));
  assert.deepEqual(client.answers("noted "), upTo(counts.lines));
  return { client, counts };
}

Deno.test("a realm runs each line once and tells all that is said, in order, whatever is lost on the way", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...MOVES), LENGTH), async (steps) => {
      const { client, counts } = await play(steps);
      assert.deepEqual(client.answers("news "), upTo(counts.news));
    }),
    { numRuns: 60 },
  );
});

Deno.test("a realm that reloads its game meanwhile runs each line once, in order, all the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...MOVES, RELOAD), LENGTH), async (steps) => {
      await play(steps);
    }),
    { numRuns: 60 },
  );
});
