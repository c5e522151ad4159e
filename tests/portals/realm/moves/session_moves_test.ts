import assert from "node:assert/strict";
import { type LabPortal, type LabServer, RealmLab } from "../realm_lab.ts";
import { LabPage } from "./lab_page.ts";
import { upTo, visit } from "./lab_visit.ts";
import { LabSocket } from "./lab_web.ts";

/** Lets a page come back until it is. */
async function comeBack(lab: RealmLab, page: LabPage, portal: LabPortal): Promise<void> {
  for (let tries = 0; !await lab.until(page.open(portal.web)); tries++) {
    if (tries > 30) throw new Error("Cannot come back: it was told to try again too often");
    await lab.advance(1_000);
  }
  await lab.advance(200);
}

const sessidsOf = (portal: LabPortal) => portal.sessions.syncs.map(({ sessid }) => sessid);

/** The sessions that a Server holds. */
const held = ({ game }: LabServer) => game.game()?.sessions.all().map(({ sessid }) => sessid);

Deno.test("a page that comes back by another Portal goes on with its session there", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  page.type("note 1");
  await lab.advance(200);
  page.cut();
  await comeBack(lab, page, two);
  page.type("note 2");
  await lab.advance(300);

  assert.deepEqual(lab.noted, [`${sessid}:1`, `${sessid}:2`]);
  assert.deepEqual(page.answers("noted "), upTo(2));
  assert.deepEqual([page.begun, page.returns, page.lost], [1, 1, 0]);
  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
  assert.equal(two.sessions.syncs[0]?.portal, 2);
});

Deno.test("a session that moves loses no line and no answer, whatever is on its way, and runs none twice", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  server.end.pause(); // what is typed is not run, and what is said is not heard
  for (const number of upTo(5)) page.type(`note ${number}`);
  await lab.settled();
  one.web.sendOn();
  await lab.settled();
  assert.deepEqual(page.reasons, ["moved"]);
  const back = page.open(two.web);
  await lab.settled();
  for (const number of ["6", "7"]) page.type(`note ${number}`);
  server.end.resume();
  assert.equal(await lab.until(back), true);
  page.type("note 8");
  await lab.advance(500);

  assert.deepEqual(lab.noted, upTo(8).map((number) => `${sessid}:${number}`));
  assert.deepEqual(page.answers("noted "), upTo(8));
  assert.deepEqual(sessidsOf(two), [sessid]);
});

Deno.test("what is said to a session while no Portal has it is told at the next one, in order", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  two.end.pause(); // it will not hear that the session was given up
  const back = page.open(two.web);
  await lab.settled();
  const session = server.game.game()?.sessions.get(sessid);
  for (const number of upTo(20)) session?.msg(`news ${number}`);
  await lab.advance(500);
  assert.deepEqual(one.moves.isMoving(sessid), true);
  two.end.resume();
  assert.equal(await lab.until(back), true);
  await lab.advance(200);

  assert.deepEqual(page.answers("news "), upTo(20));
  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
});

Deno.test("a session goes from Portal to Portal and back, and its lines go on counting", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  for (let turn = 0; turn < 6; turn++) {
    page.type(`note ${2 * turn + 1}`);
    page.cut();
    page.type(`note ${2 * turn + 2}`);
    await comeBack(lab, page, turn % 2 === 0 ? two : one);
  }
  await lab.advance(300);

  assert.deepEqual(lab.noted, upTo(12).map((number) => `${sessid}:${number}`));
  assert.deepEqual(page.answers("noted "), upTo(12));
  assert.deepEqual([page.begun, page.returns], [1, 6]);
});

Deno.test("a token that no Portal knows begins a new session after a while", async () => {
  await using lab = new RealmLab();
  const { one, two, page } = await visit(lab);
  page.cut();
  one.sessions.disconnectAll("idle", null);
  await lab.advance(200);
  await lab.until(page.open(two.web));
  await lab.advance(300);

  assert.equal(page.begun, 2);
  assert.equal(sessidsOf(two).length, 1);
});

