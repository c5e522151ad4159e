import assert from "node:assert/strict";
import type { HttpAnswer } from "../../../src/core/boundary/http_question.ts";
import type { Question } from "../../../src/core/boundary/questions.ts";
import { turnsOfTheLoop } from "../../games/turns_of.ts";
import { CountedClock } from "../../portals/counted_clock.ts";
import { httpRequest, httpResponse } from "./http_samples.ts";
import { askingSides, QUESTION_WALLS } from "./question_walls.ts";

const FAR = { deadline: 1_000_000 };

for (const [wall, open] of Object.entries(QUESTION_WALLS)) {
  Deno.test(`Questions.ask() gets what the other side answers, both ways (${wall})`, async () => {
    const clock = new CountedClock();
    const http = ({ value }: Question<"http">) => httpResponse(`${value.method} ${value.url}`);
    using sides = askingSides(open, { clock, portal: { http }, server: { http } });
    for (const asker of [sides.portal, sides.server]) {
      const answer = await asker.ask("http", httpRequest({ method: "PUT" }), FAR);
      const value = httpResponse("PUT http://127.0.0.1/today");
      assert.deepEqual(answer, { kind: "answered", value });
    }
    assert.equal(clock.live, 0);
  });

  Deno.test(`Questions.ask() hears that nobody answers such a question (${wall})`, async () => {
    using sides = askingSides(open, { clock: new CountedClock() });
    const answers = await Promise.all([
      sides.portal.ask("http", httpRequest(), FAR),
      sides.server.ask("http", httpRequest(), FAR),
    ]);
    assert.deepEqual(answers, [{ kind: "unknown" }, { kind: "unknown" }]);
  });

  Deno.test(`Questions answers what is asked meanwhile, each its own (${wall})`, async () => {
    const waiting: ((answer: HttpAnswer) => void)[] = [];
    const http = () => new Promise<HttpAnswer>((resolve) => waiting.push(resolve));
    using sides = askingSides(open, { clock: new CountedClock(), server: { http } });
    const asked = [1, 2, 3].map(() => sides.portal.ask("http", httpRequest(), FAR));
    while (waiting.length < 3) await turnsOfTheLoop(1);
    waiting.toReversed().forEach((answer, index) => answer(httpResponse(`${3 - index}`)));
    const values = [1, 2, 3].map((n) => ({ kind: "answered", value: httpResponse(`${n}`) }));
    assert.deepEqual(await Promise.all(asked), values);
  });
}

const { inline } = QUESTION_WALLS;
assert.ok(inline !== undefined);

Deno.test("Questions.ask() is told that an answerer failed, and who answers is told why", async () => {
  const http = () => {
    throw new Error("out of clouds");
  };
  using sides = askingSides(inline, { clock: new CountedClock(), server: { http } });
  assert.deepEqual(await sides.portal.ask("http", httpRequest(), FAR), { kind: "failed" });
  assert.deepEqual(sides.failed, ["out of clouds"]);
});

Deno.test("Questions refuses a question and an answer that do not fit their schemas", async () => {
  const misfit = { kind: "response", status: 99, headers: [], body: null } as const;
  using sides = askingSides(inline, {
    clock: new CountedClock(),
    portal: { http: () => httpResponse("") },
    server: { http: () => misfit },
  });
  assert.deepEqual(await sides.portal.ask("http", httpRequest(), FAR), { kind: "failed" });
  const odd = { ...httpRequest(), body: "text" } as never; // the compiler would refuse it
  assert.deepEqual(await sides.server.ask("http", odd, FAR), { kind: "failed" });
  assert.deepEqual(sides.failed, [
    'Cannot use the answer "http" as it must fit its schema: it does not',
    'Cannot use the question "http" as it must fit its schema: it does not',
  ]);
});

