import assert from "node:assert/strict";
import { countingHouse, residentMiB } from "../../torture/house.ts";
import { reloadUnderLoad } from "../../torture/reload.ts";

/** How much more memory may be in use after many reloads, in MiB: less than two Servers take. */
const MOST_GROWTH = 60;

// `deno task torture reload` does the same with 1,000 sessions, 20 or 100 times.
Deno.test("60 sessions that count all the time, by telnet and websocket, over 3 reloads", async (test) => {
  const report = await reloadUnderLoad({ sessions: 60, reloads: 3, everyMs: 100 }, () => {});
  assert.equal(report.reloads, 3);
  assert.ok(report.sent > 60 * 3, `they counted while it reloaded: ${report.sent}`);
  await test.step("reload 1. no connection is dropped, and each line is answered once, in order", () => {
    assert.deepEqual([report.sessions, report.dropped], [60, 0]);
    assert.equal(report.answered, report.sent);
  });
  await test.step("reload 2. each has its account, puppet, session set and carry", () => {
    assert.deepEqual(report.firstFaults, []);
  });
});

Deno.test({
  name: "reload 4. a Server that was replaced leaves no memory behind",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using house = await countingHouse();
    const { program: { pid }, berta } = house;
    const memory: number[] = [];
    for (let reload = 0; reload < 12; reload++) {
      await berta.send("reload");
      await berta.until(/The world has been reloaded\./);
      memory.push(await residentMiB(pid));
    }
    const [before = 0, after = 0] = [Math.max(...memory.slice(0, 4)), Math.min(...memory.slice(8))];
    assert.ok(before > 0 && after - before < MOST_GROWTH, memory.map(Math.round).join(" "));
  },
});
