import assert from "node:assert/strict";
import type { HouseControl } from "../../../src/portals/observatory/house_control.ts";
import { withObservatory } from "./observatory_web.ts";

/** A control that notes what it is told, and refuses to crash. */
function notingControl() {
  const done: unknown[][] = [];
  /** Who was written down, for what, and how much was done by then. */
  const recorded: unknown[][] = [];
  const note = (...what: unknown[]) => {
    done.push(what);
    return { ok: true } as const;
  };
  const control: HouseControl = {
    hold: (sessid) => note("hold", sessid),
    step: (sessid) => note("step", sessid),
    release: (sessid) => note("release", sessid),
    reload: () => Promise.resolve(note("reload")),
    reset: () => Promise.resolve(note("reset")),
    crash: () => ({ ok: false, why: "It has crashed already." }),
    drop: (sessid) => note("drop", sessid),
    delay: (sessid, ms) => note("delay", sessid, ms),
    split: (sessid, { on }) => note("split", sessid, on),
    record: (actor, detail) => Promise.resolve(void recorded.push([actor, detail, done.length])),
    inspect: (what) => Promise.resolve({ ok: true, session: { asked: what } }),
  };
  return { control, done, recorded };
}

Deno.test("the observatory's acts reach the house, each with what it says", async () => {
  const { control, done } = notingControl();
  await withObservatory(async ({ post }) => {
    const acts: Record<string, unknown>[] = [
      { act: "hold", sessid: 3 },
      { act: "hold", sessid: null },
      { act: "step", sessid: 3 },
      { act: "release", sessid: null },
      { act: "reload" },
      { act: "reset" },
      { act: "drop", sessid: 3 },
      { act: "delay", sessid: 3, ms: 250 },
      { act: "split", sessid: 3, on: true },
    ];
    for (const act of acts) {
      const response = await post("/observatory/act", { house: "main", ...act });
      assert.deepEqual(await response.json(), { ok: true });
    }
    assert.deepEqual(done, acts.map((act) => Object.values(act)));
  }, { control });
});

Deno.test("the observatory says why something was not done", async () => {
  const { control } = notingControl();
  await withObservatory(async ({ post }) => {
    const response = await post("/observatory/act", { house: "main", act: "crash" });
    assert.deepEqual(await response.json(), { ok: false, why: "It has crashed already." });
  }, { control });
});

Deno.test("gate 16. who acts from the observatory is written down, before anything is done", async () => {
  const { control, recorded } = notingControl();
  await withObservatory(async ({ post }) => {
    const acts = [
      { act: "hold", sessid: 3 },
      { act: "step", sessid: 3 },
      { act: "release", sessid: null },
      { act: "reload" },
      { act: "crash" },
      { act: "drop", sessid: 3 },
      { act: "delay", sessid: 3, ms: 250 },
      { act: "split", sessid: 3, on: false },
    ];
    for (const act of acts) {
      await (await post("/observatory/act", { house: "main", ...act })).body?.cancel();
    }
    await (await post("/observatory/links", { minutes: 5 })).body?.cancel();
    await (await post("/observatory/links/revoke", { id: 1 })).body?.cancel();
    await (await post("/observatory/links/revoke", { id: 1 })).body?.cancel();
  }, { control });
  const actor = { uid: null, address: "127.0.0.1" };
  assert.deepEqual(recorded, [
    ...[[actor, "hold #3", 0], [actor, "release all", 2], [actor, "reload", 3]],
    ...[[actor, "crash", 4], [actor, "drop #3", 4], [actor, "delay #3 by 250 ms", 5]],
    ...[[actor, "split #3 off", 6], [actor, "link 1 for 5 minutes", 7], [actor, "link 1 ended", 7]],
  ]);
});

const WRONG: readonly unknown[] = [
  { house: "main" },
  { house: "main", act: "explode" },
  { house: "main", act: "drop" },
  { house: "main", act: "drop", sessid: null },
  { house: "main", act: "drop", sessid: 1.5 },
  { house: "main", act: "delay", sessid: 1, ms: 3_600_000 },
  { house: "main", act: "reload", more: true },
  [],
];

Deno.test("the observatory refuses what is no act", async () => {
  const { control, done } = notingControl();
  await withObservatory(async ({ post }) => {
    for (const body of WRONG) {
      const response = await post("/observatory/act", body);
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.equal((await response.json()).ok, false);
    }
    assert.deepEqual(done, []);
  }, { control });
});

Deno.test("gate 11. the observatory is acted on by its own page alone", async () => {
  const { control, done } = notingControl();
  await withObservatory(async ({ origin, post }) => {
    const act = { house: "main", act: "reload" };
    const refused: [number, Readonly<Record<string, string>>][] = [
      [403, { origin: "https://evil.example" }],
      [403, { origin: "null" }],
      [415, { "content-type": "text/plain" }],
      [415, { "content-type": "application/x-www-form-urlencoded" }],
    ];
    for (const [status, headers] of refused) {
      const response = await post("/observatory/act", act, headers);
      assert.equal(response.status, status, JSON.stringify(headers));
      await response.body?.cancel();
    }
    const json = { "content-type": "application/json" };
    const send = (headers: Readonly<Record<string, string>>) =>
      fetch(`${origin}/observatory/act`, {
        method: "POST",
        headers: { ...json, ...headers },
        body: JSON.stringify(act),
      });
    const unsaid = await send({});
    assert.equal(unsaid.status, 403, "without an origin");
    await unsaid.body?.cancel();
    assert.deepEqual(done, []);
    assert.deepEqual(await (await send({ "sec-fetch-site": "same-origin" })).json(), { ok: true });
  }, { control });
});

Deno.test("gate 13. the observatory reads no long act", async () => {
  await withObservatory(async ({ post }) => {
    const response = await post("/observatory/act", { house: "x".repeat(5_000), act: "reload" });
    assert.equal(response.status, 413);
    await response.body?.cancel();
  });
});

Deno.test("the observatory acts on no house that can only be looked at, and on none that is not", async () => {
  await withObservatory(async ({ post }) => {
    for (const house of ["main", "nowhere", "__proto__"]) {
      const response = await post("/observatory/act", { house, act: "reload" });
      assert.equal(response.status, 404);
      await response.body?.cancel();
    }
  });
});

Deno.test("the observatory inspects a session, and a line that it might type", async () => {
  const { control } = notingControl();
  await withObservatory(async ({ origin }) => {
    const inspect = async (query: string) => {
      const response = await fetch(`${origin}/observatory/inspect?${query}`);
      return { status: response.status, body: await response.json() };
    };
    assert.deepEqual((await inspect("sessid=7")).body, {
      ok: true,
      session: { asked: { sessid: 7 } },
    });
    const withLine = await inspect("house=main&sessid=7&line=look%20east");
    assert.deepEqual(withLine.body.session, { asked: { sessid: 7, line: "look east" } });
    for (const query of ["", "sessid=0", "sessid=x", "sessid=-1", "sessid=1e3"]) {
      assert.equal((await inspect(query)).status, 400, query);
    }
  }, { control });
});
