import assert from "node:assert/strict";
import { RealmLab } from "./realm_lab.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

Deno.test("a realm greets the clients of every Portal, whoever was there first", async () => {
  await using lab = new RealmLab();
  const early = lab.portal(1);
  const before = await early.connect();
  await lab.advance(6_000);
  assert.equal(early.server.state.ready, false);
  assert.match(String(before.connection.shown), /The world is out of reach/);

  await lab.server(7);
  await lab.advance(500);
  const late = lab.portal(2);
  await lab.advance(500);
  const after = await late.connect();
  await lab.advance(100);

  assert.deepEqual([early.server.state.ready, late.server.state.ready], [true, true]);
  assert.match(String(before.connection.shown), /connect/);
  assert.match(String(after.connection.shown), /connect/);
  assert.deepEqual([before.sessid, after.sessid], [1_000_000_001, 2_000_000_001]);
});

Deno.test("a realm runs the lines of all Portals, each once and in order", async () => {
  await using lab = new RealmLab();
  await lab.server(1);
  const portals = [lab.portal(1), lab.portal(2), lab.portal(3)];
  await lab.advance(500);
  const clients = await Promise.all(portals.map((portal) => portal.connect()));
  for (const number of numbers(20)) {
    for (const client of clients) client.type(`note ${number}`);
    if (Number(number) % 5 === 0) await lab.advance(100);
  }
  await lab.advance(2_000);

  for (const client of clients) assert.deepEqual(client.answers("noted "), numbers(20));
  assert.equal(lab.noted.length, 60);
});

Deno.test("a realm whose link is lost on the way runs every line once, and tells all answers", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  client.type("note 1");
  await lab.advance(100);
  portal.end.loseNext(/\.up$/);
  client.type("note 2");
  await lab.advance(100);
  client.type("note 3");
  await lab.advance(2_000);
  server.end.loseNext(/\.down$/);
  client.type("note 4");
  await lab.advance(2_000);

  assert.deepEqual(client.answers("noted "), numbers(4));
  assert.deepEqual(lab.noted.map((noted) => noted.split(":")[1]), numbers(4));
  assert.equal(lab.events("realm:broken").length, 2);
});

Deno.test("a realm that is cut in two for a while goes on where it was", async () => {
  await using lab = new RealmLab();
  await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  client.type("note 1");
  await lab.advance(100);

  portal.end.isCut = true;
  client.type("note 2");
  await lab.advance(10_000);
  assert.equal(portal.server.state.ready, false);
  client.type("note 3");
  portal.end.isCut = false;
  await lab.advance(1_000);

  assert.equal(portal.server.state.ready, true);
  assert.deepEqual(client.answers("noted "), numbers(3));
  assert.deepEqual(lab.noted.length, 3);
  const told = client.connection.shown.filter((text) => /world/i.test(String(text)));
  assert.deepEqual(told, [
    "|yThe world is out of reach. You stay connected, and what you type is kept.|n",
    "|gThe world can be reached again.|n",
  ]);
});

Deno.test("a realm keeps a question to a session while its Portal is out of reach", async () => {
  await using lab = new RealmLab();
  await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  client.type("askback");
  await lab.advance(100);
  portal.end.isCut = true;
  await lab.advance(5_000);
  client.type("still here");
  portal.end.isCut = false;
  await lab.advance(2_000);

  assert.deepEqual(client.answers("answered "), ["still here"]);
});

Deno.test("a realm ends the sessions of clients that left while their Portal was out of reach", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const [one, other] = [await portal.connect(), await portal.connect()];
  await lab.advance(100);
  portal.end.isCut = true;
  await lab.advance(100);
  one.leave();
  const third = await portal.connect();
  await lab.advance(5_000);
  portal.end.isCut = false;
  await lab.advance(2_000);

  const held = server.game.game()?.sessions.all().map(({ sessid }) => sessid);
  assert.deepEqual(held, [other.sessid, third.sessid]);
  assert.match(String(third.connection.shown), /connect/);
});

Deno.test("a realm takes a Portal that stays out of reach for gone, and its sessions back later", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  for (
    const line of ["create Anna", "open-sesame-91", "open-sesame-91", "charcreate Ann", "ic Ann"]
  ) {
    client.type(line);
    await lab.advance(500);
  }
  await lab.eventually(() => portal.sessions.syncs[0]?.state === "puppeting");
  client.type("note 1");
  await lab.advance(100);
  portal.end.isCut = true;
  await lab.advance(70_000);
  assert.deepEqual(server.game.game()?.sessions.all(), []);
  assert.equal(lab.events("realm:gone").length, 1);
  client.type("note 2");
  portal.end.isCut = false;
  await lab.advance(2_000);

  assert.deepEqual(client.answers("noted "), ["1", "2"]);
});

Deno.test("a realm's Server that dies is followed by another one, and no line is lost", async () => {
  await using lab = new RealmLab();
  const first = await lab.server(1);
  const portals = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const clients = await Promise.all(portals.map((portal) => portal.connect()));
  for (const client of clients) client.type("note 1");
  await lab.advance(500);
  for (const client of clients) client.type("note 2");
  await lab.settled();
  first.kill();
  for (const client of clients) client.type("note 3");
  await lab.advance(1_000);
  await lab.server(2, "crash");
  await lab.advance(1_000);
  for (const client of clients) client.type("note 4");
  await lab.advance(500);

  for (const client of clients) {
    assert.deepEqual(new Set(client.answers("noted ")), new Set(numbers(4)));
    const told = client.connection.shown.filter((text) => /world/i.test(String(text)));
    assert.equal(told.length, 1, String(told));
  }
});