Deno.test("a token that no Portal knows begins a new session at once where all are known and answer", async () => {
  await using lab = new RealmLab();
  const { one, two, page } = await visit(lab);
  page.cut();
  one.sessions.disconnectAll("idle", null);
  await lab.advance(2_000);
  let isOpen = false;
  void page.open(two.web).then((open) => isOpen = open);
  await lab.settled();

  assert.equal(isOpen, true);
});

Deno.test("a Portal that is silent for a while loses none of its sessions", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  page.cut();
  one.end.pause();
  for (let tries = 0; tries < 5; tries++) {
    assert.equal(await lab.until(page.open(two.web)), false, "it is to try again");
    await lab.advance(1_000);
  }
  one.end.resume();
  await comeBack(lab, page, two);
  page.type("note 1");
  await lab.advance(300);

  assert.deepEqual(lab.noted, [`${sessid}:1`]);
  assert.deepEqual([page.begun, page.returns], [1, 1]);
});

Deno.test("a session stays where it is while the Server is out of reach, and the page tries again", async () => {
  await using lab = new RealmLab();
  const { server, two, page, sessid } = await visit(lab);
  server.kill();
  await lab.advance(3_000);
  page.cut();
  assert.equal(await lab.until(page.open(two.web)), false);
  await lab.server(2, "crash");
  await comeBack(lab, page, two);
  page.type("note 1");
  await lab.advance(300);

  assert.equal(page.begun, 1);
  assert.deepEqual(lab.noted, [`${sessid}:1`]);
});

Deno.test("a session moves at the first try though its Portal hears the search late, and twice", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  page.cut();
  one.end.pause();
  const back = page.open(two.web);
  await lab.advance(1_500); // by then it has been asked again
  one.end.resume();
  assert.equal(await lab.until(back), true);
  page.type("note 1");
  await lab.advance(300);

  assert.deepEqual(lab.noted, [`${sessid}:1`]);
  assert.deepEqual([page.begun, page.returns], [1, 1]);
});

/** What is lost on the way of a move: of which process, and what. */
const LOSSES = [
  ["one", /\.up$/, "that a session is given up"],
  ["server", /\.link\.1\..*\.down$/, "that it may be"],
  ["one", /\.found\.2$/, "that it was found"],
  ["two", /\.seek$/, "that it is sought"],
  ["two", /\.up$/, "that it is taken"],
  ["server", /\.link\.2\..*\.down$/, "that it was taken"],
] as const;

for (const [who, subject, what] of LOSSES) {
  Deno.test(`a session that moves is neither lost nor doubled when it is lost ${what}`, async () => {
    await using lab = new RealmLab();
    const { server, one, two, page, sessid } = await visit(lab);
    page.type("note 1");
    await lab.advance(200);
    page.cut();
    page.type("note 2");
    const processes = { one, two, server };
    processes[who].end.loseNext(subject);
    await comeBack(lab, page, two);
    await lab.advance(8_000);
    if (!page.isReady) await comeBack(lab, page, two);
    page.type("note 3");
    await lab.advance(1_000);

    assert.deepEqual(lab.noted, upTo(3).map((number) => `${sessid}:${number}`));
    assert.deepEqual(page.answers("noted "), upTo(3));
    assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
    assert.equal(page.begun, 1);
  });
}

Deno.test("a Portal that dies takes no session along that has moved away", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  one.web.sendOn();
  await comeBack(lab, page, two);
  one.end.isCut = true;
  await lab.advance(70_000);
  page.type("note 1");
  await lab.advance(300);

  assert.deepEqual(lab.events("realm:gone").length, 1);
  assert.deepEqual(lab.noted, [`${sessid}:1`]);
  assert.equal(server.game.game()?.sessions.get(sessid)?.sessid, sessid);
});

