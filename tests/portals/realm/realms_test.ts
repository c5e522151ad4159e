import assert from "node:assert/strict";
import type { Passport } from "../../../src/core/boundary/session_sync.ts";
import type { SessionRegistry } from "../../../src/core/session/session_registry.ts";
import { type LabPortal, type LabServer, letGo, type RealmClient, RealmLab } from "./realm_lab.ts";

const ANNA: Passport = { uid: 1, uname: "Anna", isSuperuser: false };

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/** Two realms behind one Portal, and a client of it. */
interface Two {
  readonly lab: RealmLab;
  readonly main: LabServer;
  readonly arena: LabServer;
  readonly portal: LabPortal;
  readonly client: RealmClient;
}

/** Starts two realms, and connects a client at home. */
async function two(lab: RealmLab): Promise<Two> {
  const main = await lab.server(1);
  const arena = await lab.server(1, "cold", "arena");
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(200);
  return { lab, main, arena, portal, client };
}

/** Logs a client in at home as Anna, whom the arena knows as well. */
async function logIn({ lab, arena, client }: Two): Promise<void> {
  const created = arena.game.game()?.accounts.create("Anna", "open-sesame-91", "127.0.0.1");
  assert.ok(created);
  assert.equal((await lab.until(created)).kind, "created");
  for (const line of ["create Anna", "open-sesame-91", "open-sesame-91"]) {
    client.type(line);
    await lab.advance(500);
  }
  lab.passports.set(client.sessid, ANNA);
}

/** Where a client's session is, as its Portal knows it. */
const whereIs = ({ portal, client }: Two) => portal.sessions.realms.of(client.sessid).realm;

/** The sessions that a Server holds. */
const held = ({ game }: LabServer) => game.game()?.sessions.all().map(({ sessid }) => sessid);

/** What a Server holds of a session. */
const coreIn = ({ game }: LabServer, { sessid }: RealmClient) =>
  (game.game()?.sessions as SessionRegistry | undefined)?.entry(sessid)?.core;

Deno.test("a session goes to another realm and back, with what it carries and what its client is", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, portal, client } = realms;
  await logIn(realms);
  client.type("go arena");
  await lab.advance(500);

  assert.equal(whereIs(realms), "arena");
  assert.deepEqual([held(main), held(arena)], [[], [client.sessid]]);
  assert.deepEqual(client.answers("to "), ["arena"]);
  const core = coreIn(arena, client);
  assert.deepEqual([core?.account?.name, core?.sync.carry], ["Anna", { from: "afar" }]);
  assert.deepEqual(core?.sync.passport, ANNA);
  assert.deepEqual(portal.sessions.uids, [1]);

  client.type("quit");
  await lab.advance(500);
  assert.deepEqual(client.connection.ends.map(({ reason }) => reason), ["quit"]);
  assert.deepEqual([held(main), held(arena)], [[], []]);
});

Deno.test("a session that comes back to its realm is there as ever", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, client } = realms;
  for (let round = 0; round < 3; round++) {
    client.type("go arena");
    client.type(`note ${2 * round + 1}`);
    await lab.advance(200);
    assert.equal(whereIs(realms), "arena");
    client.type("go main");
    client.type(`note ${2 * round + 2}`);
    await lab.advance(200);
    assert.equal(whereIs(realms), "main");
  }

  assert.deepEqual([held(main), held(arena)], [[client.sessid], []]);
  assert.deepEqual(client.answers("noted "), numbers(6));
  const there = ["arena:1", "main:2", "arena:3", "main:4", "arena:5", "main:6"];
  assert.deepEqual(lab.notedAt, there);
  assert.equal(coreIn(main, client)?.sync.passport, undefined);
});

Deno.test("lines that are typed ahead run in the other realm, each once and in order", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { client } = realms;
  client.type("note 1");
  client.type("go arena");
  for (const number of numbers(20).slice(1)) client.type(`note ${number}`);
  await lab.advance(1_000);

  assert.deepEqual(client.answers("noted "), numbers(20));
  assert.deepEqual(lab.notedAt.map((line) => line.split(":")[0]), [
    "main",
    ...Array.from({ length: 19 }, () => "arena"),
  ]);
});