Deno.test("Questions answers a name that only objects have as one that nobody knows", async () => {
  using sides = askingSides(inline, {
    clock: new CountedClock(),
    server: { http: () => httpResponse("") },
  });
  for (const name of ["constructor", "__proto__", "toString", "who"]) {
    sides.server.receive({ kind: "request", id: 7, name, value: null, deadline: 1e6 });
  }
  await turnsOfTheLoop(2);
  assert.deepEqual(
    sides.crossed,
    Array(4).fill({ kind: "reply", id: 7, answer: { kind: "unknown" } }),
  );
});

Deno.test("Questions.ask() gives up at its deadline, tells the other side, drops what comes later", async () => {
  const clock = new CountedClock();
  const late = Promise.withResolvers<HttpAnswer>();
  const signals: AbortSignal[] = [];
  const http = ({ signal }: Question<"http">) => {
    signals.push(signal);
    return late.promise;
  };
  using sides = askingSides(inline, { clock, server: { http } });
  const asked = sides.portal.ask("http", httpRequest(), { deadline: clock.now() + 500 });
  await turnsOfTheLoop(2);
  clock.advance(500);
  assert.deepEqual(await asked, { kind: "late" });
  await turnsOfTheLoop(2);
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true]);
  late.resolve(httpResponse("too late"));
  await turnsOfTheLoop(2);
  assert.deepEqual(sides.crossed.map(({ kind }) => kind), ["request", "cancel"]);
  assert.equal(sides.server.isIdle, true);
});

Deno.test("Questions.ask() gives up when its signal is aborted, and asks nothing when it was", async () => {
  const clock = new CountedClock();
  const http = () => new Promise<HttpAnswer>(() => {});
  using sides = askingSides(inline, { clock, server: { http } });
  const client = new AbortController();
  const limits = { ...FAR, signal: client.signal };
  const asked = sides.portal.ask("http", httpRequest(), limits);
  await turnsOfTheLoop(2);
  client.abort();
  assert.deepEqual(await asked, { kind: "aborted" });
  assert.deepEqual(await sides.portal.ask("http", httpRequest(), limits), { kind: "aborted" });
  await turnsOfTheLoop(2);
  assert.deepEqual(sides.crossed.map(({ kind }) => kind), ["request", "cancel"]);
  assert.equal(clock.live, 0);
});

Deno.test("Questions.end() answers whoever waits, and says what the other side never saw", async () => {
  const clock = new CountedClock();
  const signals: AbortSignal[] = [];
  const http = ({ signal }: Question<"http">) => {
    signals.push(signal);
    return new Promise<HttpAnswer>(() => {});
  };
  using sides = askingSides(inline, { clock, server: { http } });
  const seen = sides.portal.ask("http", httpRequest(), FAR);
  await turnsOfTheLoop(2);
  const unseen = sides.portal.ask("http", httpRequest(), FAR);
  sides.end();
  const after = sides.portal.ask("http", httpRequest(), FAR);
  assert.deepEqual(await Promise.all([seen, unseen, after]), [
    { kind: "unavailable", wasSent: true },
    { kind: "unavailable", wasSent: false },
    { kind: "unavailable", wasSent: false },
  ]);
  assert.equal(clock.live, 0);
  sides.server.end();
  assert.deepEqual(signals.map(({ aborted }) => aborted), [true]);
});

Deno.test("Questions.idle() resolves when all is answered, or when nobody wants to wait", async () => {
  const answer = Promise.withResolvers<HttpAnswer>();
  const giveUp = new AbortController();
  using sides = askingSides(inline, {
    clock: new CountedClock(),
    server: { http: () => answer.promise },
  });
  const asked = sides.portal.ask("http", httpRequest(), FAR);
  await turnsOfTheLoop(2);
  assert.equal(sides.server.isIdle, false);
  const waits = sides.server.idle(giveUp.signal);
  giveUp.abort();
  await waits;
  assert.equal(sides.server.isIdle, false);
  const idle = sides.server.idle(new AbortController().signal);
  answer.resolve(httpResponse("done"));
  await idle;
  assert.equal((await asked).kind, "answered");
});
