import assert from "node:assert/strict";
import { RealmLab } from "../realm_lab.ts";
import { LabPage } from "./lab_page.ts";

/** A page whose session is in the arena, and which the second Portal has taken: no hub has heard so. */
async function moving(lab: RealmLab) {
  await lab.server(1, "cold", "home");
  const arena = await lab.server(1, "cold", "arena");
  const [one, two] = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(one.web));
  await lab.advance(300);
  page.type("go arena");
  await lab.advance(500);
  const [sync] = one.sessions.syncs;
  assert.ok(sync !== undefined);
  const { sessid } = sync;
  assert.equal(one.sessions.realms.of(sessid).realm, "arena");
  page.cut();
  two.end.loseNext(/\.up$/);
  void page.open(two.web);
  await lab.settled();
  assert.deepEqual([one, two].map(({ moves }) => moves.count), [1, 1]);
  return { arena, one, two, page, sessid };
}

for (const deaf of ["nobody", "one", "two"] as const) {
  Deno.test(`a session whose realm is shut down while it moves goes on at home, at one Portal, where ${deaf} does not hear of that`, async () => {
    await using lab = new RealmLab(["home", "arena"]);
    const { arena, one, two, page, sessid } = await moving(lab);
    const end = deaf === "nobody" ? undefined : { one, two }[deaf].end;
    if (end !== undefined) end.isCut = true;
    arena.hub.shutdown();
    await lab.settled();
    arena.kill();
    if (end !== undefined) end.isCut = false;
    await lab.advance(15_000);
    page.type("note 1");
    for (const { web } of [two, one, two]) {
      if (page.isReady) break;
      page.cut();
      await lab.until(page.open(web));
      await lab.advance(1_000);
    }

    assert.deepEqual(lab.notedAt, ["home:1"]);
    assert.deepEqual([page.begun, ...page.answers("noted ")], [1, "1"]);
    const syncs = [one, two].flatMap(({ sessions }) => sessions.syncs);
    assert.deepEqual(syncs.map((known) => known.sessid), [sessid]);
    assert.deepEqual([one, two].map(({ moves }) => moves.count), [0, 0]);
  });
}

Deno.test("a session that two Portals bring home, since its realm was shut down while it moved, is at one of them", async () => {
  await using lab = new RealmLab(["home", "arena"]);
  const { arena, one, two, sessid } = await moving(lab);
  arena.kill();
  await lab.advance(3_000);
  // As a Server says that has asked them for their sessions, and takes none of them any more.
  for (const { realms } of [one.sessions, two.sessions]) {
    const [away] = realms.others;
    assert.ok(away !== undefined);
    realms.close(away);
  }
  await lab.advance(1_000);

  const syncs = [one, two].flatMap(({ sessions }) => sessions.syncs);
  assert.deepEqual(syncs.map((known) => [known.sessid, known.hops]), [[sessid, 3]]);
});
