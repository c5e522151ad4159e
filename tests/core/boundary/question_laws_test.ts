import fc from "fast-check";
import assert from "node:assert/strict";
import type { HttpAnswer } from "../../../src/core/boundary/http_question.ts";
import type { Answer } from "../../../src/core/boundary/questions.ts";
import { turnsOfTheLoop } from "../../games/turns_of.ts";
import { CountedClock } from "../../portals/counted_clock.ts";
import { httpRequest, httpResponse } from "./http_samples.ts";
import { type AskingSides, askingSides, QUESTION_WALLS } from "./question_walls.ts";

type Step =
  | { readonly do: "ask"; readonly from: "portal" | "server"; readonly within: number }
  | { readonly do: "answer" | "fail" | "abort"; readonly which: number }
  | { readonly do: "advance"; readonly ms: number }
  | { readonly do: "turn" | "endWall" | "endServer" };

const which = fc.nat(30);
const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      from: fc.constantFrom("portal" as const, "server" as const),
      within: fc.nat(1000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("answer" as const, "fail" as const, "abort" as const),
      which,
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: "turn" as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("advance" as const), ms: fc.nat(500) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("endWall" as const, "endServer") }) },
);

interface Asked {
  readonly from: "portal" | "server";
  readonly client: AbortController;
  readonly answers: Answer<HttpAnswer>[];
}

for (const [wall, open] of Object.entries(QUESTION_WALLS)) {
  Deno.test(`Questions: each gets exactly one answer, whatever ends when (${wall})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { maxLength: 40 }), (steps) => play(open, steps)),
      { numRuns: 150 },
    );
  });
}

async function play(open: (typeof QUESTION_WALLS)[string], steps: readonly Step[]): Promise<void> {
  const clock = new CountedClock();
  const handled: PromiseWithResolvers<HttpAnswer>[] = [];
  const http = () => {
    const handling = Promise.withResolvers<HttpAnswer>();
    handled.push(handling);
    return handling.promise;
  };
  const sides = askingSides(open, { clock, portal: { http }, server: { http } });
  const asked: Asked[] = [];
  const ended = new Set<string>();
  for (const step of steps) {
    switch (step.do) {
      case "ask":
        asked.push(ask(sides, step.from, clock.now() + step.within));
        break;
      case "answer":
        handled[step.which]?.resolve(httpResponse("yes"));
        break;
      case "fail":
        handled[step.which]?.reject(new Error("no"));
        break;
      case "abort":
        asked[step.which]?.client.abort();
        break;
      case "advance":
        clock.advance(step.ms);
        break;
      case "turn":
        await turnsOfTheLoop(2);
        break;
      case "endWall":
        sides.end();
        ended.add("portal");
        break;
      case "endServer":
        sides.server.end();
        ended.add("server");
    }
  }
  await turnsOfTheLoop(3);
  const unanswered = asked.filter(({ answers }) => answers.length === 0);
  assert.equal(clock.live, unanswered.length, "a timer for each that waits, and no other");
  assert.equal(
    unanswered.some(({ from }) => ended.has(from)),
    false,
    "none waits on a side that ended",
  );
  clock.advance(1000);
  await turnsOfTheLoop(3);
  assert.ok(asked.every(({ answers }) => answers.length === 1), "one answer each");
  assert.equal(clock.live, 0, "no timer is left");
  assert.ok(handled.length <= asked.length, "nothing is handled twice");
  sides[Symbol.dispose]();
  for (const { resolve } of handled) resolve(httpResponse("after the end"));
  await turnsOfTheLoop(2);
  assert.ok(asked.every(({ answers }) => answers.length === 1), "still one answer each");
}

function ask(sides: AskingSides, from: "portal" | "server", deadline: number): Asked {
  const client = new AbortController();
  const answers: Answer<HttpAnswer>[] = [];
  sides[from].ask("http", httpRequest(), { deadline, signal: client.signal })
    .then((answer) => answers.push(answer));
  return { from, client, answers };
}