Deno.test("a session that has moved is rebuilt where it is by the next Server", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  await comeBack(lab, page, two);
  page.type("note 1");
  await lab.advance(300);
  server.kill();
  const next = await lab.server(2, "crash");
  await lab.advance(1_000);
  page.type("note 2");
  one.end.isCut = true; // which is not of any interest
  await lab.advance(70_000);
  page.type("note 3");
  await lab.advance(300);

  assert.deepEqual(lab.noted, upTo(3).map((number) => `${sessid}:${number}`));
  assert.equal(next.game.game()?.sessions.get(sessid)?.sessid, sessid);
});

Deno.test("a session that was given up and that nobody takes goes on where it was", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  page.cut();
  two.end.pause();
  const nobody = { receive: () => {}, closed: () => {} };
  void two.web.open(new LabSocket(nobody), page.offer);
  await lab.settled();
  assert.equal(one.moves.isMoving(sessid), true);
  two.end.isCut = true;
  two.end.resume();
  await lab.advance(6_000);
  assert.equal(one.moves.isMoving(sessid), false);
  page.cut();
  await comeBack(lab, page, one);
  page.type("note 1");
  await lab.advance(300);

  assert.deepEqual(lab.noted, [`${sessid}:1`]);
  assert.equal(page.begun, 1);
});

Deno.test("a session that the Server ends while no Portal has it ends at the next one", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  two.end.pause();
  const back = page.open(two.web);
  await lab.settled();
  const sessions = server.game.game()?.sessions;
  const session = sessions?.get(sessid);
  assert.ok(session !== undefined);
  await lab.until(Promise.resolve(sessions?.disconnect(session, "booted", "Out with you.")));
  two.end.resume();
  await lab.until(back);
  await lab.advance(500);

  assert.deepEqual([...sessidsOf(one), ...sessidsOf(two)].filter((id) => id === sessid), []);
  assert.equal(sessions?.get(sessid), undefined);
  assert.equal(page.begun, 2);
});

Deno.test("a session that has moved goes to another realm and back by the Portal that has it", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  await lab.server(1, "cold", "arena");
  const { one, two, page, sessid } = await visit(lab);
  page.cut();
  await comeBack(lab, page, two);
  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
  for (const line of ["go arena", "note 1", "go main", "note 2"]) {
    page.type(line);
    await lab.advance(500);
  }

  assert.deepEqual(lab.notedAt, ["arena:1", "main:2"]);
  assert.deepEqual(page.answers("noted "), upTo(2));
  assert.deepEqual(lab.events("boundary:fault").map(({ data }) => data.error), []);
});

Deno.test("what a client calls while its session is about to move is run where it was when nobody takes it", async () => {
  await using lab = new RealmLab();
  const { one, two, page, sessid } = await visit(lab);
  two.end.pause();
  const nobody = { receive: () => {}, closed: () => {} };
  void two.web.open(new LabSocket(nobody), page.offer);
  await lab.settled();
  assert.equal(one.moves.isMoving(sessid), true);
  page.call("echo", ["a"]);
  await lab.settled();
  two.end.isCut = true;
  await lab.advance(6_000);
  assert.equal(one.moves.isMoving(sessid), false);
  page.call("echo", ["b"]);
  await lab.advance(300);

  assert.deepEqual(page.called, ["a", "b"]);
});

Deno.test("a session comes to a Portal that hears the Server and was not told that it is welcome yet", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const [one, two] = [lab.portal(1), lab.portal(2)];
  for (const _ of upTo(4)) server.end.loseNext(/\.portal\.2$/);
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(one.web));
  await lab.advance(300);
  page.cut();

  assert.equal(await lab.until(page.open(two.web)), true);
  assert.deepEqual([one.moves.count, two.moves.count], [0, 0]);
});

