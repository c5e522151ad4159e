import assert from "node:assert/strict";
import { LIFECYCLE } from "../../../src/core/boundary/lifecycle.ts";
import { soon } from "../../e2e/soon.ts";
import { FakeHouse } from "./fake_house.ts";
import { type ObservatoryWeb, withObservatory } from "./observatory_web.ts";
import { StreamReader } from "./stream_reader.ts";

function kindsOf(events: readonly { readonly kind: string }[]): string[] {
  return events.map(({ kind }) => kind);
}

/** Waits until nobody follows: a reader's end takes its way through the socket. */
async function untilNobodyFollows({ house, clock }: ObservatoryWeb): Promise<void> {
  while (house.watches > 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    clock.advance(600_000);
  }
}

Deno.test("the observatory's stream begins with the house, its sessions and the lifecycle", async () => {
  await withObservatory(async ({ origin, house }) => {
    house.connect(1);
    await using stream = await StreamReader.open(`${origin}/observatory/stream`);
    const { recorded, recordedFrom, sessions, lifecycle, ...rest } = await stream.expect("hello");
    const about = { house: "main", houses: ["main"], serverName: "The Old House", access: "full" };
    assert.deepEqual(rest, { ...about, now: 1_000 });
    assert.deepEqual(lifecycle, LIFECYCLE);
    assert.deepEqual(recorded, [], "nothing was recorded while nobody watched");
    assert.deepEqual(sessions, house.sessions.syncs);
    assert.deepEqual(recordedFrom, { at: 1_000, sessions: house.sessions.syncs });
  });
});

Deno.test("the observatory's stream tells what happens in batches, 20 a second at most", async () => {
  await withObservatory(async ({ origin, house, clock }) => {
    await using stream = await StreamReader.open(`${origin}/observatory/stream`);
    await stream.expect("hello");
    house.trace.emit("one");
    house.trace.emit("two", { sessid: 3, data: { more: true } });
    clock.advance(50);
    house.trace.emit("three");
    clock.advance(50);
    const [one, two] = await stream.expect("events");
    assert.equal(one.kind, "one");
    assert.deepEqual(two, {
      ...{ seq: 2, at: 1_000, kind: "two", level: "info", sessid: 3, data: { more: true } },
    });
    assert.deepEqual(kindsOf(await stream.expect("events")), ["three"]);
  });
});

Deno.test("the observatory's stream gives a second reader what was recorded for the first", async () => {
  await withObservatory(async ({ origin, house, clock }) => {
    await using first = await StreamReader.open(`${origin}/observatory/stream`);
    await first.expect("hello");
    house.connect(1);
    await using second = await StreamReader.open(`${origin}/observatory/stream`);
    const hello = await second.expect("hello");
    assert.deepEqual(kindsOf(hello.recorded), ["portal:connect"]);
    assert.deepEqual(hello.recordedFrom.sessions, [], "the sessions of before the first event");
    house.connect(2);
    clock.advance(50);
    assert.deepEqual(kindsOf(await first.expect("events")), ["portal:connect"]);
    const ofFirst = await first.expect("events");
    assert.deepEqual(ofFirst, await second.expect("events"), "one batch for both, each event once");
    assert.equal(ofFirst[0].sessid, 2);
  });
});

Deno.test("observatory 23. nothing is recorded before somebody watches, and 10 minutes after the last left", async () => {
  await withObservatory(async (web) => {
    const { origin, house, clock, observatory } = web;
    const recorder = observatory.recorderOf("main")?.recorder;
    assert.equal(house.watches, 0);
    assert.equal(recorder?.isRecording, false);
    {
      await using stream = await StreamReader.open(`${origin}/observatory/stream`);
      await stream.expect("hello");
      assert.equal(house.watches, 1);
      clock.advance(3_600_000);
      assert.equal(house.watches, 1, "however long somebody watches");
    }
    await soon(untilNobodyFollows(web), () => "It records for ever");
    assert.equal(recorder?.isRecording, false);
    await using later = await StreamReader.open(`${origin}/observatory/stream`);
    assert.deepEqual((await later.expect("hello")).recorded, []);
  });
});

Deno.test("the observatory's stream tells of houses that come and go, and ends with its own", async () => {
  await withObservatory(async ({ origin, houses, clock }) => {
    const tour = houses.add(new FakeHouse("tour", clock));
    await using main = await StreamReader.open(`${origin}/observatory/stream`);
    await using other = await StreamReader.open(`${origin}/observatory/stream?house=tour`);
    assert.deepEqual((await main.expect("hello")).houses, ["main", "tour"]);
    assert.equal((await other.expect("hello")).house, "tour");
    tour[Symbol.dispose]();
    assert.deepEqual(await main.expect("houses"), ["main"]);
    while (await other.next() !== undefined) { /* what was said before the end */ }
  });
});

Deno.test("the observatory's stream of a house that is not there is refused", async () => {
  await withObservatory(async ({ origin }) => {
    const response = await fetch(`${origin}/observatory/stream?house=nowhere`);
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { ok: false, why: "There is no such house." });
  });
});

Deno.test("the observatory has a limit of streams", async () => {
  await withObservatory(async ({ origin }) => {
    await using stream = await StreamReader.open(`${origin}/observatory/stream`);
    await stream.expect("hello");
    const response = await fetch(`${origin}/observatory/stream`);
    assert.equal(response.status, 503);
    await response.body?.cancel();
  }, { maxStreams: 1 });
});

Deno.test("the observatory tells who reads too slowly how many events are lost, and keeps no more", async () => {
  await withObservatory(async ({ port, house, clock }) => {
    const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
    const request = "GET /observatory/stream HTTP/1.1\r\nhost: localhost\r\n\r\n";
    await socket.write(new TextEncoder().encode(request));
    while (house.watches === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const text = "x".repeat(100_000);
    for (let batch = 0; batch < 400; batch++) {
      house.trace.emit("long", { data: { batch, text } });
      clock.advance(50);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const { told, lost } = await countTold(socket, { until: 400, house, clock });
    socket.close();
    assert.ok(lost > 0, "something must be lost");
    assert.equal(told + lost, 400);
  });
});

/** Reads what a slow reader finds at last: how many events it was told of, and how many it lost. */
async function countTold(
  socket: Deno.Conn,
  { until }: { readonly until: number } & Pick<ObservatoryWeb, "house" | "clock">,
): Promise<{ readonly told: number; readonly lost: number }> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(1 << 20);
  let [told, lost, text] = [0, 0, ""];
  while (told + lost < until) {
    const read = await soon(socket.read(buffer), () => `Only ${told} told and ${lost} lost`);
    text += decoder.decode(buffer.subarray(0, read ?? 0), { stream: true });
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      told += frame.match(/"kind":"long"/g)?.length ?? 0;
      lost += Number(/event: lost\ndata: \{"count":(\d+)\}/.exec(frame)?.[1] ?? 0);
    }
  }
  return { told, lost };
}
