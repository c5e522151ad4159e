import assert from "node:assert/strict";
import { type CheckedClient, type MadeFault, reportOf, textOf } from "./fault_report.ts";
import type { SentLine } from "./numbered_client.ts";
import { isServed, NumberedCrowd, type Rhythm } from "./numbered_crowd.ts";
import { measured } from "../../reliability/measured.ts";
import { REALM_FAULTS } from "./realm_faults.ts";
import { RealmPrograms, realmTest } from "./realm_programs.ts";

const PORTALS = 3;
/** How many clients each Portal has. */
const EACH = 200;
/** How often a client sends a line, and what, unless a fault asks for more. */
const RHYTHM: Rhythm = { roundMs: 1_000, keptEvery: 2 };
/** How long it may take until every client is served again, in milliseconds; 3 s are promised. */
const MOST_MS = 20_000;

realmTest(
  "a realm whose parts die in turn loses no line of the clients that keep their connection",
  async (postgres) => {
    await using realm = await RealmPrograms.start(postgres, PORTALS);
    await realm.complete();
    const ports = realm.portals.map(({ telnetPort }) => telnetPort);
    await using crowd = await NumberedCrowd.enter(ports, { each: EACH, rhythm: RHYTHM });
    crowd.start();
    const made = await makeFaults(realm, crowd);
    await crowd.stop();
    const open = await crowd.until(({ open }) => open.length === 0, MOST_MS);
    const checked = await checkKept(crowd);

    const reports = made.map((fault, at) => reportOf(fault, made[at + 1]?.at ?? Infinity, checked));
    const told = reports.map((report) => `${report.name}: ${textOf(report)}`).join("\n");
    for (const [at, report] of reports.entries()) measured(`realm ${at + 1}`, textOf(report));
    assert.equal(open, 0, `clients whose lines were not answered:\n${told}\n${realm.printed}`);
    for (const { name, sent, lost, ranAgain, refused, back } of reports) {
      assert.ok(sent >= PORTALS * EACH, `${name}: they went on sending\n${told}`);
      assert.equal(lost, 0, `${name}: lines lost\n${told}`);
      assert.equal(ranAgain, 0, `${name}: changes made twice\n${told}`);
      assert.ok(refused === 0 || name.includes("PostgreSQL"), `${name}: refused\n${told}`);
      assert.ok(back.max < MOST_MS, `${name}: back too late\n${told}`);
    }
    const { clients } = crowd;
    assert.equal(clients.filter(({ outOfOrder }) => outOfOrder > 0).length, 0, told);
    assert.deepEqual([clients.filter(({ cuts }) => cuts > 0).length, EACH], [EACH, EACH]);
    for (const { client: { name, lines }, kept } of checked) {
      const isKept = new Set(kept);
      const first = [...isKept];
      assert.deepEqual(first, first.toSorted((a, b) => a - b), `${name}: run in order`);
      const answered = lines.filter(({ isKept, answers }) => isKept && answers > 0);
      const missing = answered.filter(({ number }) => !isKept.has(number));
      assert.deepEqual(missing, [], `${name}: answered, and not kept`);
      const refused = lines.filter(({ wasRefused, answers }) => wasRefused && answers === 0);
      const undone = refused.filter(({ number }) => isKept.has(number));
      assert.deepEqual(undone, [], `${name}: refused, and kept`);
      const done = lines.filter(({ wasDone, answers }) => wasDone && answers === 0);
      const missed = done.filter((line) => !changesOf(line).some((number) => isKept.has(number)));
      assert.deepEqual(missed, [], `${name}: told as done, and not kept`);
    }
  },
);

/** Makes one fault after the other, each when the one before is over. */
async function makeFaults(realm: RealmPrograms, crowd: NumberedCrowd): Promise<MadeFault[]> {
  const made: MadeFault[] = [];
  const served = async (what: string, since: number, of: "any" | "kept" = "any") => {
    const left = await crowd.until((client) => isServed(client, { since, of }), MOST_MS);
    assert.equal(left, 0, `${what}: clients not served\n${realm.printed}`);
  };
  await served("the start", performance.now());
  for (const { name, shownBy = "any", rhythm = RHYTHM, make } of REALM_FAULTS) {
    crowd.rhythm = rhythm;
    await served(`before that ${name}`, performance.now(), shownBy);
    const at = performance.now();
    const fault: MadeFault = { name, at, shownBy };
    made.push(fault);
    fault.remark = await make(realm, crowd) || undefined;
    await served(name, at, shownBy);
    await realm.complete();
    await served(`after that ${name}`, performance.now());
  }
  return made;
}

async function checkKept({ clients }: NumberedCrowd): Promise<readonly CheckedClient[]> {
  const checked: CheckedClient[] = [];
  for (const client of clients) checked.push({ client, kept: await client.kept() });
  return checked;
}

/** Which lines change what shows that one was done: what changes nothing is used up with one beside it. */
function changesOf({ number, isKept }: SentLine): readonly number[] {
  return isKept ? [number] : [number - 1, number + 1];
}
