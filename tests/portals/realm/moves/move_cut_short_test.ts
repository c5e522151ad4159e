import assert from "node:assert/strict";
import { type LabPortal, RealmLab } from "../realm_lab.ts";
import type { LabPage } from "./lab_page.ts";
import { type LabVisit, upTo, visit } from "./lab_visit.ts";

/** How many lines a page types: more than it takes until it is told that they were received. */
const MANY = 40;

/** A page whose session the second Portal has taken, when the Server dies that was to hear of it. */
async function cutShort(lab: RealmLab, { forMs = 8_000 } = {}) {
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  two.end.loseNext(/\.up$/);
  void page.open(two.web);
  await lab.settled();
  assert.deepEqual([one, two].map(({ moves }) => moves.count), [1, 1]);
  server.kill();
  await lab.advance(forMs);
  return { one, two, page, sessid };
}

/** Starts another Server, which hears last of one Portal: when it runs already. */
async function startWithout(lab: RealmLab, late: LabPortal, term: number) {
  late.end.pause();
  const server = await lab.server(term, "crash");
  await lab.advance(2_500);
  return server;
}

/** Lets a page come back until it is, by whichever of these Portals lets it in. */
async function comeBack(lab: RealmLab, page: LabPage, portals: readonly LabPortal[]) {
  for (let tries = 0; !page.isReady && tries < 20; tries++) {
    for (const { web } of portals) {
      if (page.isReady) return;
      page.cut();
      await lab.until(page.open(web));
      await lab.advance(500);
    }
  }
}

const sessidsOf = (portals: readonly LabPortal[]) =>
  portals.flatMap(({ sessions }) => sessions.syncs.map(({ sessid }) => sessid));

/** Each line that the page typed was run and answered once, in order, and one Portal has it. */
function assertNothingLost(
  lab: RealmLab,
  { one, two, page, sessid }: Omit<LabVisit, "server">,
): void {
  assert.deepEqual(lab.noted, upTo(MANY).map((number) => `${sessid}:${number}`));
  assert.deepEqual(page.answers("noted "), upTo(MANY));
  assert.deepEqual([page.begun, ...sessidsOf([one, two])], [1, sessid]);
}

for (const late of ["one", "two"] as const) {
  Deno.test(`what is typed after a Server died while a session moved is run where the next one hears last of Portal ${late}`, async () => {
    await using lab = new RealmLab();
    const moved = await cutShort(lab);
    const { one, two, page } = moved;
    page.cut();
    await lab.until(page.open(one.web));
    for (const number of upTo(MANY)) page.type(`note ${number}`);
    await lab.advance(1_000);
    await startWithout(lab, { one, two }[late], 2);
    await comeBack(lab, page, [one, two]);
    ({ one, two })[late].end.resume();
    await lab.advance(2_000);
    await comeBack(lab, page, [one, two]);
    await lab.advance(5_000);

    assertNothingLost(lab, moved);
  });

  Deno.test(`a session whose Server died while it moved goes on where it is, and not at Portal ${late}, which the next one does not hear`, async () => {
    await using lab = new RealmLab();
    const moved = await cutShort(lab);
    const { one, two, page } = moved;
    page.cut();
    const portals = { one, two };
    const server = await startWithout(lab, portals[late], 2);
    await comeBack(lab, page, late === "one" ? [two] : [one]);
    server.kill(); // before it has run any of what is typed now
    for (const number of upTo(MANY)) page.type(`note ${number}`);
    await lab.advance(100);
    // It does not hear either that the session goes on elsewhere.
    portals[late].end.isCut = true;
    portals[late].end.resume();
    await lab.settled();
    portals[late].end.isCut = false;
    const other = late === "one" ? two : one;
    await startWithout(lab, other, 3);
    other.end.resume();
    await lab.advance(3_000);
    await comeBack(lab, page, [one, two]);
    await lab.advance(5_000);

    assertNothingLost(lab, moved);
  });

  Deno.test(`a session that has ended since its Server died while it moved does not begin again at Portal ${late}`, async () => {
    await using lab = new RealmLab();
    const { one, two, page, sessid } = await cutShort(lab);
    page.cut();
    const portals = { one, two };
    const server = await startWithout(lab, portals[late], 2);
    await comeBack(lab, page, late === "one" ? [two] : [one]);
    page.type("quit");
    await lab.advance(500);
    assert.deepEqual(page.reasons.at(-1), "quit");
    portals[late].end.resume();
    await lab.advance(3_000);

    assert.deepEqual(sessidsOf([one, two]), []);
    assert.equal(server.game.game()?.sessions.get(sessid), undefined);
  });
}

Deno.test("what the next Server says to a session that moved when the one before died is shown, whoever tells of it then", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await cutShort(lab, { forMs: 0 });
  const server = await startWithout(lab, two, 2);
  server.game.game()?.sessions.get(sessid)?.msg("news 1");
  await lab.advance(100);
  two.end.resume();
  await lab.advance(2_000);
  page.cut();
  await comeBack(lab, page, [one, two]);

  assert.deepEqual(page.answers("news "), ["1"]);
  assert.deepEqual([page.begun, ...sessidsOf([one, two])], [1, sessid]);
});

Deno.test("a session whose Server died while it moved is kept while its page tries to come back, by either Portal", async () => {
  for (const web of ["one", "two"] as const) {
    await using lab = new RealmLab();
    const { one, two, page, sessid } = await cutShort(lab);
    page.type("note 1");
    for (let minutes = 0; minutes < 12; minutes++) {
      page.cut();
      assert.equal(await lab.until(page.open({ one, two }[web].web)), false);
      await lab.advance(60_000);
    }
    await lab.server(2, "crash");
    await lab.advance(1_000);
    await comeBack(lab, page, [one, two]);
    await lab.advance(500);

    assert.deepEqual(lab.noted, [`${sessid}:1`]);
    assert.deepEqual([page.begun, ...sessidsOf([one, two])], [1, sessid]);
  }
});