Deno.test("a session abroad goes on at another Portal, and comes home by that one", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const arena = await lab.server(1, "cold", "arena");
  const { server, one, two, page, sessid } = await visit(lab);
  page.type("go arena");
  page.type("note 1");
  await lab.advance(500);
  page.cut();
  await comeBack(lab, page, two);
  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
  for (const line of ["note 2", "go main", "note 3"]) {
    page.type(line);
    await lab.advance(500);
  }

  assert.deepEqual(lab.notedAt, ["arena:1", "arena:2", "main:3"]);
  assert.deepEqual([page.begun, page.returns, page.lost], [1, 1, 0]);
  assert.deepEqual(held(server), [sessid]);
  assert.deepEqual(held(arena), []);
});

Deno.test("a session abroad stays where it is while its realm is away, and moves when that is back", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const arena = await lab.server(1, "cold", "arena");
  const { one, two, page, sessid } = await visit(lab);
  page.type("go arena");
  await lab.advance(500);
  arena.kill();
  await lab.advance(3_000);
  page.cut();
  assert.equal(await lab.until(page.open(two.web)), false);
  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[sessid], []]);

  const next = await lab.server(2, "crash", "arena");
  await comeBack(lab, page, two);
  assert.deepEqual([sessidsOf(one), sessidsOf(two), held(next)], [[], [sessid], [sessid]]);
});

Deno.test("a session comes home by another Portal than the one that home has it at, if that word was lost", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  await lab.server(1, "cold", "arena");
  const { server, one, two, page, sessid } = await visit(lab);
  page.cut();
  await comeBack(lab, page, two);
  // Home takes the session for the second Portal's, and hears nothing of that one any more.
  server.end.pause();
  page.type("go arena");
  await lab.settled();
  two.end.loseNext(/\.main\..*\.up$/);
  server.end.resume();
  await lab.settled();
  page.cut();
  assert.equal(await lab.until(page.open(one.web)), true);
  two.end.pause();
  one.end.loseNext(/\.main\..*\.up$/);
  page.type("go main");
  page.type("note 1");
  await lab.advance(10_000);
  two.end.resume();
  await lab.advance(1_000);

  assert.deepEqual(lab.notedAt, ["main:1"]);
  assert.deepEqual([sessidsOf(one), sessidsOf(two), held(server)], [[sessid], [], [sessid]]);
});

Deno.test("a session that is lost while it was given up ends soon, and not after a minute", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  two.end.pause();
  void two.web.open(new LabSocket({ receive: () => {}, closed: () => {} }), page.offer);
  await lab.settled();
  assert.equal(one.moves.isMoving(sessid), true);
  two.end.isCut = true;
  one.sessions.find(sessid)?.disconnect("idle", null);
  await lab.advance(9_000);

  assert.deepEqual(held(server), []);
});

/** Shows a token at a Portal, and returns whether there is a websocket by then. */
async function show(lab: RealmLab, portal: LabPortal, address: string, offer?: string) {
  const token = crypto.getRandomValues(new Uint8Array(24)).toBase64({ alphabet: "base64url" });
  const socket = new LabSocket({ receive: () => {}, closed: () => {} });
  const outcomes: boolean[] = [];
  void portal.web.open(socket, offer ?? `resume.${token}.0`, address)
    .then((isOpen) => outcomes.push(isOpen));
  await lab.settled();
  return outcomes[0];
}

Deno.test("an address that shows tokens which nobody knows has the others asked as often as it may connect", async () => {
  await using lab = new RealmLab();
  const { two } = await visit(lab);
  await lab.advance(2_000);
  let asked = 0;
  lab.bus.connect().connection.subscribe("vestibule.test.seek", { callback: () => void asked++ });
  const { connectionBurstPerAddress: burst } = lab.settings;
  for (let tries = 0; tries < burst; tries++) await show(lab, two, "192.0.2.7");
  assert.equal(asked, 2 * burst);
  assert.equal(await show(lab, two, "192.0.2.7"), false, "it is to try again");
  assert.equal(asked, 2 * burst);
  assert.equal(await show(lab, two, "192.0.2.8"), true);
  assert.equal(asked, 2 * burst + 2);
});