Deno.test("a session stays where it is when the other realm is away, and told so", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, client } = realms;
  arena.kill();
  await lab.advance(8_000);
  client.type("go arena");
  client.type("note 1");
  client.type("go nowhere");
  client.type("note 2");
  await lab.advance(1_000);

  assert.equal(whereIs(realms), "main");
  assert.deepEqual(held(main), [client.sessid]);
  assert.deepEqual(lab.notedAt, ["main:1", "main:2"]);
  const refusals = client.connection.shown.filter((text) => /cannot be entered/.test(String(text)));
  assert.deepEqual(refusals, [
    "|yarena cannot be entered now.|n",
    "|ynowhere cannot be entered now.|n",
  ]);
  // Of a realm that is away nobody is told who is not in it.
  assert.doesNotMatch(String(client.connection.shown), /out of reach/);
});

Deno.test("what a client sent behind what lets it go is run once, though the other realm is away and its own Server dies", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, portal, client } = realms;
  arena.kill();
  await lab.advance(8_000);
  portal.end.pause();
  client.call("before");
  await lab.settled();
  const registry = main.game.game()?.sessions as SessionRegistry;
  // Its turn has not ended when what comes behind is there.
  letGo(registry, client.sessid, { realm: "arena", passport: null });
  client.call("behind");
  await lab.settled();
  main.kill();
  portal.end.resume();
  await lab.settled();
  assert.equal(whereIs(realms), "main");
  await lab.server(2, "crash");
  await lab.advance(8_000);

  assert.deepEqual(lab.notedAt, ["main:call before", "main:call behind"]);
});

Deno.test("a realm that finds its Portal again says nothing of who left meanwhile", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, client } = realms;
  client.type("go arena");
  await lab.advance(500);
  for (const end of [main.end, main.end]) {
    end.loseNext(/\.down$/);
    main.hub.announce("lost on the way");
    await lab.advance(3_000);
  }
  client.type("note 1");
  await lab.advance(500);

  assert.equal(lab.events("realm:broken").length > 0, true);
  assert.deepEqual([held(main), held(arena)], [[], [client.sessid]]);
  assert.deepEqual(lab.notedAt, ["arena:1"]);
  assert.deepEqual(client.connection.ends, []);
  assert.deepEqual(client.answers("lost"), []);
});

Deno.test("a realm whose word of a transfer is lost on the way says it again, once", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, client } = realms;
  main.end.loseNext(/\.down$/);
  client.type("go arena");
  client.type("note 1");
  await lab.advance(4_000);

  assert.deepEqual([held(main), held(arena)], [[], [client.sessid]]);
  assert.deepEqual(client.answers("to "), ["arena"]);
  assert.deepEqual(lab.notedAt, ["arena:1"]);
});

Deno.test("what a realm tells everybody is heard by those who are there alone", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, portal, client } = realms;
  const other = await portal.connect();
  client.type("go arena");
  await lab.advance(500);
  main.hub.announce("news of main");
  arena.hub.announce("news of arena");
  await lab.advance(100);

  assert.deepEqual([client.answers("news of "), other.answers("news of ")], [["arena"], ["main"]]);
});

Deno.test("a realm that is shut down sends everybody home, and the Portal goes on", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { main, arena, client } = realms;
  await logIn(realms);
  client.type("go arena");
  await lab.advance(500);
  await lab.until(arena.supervisor.stop(undefined, "shutdown"));
  client.type("note 1");
  arena.hub.shutdown();
  await lab.advance(1_000);

  assert.deepEqual(lab.shutdowns, []);
  assert.equal(whereIs(realms), "main");
  assert.deepEqual(held(main), [client.sessid]);
  assert.equal(coreIn(main, client)?.account?.name, "Anna");
  assert.match(String(client.connection.shown), /arena was shut down: you go home\./);
  client.type("go arena");
  await lab.advance(500);
  assert.match(String(client.connection.shown), /arena cannot be entered now/);
  assert.equal(whereIs(realms), "main");
});

