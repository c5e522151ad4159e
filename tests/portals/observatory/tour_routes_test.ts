import assert from "node:assert/strict";
import type { TourRequest, Tours } from "../../../src/portals/observatory/tours.ts";
import { withObservatory } from "./observatory_web.ts";

const CHAPTER = {
  number: 1,
  title: "Connect",
  seen: ["A client connects.", "There it is."],
  modes: [2],
} as const;

/** Tours that note what is asked of them. */
class NotedTours implements Tours {
  readonly chapters = [CHAPTER];
  readonly asked: unknown[] = [];

  start(request: TourRequest) {
    this.asked.push(request);
    return Promise.resolve({ ok: true, house: "tour 1", chapter: CHAPTER } as const);
  }

  next(house: string) {
    this.asked.push({ next: house });
    return { ok: true } as const;
  }

  setPace(house: string, pace: string) {
    this.asked.push({ house, pace });
    return { ok: false, why: "The chapter is over." } as const;
  }
}

Deno.test("GET /observatory/tour tells the chapters to whoever may look, and to nobody else", async () => {
  await withObservatory(async ({ origin }) => {
    const answer = await fetch(`${origin}/observatory/tour`);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.deepEqual(await answer.json(), { ok: true, chapters: [CHAPTER] });
    // What a proxy passes on is not from this machine.
    const headers = { "x-forwarded-for": "203.0.113.9" };
    const far = await fetch(`${origin}/observatory/tour`, { headers });
    assert.equal(far.status, 403);
    await far.body?.cancel();
  }, { tours: new NotedTours() });
});

Deno.test("POST /observatory/tour starts a chapter, and does what is asked of it", async () => {
  const tours = new NotedTours();
  await withObservatory(async ({ post }) => {
    const told = async (body: unknown) => (await post("/observatory/tour", body)).json();
    assert.deepEqual(await told({ chapter: 1 }), { ok: true, house: "tour 1", chapter: CHAPTER });
    await told({ chapter: 7, mode: 3, pace: "step" });
    assert.deepEqual(await told({ house: "tour 1", next: true }), { ok: true });
    assert.deepEqual(await told({ house: "tour 1", pace: "play" }), {
      ...{ ok: false, why: "The chapter is over." },
    });
  }, { tours });
  assert.deepEqual(tours.asked, [
    { chapter: 1, pace: "play" },
    { chapter: 7, mode: 3, pace: "step" },
    { next: "tour 1" },
    { house: "tour 1", pace: "play" },
  ]);
});

Deno.test("POST /observatory/tour is for those who may do everything, and takes nothing else", async () => {
  const tours = new NotedTours();
  await withObservatory(async ({ origin, post, observatory }) => {
    const { token } = observatory.links.make(10);
    const headers = { "x-forwarded-for": "203.0.113.9" };
    const path = `/observatory/tour?key=${token}`;
    const looked = await fetch(`${origin}${path}`, { headers });
    assert.equal(looked.status, 200);
    await looked.body?.cancel();
    const codes: number[] = [];
    for (
      const answer of [
        await post(path, { chapter: 1 }, headers),
        await post("/observatory/tour", { chapter: 1 }, { origin: "http://evil.example" }),
        await post("/observatory/tour", { chapter: 1.5 }),
        await post("/observatory/tour", { chapter: 1, mode: 4 }),
        await post("/observatory/tour", { house: "tour 1", next: false }),
        await post("/observatory/tour", {}),
      ]
    ) {
      codes.push(answer.status);
      await answer.body?.cancel();
    }
    assert.deepEqual(codes, [403, 403, 400, 400, 400, 400]);
  }, { tours });
  assert.deepEqual(tours.asked, []);
});

Deno.test("/observatory/tour says so where there is no tour", async () => {
  await withObservatory(async ({ origin, post }) => {
    for (
      const answer of [
        await fetch(`${origin}/observatory/tour`),
        await post("/observatory/tour", { chapter: 1 }),
      ]
    ) {
      assert.equal(answer.status, 404);
      assert.deepEqual(await answer.json(), { ok: false, why: "There is no tour here." });
    }
  });
});
