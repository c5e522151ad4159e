import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RealmLab } from "../realm_lab.ts";
import { LabPage } from "./lab_page.ts";

const PROCESSES = ["one", "two", "three", "server"] as const;
type Process = (typeof PROCESSES)[number];

type Step =
  | { readonly kind: "type" | "say" | "cut" | "reload" | "replace" }
  | { readonly kind: "open"; readonly at: "one" | "two" | "three" }
  | { readonly kind: "lose"; readonly from: Process }
  | { readonly kind: "call" }
  | { readonly kind: "stall"; readonly from: Process; readonly ms: number }
  | { readonly kind: "wait"; readonly ms: number };

const of = (kind: "type" | "say" | "cut" | "reload" | "replace", weight: number) => ({
  ...{ weight, arbitrary: fc.record({ kind: fc.constant(kind) }) },
});

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  ...[of("type", 6), of("say", 3), of("cut", 4), of("reload", 1), of("replace", 1)],
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("open" as const),
      at: fc.constantFrom("one" as const, "two" as const, "three" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("lose" as const),
      from: fc.constantFrom(...PROCESSES),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("call" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("stall" as const),
      from: fc.constantFrom(...PROCESSES),
      ms: fc.integer({ min: 0, max: 6_000 }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.integer({ min: 0, max: 800 }),
    }),
  },
);

const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/**
 * Lets a page wander from Portal to Portal while processes stall, frames of links are lost, and
 * Servers come and go.
 */
async function play(steps: readonly Step[]): Promise<void> {
  await using lab = new RealmLab();
  let server = await lab.server(1);
  const portals = { one: lab.portal(1), two: lab.portal(2), three: lab.portal(3) };
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(portals.one.web));
  await lab.advance(300);
  const [first] = portals.one.sessions.syncs;
  let lines = 0;
  let term = 1;
  let news = 0;
  let calls = 0;
  for (const step of steps) {
    switch (step.kind) {
      case "type":
        page.type(`note ${++lines}`);
        break;
      case "say":
        server.game.game()?.sessions.get(first?.sessid ?? 0)?.msg(`news ${++news}`);
        await lab.settled();
        break;
      case "cut":
        page.cut();
        break;
      case "reload":
        await lab.until(server.supervisor.reload("reload"));
        break;
      case "replace":
        server.kill();
        server = await lab.server(++term, "crash");
        break;
      case "open":
        void page.open(portals[step.at].web);
        await lab.settled();
        break;
      case "lose":
        (step.from === "server" ? server : portals[step.from]).end.loseNext(/\.(up|down)$/);
        break;
      case "call":
        page.call("echo", [String(++calls)]);
        break;
      case "stall": {
        const { end } = step.from === "server" ? server : portals[step.from];
        end.pause();
        await lab.advance(step.ms);
        end.resume();
        await lab.settled();
        break;
      }
      case "wait":
        await lab.advance(step.ms);
    }
  }
  await lab.advance(15_000);
  for (let tries = 0; !page.isReady && tries < 30; tries++) {
    page.cut();
    await lab.until(page.open(portals.two.web));
    await lab.advance(1_000);
  }
  await lab.advance(10_000);
  // What a Server had run that died before it could say so, and that changed nothing, is run again.
  const isReplaced = steps.some(({ kind }) => kind === "replace");
  const once = (told: readonly string[]) => isReplaced ? [...new Set(told)] : told;
  assert.deepEqual(once(lab.noted), upTo(lines).map((line) => `${first?.sessid}:${line}`));
  assert.deepEqual(once(page.answers("noted ")), upTo(lines));
  assert.equal(page.begun, 1);
  if (!isReplaced) {
    assert.deepEqual(page.called, upTo(calls));
    assert.deepEqual(page.answers("news "), upTo(news));
  }
  const syncs = Object.values(portals).flatMap(({ sessions }) => sessions.syncs);
  assert.deepEqual(syncs.map(({ sessid }) => sessid), [first?.sessid]);
}

Deno.test("a session that wanders from Portal to Portal runs each line once and is at one of them, whatever is lost or late", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(STEPS, { minLength: 40, maxLength: 100, size: "max" }),
      (steps) => play(steps),
    ),
    { numRuns: 60 },
  );
});