Deno.test("pages of one address come back by another Portal, however few of them may connect at once", async () => {
  await using lab = new RealmLab();
  const { one, two } = await visit(lab);
  const pages = [new LabPage(), new LabPage(), new LabPage()];
  for (const page of pages) await lab.until(page.open(one.web));
  await lab.advance(2_000);
  const { connectionBurstPerAddress: burst } = lab.settings;
  for (let taken = 1; taken < burst; taken++) two.sessions.seeks.take("192.0.2.7");
  for (const page of pages) {
    page.cut();
    assert.equal(await show(lab, two, "192.0.2.7", page.offer), true);
  }
  assert.equal(two.sessions.count, 3);
});

Deno.test("what a client tells of itself just before its session moves is known to the Server", async () => {
  await using lab = new RealmLab();
  const { server, two, page, sessid } = await visit(lab);
  for (const screenwidth of [100, 120]) page.call("client_options", [], { screenwidth });
  await lab.settled();
  page.cut();
  await comeBack(lab, page, two);

  const session = server.game.game()?.sessions.get(sessid);
  assert.equal(session?.protocolFlags.screenWidth, 120);
  assert.equal(two.sessions.syncs[0]?.protocolFlags.screenWidth, 120);
  page.call("client_options", [], { screenwidth: 100 });
  await lab.advance(200);
  assert.equal(session?.protocolFlags.screenWidth, 100);
});

Deno.test("what is on its way over a line that is slowed down on purpose is not lost when its session moves", async () => {
  await using lab = new RealmLab();
  const { server, one, two, page, sessid } = await visit(lab);
  one.sessions.find(sessid)?.disturb({ kind: "delay", ms: 60_000 });
  for (const number of upTo(3)) page.type(`note ${number}`);
  server.game.game()?.sessions.get(sessid)?.msg("news 1");
  await lab.settled();
  page.cut();
  await comeBack(lab, page, two);
  await lab.advance(300);

  assert.deepEqual(lab.noted, upTo(3).map((number) => `${sessid}:${number}`));
  assert.deepEqual(page.answers("noted "), upTo(3));
  assert.deepEqual(page.answers("news "), ["1"]);
});

Deno.test("a Portal that stood still takes no session which the one that had it has gone on with since", async () => {
  await using lab = new RealmLab(["home", "arena"]);
  const server = await lab.server(1);
  await lab.server(1, "cold", "arena");
  const [one, two] = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(one.web));
  await lab.advance(300);
  const [sessid] = sessidsOf(one);
  assert.ok(sessid !== undefined);
  server.end.pause(); // it has not run that yet when the session is given up
  page.type("go arena");
  await lab.settled();
  page.cut();
  void page.open(two.web);
  await Promise.resolve();
  two.stall();
  await lab.settled();
  server.end.resume();
  await lab.advance(8_000);
  assert.equal(one.sessions.realms.of(sessid).realm, "arena");
  two.goOn();
  await lab.advance(5_000);
  page.cut();
  await comeBack(lab, page, two);
  page.type("note 1");
  await lab.advance(500);

  assert.deepEqual([sessidsOf(one), sessidsOf(two)], [[], [sessid]]);
  assert.deepEqual(lab.notedAt, ["arena:1"]);
});

Deno.test("a session that goes to another realm while it is given up is not kept in the one that it left", async () => {
  await using lab = new RealmLab(["home", "arena"]);
  await lab.server(1);
  const arena = await lab.server(1, "cold", "arena");
  const [one, two] = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const page = new LabPage();
  await lab.until(page.open(two.web));
  await lab.advance(300);
  page.type("go arena");
  await lab.advance(300);
  const [sessid] = sessidsOf(two);
  assert.ok(sessid !== undefined);
  arena.end.loseNext(/\.down$/); // that it may go home
  page.type("go home");
  await lab.settled();
  page.cut();
  void page.open(one.web);
  await lab.advance(12_000);

  assert.equal(two.sessions.realms.of(sessid).realm, "home");
  assert.deepEqual(arena.game.game()?.sessions.all().map(({ sessid }) => sessid), []);
});