Deno.test("a home that is shut down ends the Portal", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const { main } = await two(lab);
  main.hub.shutdown();
  await lab.advance(200);

  assert.deepEqual(lab.shutdowns, [1]);
});

Deno.test("a realm whose Server dies has its sessions again in the next one, passports and all", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { arena, main, client } = realms;
  await logIn(realms);
  client.type("go arena");
  await lab.advance(500);
  arena.kill();
  client.type("note 1");
  const next = await lab.server(2, "crash", "arena");
  await lab.advance(1_000);

  assert.deepEqual([held(main), held(next)], [[], [client.sessid]]);
  const core = coreIn(next, client);
  assert.deepEqual([core?.account?.name, core?.sync.passport], ["Anna", ANNA]);
  assert.deepEqual(client.connection.ends, []);
  client.type("go main");
  client.type("note 2");
  await lab.advance(500);
  assert.deepEqual(lab.notedAt, ["arena:1", "main:2"]);
  assert.equal(whereIs(realms), "main");
  assert.deepEqual(held(main), [client.sessid]);
});

Deno.test("the trace tells of which realm a Server was found or lost", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const { arena } = await two(lab);
  arena.kill();
  await lab.advance(8_000);

  const realmsOf = (kind: string) =>
    lab.events(kind).flatMap(({ data }) => data.realm === undefined ? [] : [data.realm]);
  assert.deepEqual(realmsOf("server:ready").toSorted(), ["arena", "main"]);
  assert.deepEqual(realmsOf("server:lost"), ["arena"]);
});

Deno.test("sessions are logged out by the Servers of the realms in which they are", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { arena, portal, client } = realms;
  await logIn(realms);
  const other = await portal.connect();
  for (const line of ["connect Anna", "open-sesame-91"]) {
    other.type(line);
    await lab.advance(500);
  }
  client.type("go arena");
  await lab.advance(500);
  const sessids = [client.sessid, other.sessid];
  const limits = { deadline: lab.clock.now() + 5_000 };
  const answer = await lab.until(portal.asks.ask("logout", { sessids }, limits));

  assert.deepEqual(answer, { kind: "answered", value: { kind: "done" } });
  assert.equal(coreIn(arena, client)?.account, null);
  for (const { connection } of [client, other]) {
    assert.match(String(connection.shown), /You signed out in your browser/);
  }
});

Deno.test("a logout that one of the realms does not answer is not answered", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const realms = await two(lab);
  const { arena, portal, client } = realms;
  client.type("go arena");
  await lab.advance(500);
  arena.kill();
  await lab.advance(8_000);
  const limits = { deadline: lab.clock.now() + 5_000 };
  const sessids = [client.sessid];
  const answer = await lab.until(portal.asks.ask("logout", { sessids }, limits));

  assert.deepEqual(answer, { kind: "unavailable", wasSent: false });
});

Deno.test("what is sent beside lines that wait is run in one realm alone, and the lines in the other", async () => {
  await using lab = new RealmLab(["main", "arena"]);
  const visit = await two(lab);
  const { main, client } = visit;
  await logIn(visit);
  coreIn(main, client)?.inbox.holds.take();
  client.type("note 1");
  client.call("2");
  client.type("note 3");
  client.call("4");
  await lab.advance(200);
  assert.deepEqual(lab.notedAt, ["main:call 2", "main:call 4"]);
  const registry = main.game.game()?.sessions as SessionRegistry;
  letGo(registry, client.sessid, { realm: "arena", passport: ANNA });
  await lab.settled();
  client.call("5");
  await lab.advance(1_000);

  assert.deepEqual(lab.notedAt.slice(2).toSorted(), [
    ...["arena:1", "arena:3", "arena:call 5"],
  ]);
});
