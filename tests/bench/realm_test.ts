import assert from "node:assert/strict";
import { measure, OF_ROOM, RATE } from "../../bench/realm/measure.ts";
import { readRealmArgs } from "../../bench/realm/realm_args.ts";
import { realmTables } from "../../bench/realm/realm_report.ts";
import { takenBetween } from "../../bench/realm/thread_clock.ts";
import { startRealm } from "../../bench/realm/variant.ts";
import { HAS_NATS } from "../portals/realm/nats/nats_test_case.ts";

const NAME = "a realm of one Portal answers, and every process and NATS are seen to work for it";
/** What is sent as fast as it is answered, and nobody else hears. */
const ALONE = [`look among ${OF_ROOM}`, "say", "unknown"];

Deno.test({
  name: HAS_NATS ? NAME : `${NAME} (not installed: nats-server)`,
  ignore: !HAS_NATS || Deno.build.os !== "linux",
  async fn() {
    const scale = { sessions: OF_ROOM, ms: 200 };
    await using realm = await startRealm(1);
    const measured = await measure(realm, scale);
    assert.deepEqual(Object.keys(measured.lines), [
      ...[`say to ${OF_ROOM}, ${RATE} a second`, `say to ${OF_ROOM}`],
      ...ALONE.flatMap((name) => [`${name}, ${RATE} a second`, name]),
    ]);
    for (const [name, { answered, cpu, nats }] of Object.entries(measured.lines)) {
      const atRate = RATE * scale.ms / 1000;
      if (name.endsWith("a second")) assert.equal(answered.count, atRate, name);
      assert.ok(answered.count > 0, name);
      for (const taker of ["portal", "server", "nats", "load"] as const) {
        assert.ok((cpu[taker] ?? 0) > 0, `${name}: ${taker}`);
      }
      assert.ok(nats.bytes > 0, name);
      assert.ok(nats.messages > 0, name);
    }
    for (const { part, empty, idle } of measured.memory) assert.ok(empty > 0 && idle > 0, part);
    const variants = { "Server, 1 Portal": [measured] };
    const tables = realmTables({
      ...{ deno: "", machine: "", at: "", command: "", sessions: scale.sessions, variants },
    });
    const rows = tables.split("\n").filter((line) => line.includes("Server, 1 Portal"));
    assert.equal(rows.length, 8 + 1 + 3);
  },
});

Deno.test("takenBetween() counts what each thread took, also one that came meanwhile", () => {
  const before = new Map([["1", 100], ["2", 50]]);
  const after = new Map([["1", 130], ["2", 50], ["3", 70]]);
  assert.deepEqual(takenBetween(before, after), { all: 100, threads: [70, 30] });
});

Deno.test("readRealmArgs() reads how much is measured, and says what makes no sense", () => {
  assert.deepEqual(readRealmArgs([]), { sessions: 300, ms: 2000, rounds: 3, out: undefined });
  assert.deepEqual(readRealmArgs(["--rounds", "1", "--out", "a.json"]), {
    ...{ sessions: 300, ms: 2000, rounds: 1, out: "a.json" },
  });
  assert.match(String(readRealmArgs(["--ms", "0"])), /--ms must be a whole number from 1 on/);
  assert.match(String(readRealmArgs(["--rounds"])), /--rounds must be/);
  assert.match(String(readRealmArgs(["--sessions", "50"])), /must fill rooms of 20: it is 50/);
  assert.match(String(readRealmArgs(["--round", "1"])), /there is no option "--round"/);
});
