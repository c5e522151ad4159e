import assert from "node:assert/strict";
import { growthSince } from "../../torture/heap/growth.ts";
import { type BothHeaps, heapHouse, PROXIED } from "../../torture/heap/heap_house.ts";
import { visitorsOf } from "../../torture/storm.ts";

const LEAKING = new URL("./leaking_plugin.ts", import.meta.url).pathname;

// `deno task torture storm` and `deno task torture idle` do it with many more.
Deno.test("sessions that come and go, and sessions that do nothing", async (test) => {
  await using house = await heapHouse(PROXIED, LEAKING);
  await using crowd = visitorsOf(house, () => {});
  const storm = async (visits: number) => {
    const { firstFailures } = await crowd.storm({ perSecond: 1000, atOnce: 32, visits });
    assert.deepEqual(firstFailures, []);
    await house.left(0);
  };
  const idle = async (sessions: number) => {
    await crowd.stay(sessions);
    assert.deepEqual(await crowd.leave(), { kind: "left", sessions, dropped: 0 });
    await house.left(0);
  };
  await storm(200);
  await idle(80);
  // The first count makes what counting needs.
  await house.heaps();
  let before: BothHeaps = await house.heaps();
  await test.step("load 8. of a storm of sessions no timer, map entry or object stays, in either isolate", async () => {
    await storm(800);
    const { now, stayed } = await growthSince(house, before, 800);
    assert.deepEqual(stayed, {});
    assert.ok((now.portal.classes.PortalSessionRegistry ?? 0) > 0, "the Portal is counted");
    assert.ok((now.server.classes.SessionRegistry ?? 0) > 0, "the Server is counted");
    before = now;
  });
  await test.step("load 7. sessions that do nothing stay until they leave, and leave nothing behind", async () => {
    await idle(300);
    const { now, stayed } = await growthSince(house, before, 300);
    assert.deepEqual(stayed, {});
    before = now;
  });
  await test.step("load 8. what is kept of sessions is found by that count", async () => {
    const leak = await fetch(`http://127.0.0.1:${house.program.webPort}/plugins/heap/used/leak`);
    await leak.body?.cancel();
    await storm(150);
    const { stayed } = await growthSince(house, before, 150, 1);
    for (const what of ["ServerSession", "Timeout", "bytes in tables"]) {
      assert.ok(`server: ${what}` in stayed, `${what} in ${JSON.stringify(stayed)}`);
    }
  });
});