Deno.test("a realm's Server that was thought dead is heard no more once there is another", async () => {
  await using lab = new RealmLab();
  const first = await lab.server(1);
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(100);
  first.end.isCut = true;
  await lab.advance(3_000);
  await lab.server(2, "crash");
  await lab.advance(1_000);
  first.end.isCut = false;
  await lab.advance(1_000);
  client.type("note 1");
  await lab.advance(500);

  assert.deepEqual(client.answers("noted "), ["1"]);
  assert.equal(lab.noted.length, 1);
  assert.equal(portal.server.state.ready, true);
});

Deno.test("a realm reloads and restarts its game under all Portals, and loses no line", async () => {
  await using lab = new RealmLab();
  const { supervisor } = await lab.server(1);
  const portals = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const clients = await Promise.all(portals.map((portal) => portal.connect()));
  const type = (line: string) => clients.forEach((client) => client.type(line));
  type("note 1");
  const reloading = supervisor.reload("reload");
  type("note 2");
  await lab.settled();
  type("note 3");
  assert.equal((await lab.until(reloading)).kind, "reloaded");
  type("note 4");
  await lab.advance(500);
  type("note 5");
  await lab.settled();
  supervisor.crash("for the test");
  type("note 6");
  await lab.advance(3_000);

  for (const client of clients) {
    assert.deepEqual(new Set(client.answers("noted ")), new Set(numbers(6)));
  }
});

Deno.test("a realm's Server that hands over in order has told all Portals all that it said", async () => {
  await using lab = new RealmLab();
  const first = await lab.server(1);
  const portals = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const clients = await Promise.all(portals.map((portal) => portal.connect()));
  portals.forEach(({ end }) => end.pause());
  for (const number of numbers(100)) {
    first.game.game()?.sessions.announce(`news ${number}`);
    await lab.settled();
  }
  await lab.until(first.supervisor.stop(undefined, "reload"));
  assert.deepEqual(clients[0]?.answers("news "), []);
  const drained = first.hub.drained();
  await lab.settled();
  portals.forEach(({ end }) => end.resume());
  await lab.until(drained);
  first.kill();
  await lab.server(2, "reload");
  await lab.advance(1_000);

  for (const client of clients) assert.deepEqual(client.answers("news "), numbers(100));
});

Deno.test("a realm refuses a Portal whose number another process has", async () => {
  await using lab = new RealmLab();
  await lab.server(1);
  lab.portal(1);
  await lab.advance(500);
  const twin = lab.portal(1, "beef");
  await lab.advance(500);

  assert.deepEqual(lab.taken, [1]);
  assert.equal(twin.server.state.ready, false);
});

Deno.test("a realm believes no Portal that speaks of another one's sessions", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const honest = lab.portal(1);
  await lab.advance(500);
  const client = await honest.connect();
  const liar = lab.portal(2, "beef", 1);
  await lab.advance(500);
  const { type } = await liar.connect();
  type("note 1");
  await lab.advance(500);

  assert.deepEqual(lab.noted, []);
  const faults = lab.events("boundary:fault").map(({ data }) => String(data.error));
  assert.ok(faults.length > 0);
  assert.ok(faults.every((fault) => fault.endsWith("as its sessions must be its own")), faults[0]);
  const held = server.game.game()?.sessions.all().map(({ sessid }) => sessid);
  assert.deepEqual(held, [client.sessid]);
});

Deno.test("a realm that is shut down in the game tells every Portal to end", async () => {
  await using lab = new RealmLab();
  const { hub } = await lab.server(1);
  lab.portal(1);
  lab.portal(2);
  await lab.advance(500);
  hub.shutdown();
  await lab.advance(100);

  assert.deepEqual(lab.shutdowns.toSorted(), [1, 2]);
});

Deno.test("a realm answers what a Portal asks the Server, and each Portal hears its own answers", async () => {
  await using lab = new RealmLab();
  await lab.server(1);
  const portals = [lab.portal(1), lab.portal(2)];
  await lab.advance(500);
  const deadline = lab.clock.now() + 5_000;
  const asked = portals.map(({ questions }) => questions.ask("measures", {}, { deadline }));
  const answers = await lab.until(Promise.all(asked));

  assert.deepEqual(answers.map(({ kind }) => kind), ["answered", "answered"]);
});

Deno.test("a realm counts the connections of an address over all Portals, and those of nobody else", async () => {
  await using lab = new RealmLab();
  const [one, other] = [lab.portal(1), lab.portal(2)];
  const { connectionBurstPerAddress: burst } = lab.settings;
  const visits = Array.from({ length: burst }, () => one.tryConnect("192.0.2.7"));
  await lab.settled();

  assert.deepEqual(new Set(visits), new Set(["accepted"]));
  assert.equal(other.tryConnect("192.0.2.7"), "refused");
  assert.equal(other.tryConnect("192.0.2.8"), "accepted");
  await lab.advance(1_000);
  assert.equal(other.tryConnect("192.0.2.7"), "accepted");
});

Deno.test("a realm keeps a banned address out at every Portal, also at one that comes later", async () => {
  await using lab = new RealmLab();
  const server = await lab.server(1);
  const early = lab.portal(1);
  await lab.advance(500);
  const banning = server.game.game()?.bans.add({ pattern: "192.0.2.0/24" }, null);
  assert.equal((await lab.until(Promise.resolve(banning)))?.kind, "added");
  await lab.advance(500);
  const late = lab.portal(2);
  await lab.advance(500);

  for (const portal of [early, late]) {
    assert.equal(portal.tryConnect("192.0.2.7"), "refused");
    assert.equal(portal.tryConnect("198.51.100.7"), "accepted");
  }
});
