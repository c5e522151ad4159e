import assert from "node:assert/strict";
import type { PortalMessage, ServerMessage } from "../../../src/core/boundary/messages.ts";
import type { Passport } from "../../../src/core/boundary/session_sync.ts";
import type { RegistryOptions } from "../../../src/portals/session/portal_session_registry.ts";
import { RecordedConnection } from "./recorded_connection.ts";
import { type LabClient, PortalLab } from "./portal_lab.ts";

const ANNA: Passport = { uid: 7, uname: "anna", isSuperuser: false };

type Transfer = Extract<ServerMessage, { kind: "transfer" }>;

/** A Portal with two realms behind it, whose Servers only listen. */
class RealmsLab extends PortalLab {
  readonly arena;
  /** What the arena's Server was told, in order. */
  readonly sentThere: PortalMessage[] = [];

  constructor(limits: Partial<RegistryOptions["limits"]> = {}) {
    super(limits, 5, ["main", "arena"]);
    const [arena] = this.registry.realms.others;
    assert.ok(arena);
    this.arena = arena;
    this.serve();
    this.serveArena();
    this.news();
    this.newsThere();
  }

  /** Lets a Server of the arena take over. */
  serveArena(mode: "cold" | "crash" | "join" = "cold"): void {
    this.arena.resync(mode, (message) => this.sentThere.push(message));
    this.arena.release();
  }

  /** Says that a session goes on in a realm, as the Server of the realm does in which it is. */
  go({ sessid }: LabClient, realm: string, more: Partial<Transfer> = {}): void {
    const from = this.registry.realms.of(sessid) === this.arena ? this.arena : this.registry;
    const words = { passport: ANNA, carry: {}, text: null };
    from.receive({ kind: "transfer", sessid, realm, ...words, ...more });
  }

  /** Connects a client, logs it in and lets it go to the arena. */
  away(): LabClient {
    const client = this.loggedIn();
    this.go(client, "arena");
    this.news();
    this.newsThere();
    return client;
  }

  /** Returns what the arena's Server was told since the last look. */
  newsThere(): readonly PortalMessage[] {
    return this.sentThere.splice(0);
  }

  syncOf({ sessid }: LabClient) {
    return this.registry.find(sessid)?.sync;
  }
}

/** The typed lines of what a Server was told, each with its number. */
function typed(messages: readonly PortalMessage[]): readonly (readonly [unknown, unknown])[] {
  return messages.flatMap((message) =>
    message.kind === "input"
      ? message.calls.map(([, args]) => [message.line, args[0]] as const)
      : []
  );
}

/** What the Server is told that has let a session go, and may forget that. */
const heard = ({ sessid }: LabClient): PortalMessage => ({
  ...{ kind: "disconnect", sessid, reason: "client_closed" },
});

const kinds = (messages: readonly PortalMessage[]) => messages.map(({ kind }) => kind);

Deno.test("transfer tells the other realm's Server of a session as of a new connection", () => {
  const lab = new RealmsLab();
  const client = lab.settled({ clientName: "Mudlet" });
  lab.change(client, { state: "puppeting", uid: 7, uname: "anna", puid: 3, cmdsets: ["a"] });
  lab.news();
  lab.go(client, "arena", { carry: { gold: 3 }, text: "You go." });

  const [connect, flags, ...rest] = lab.newsThere();
  assert.deepEqual([connect?.kind, flags?.kind, rest], ["connect", "flags", []]);
  assert.ok(connect?.kind === "connect" && flags?.kind === "flags");
  const { state, uid, uname, puid, cmdsets, carry, passport, protocolFlags } = connect.sync;
  assert.deepEqual([state, uid, uname, puid, cmdsets], ["negotiating", 7, "anna", null, []]);
  assert.deepEqual([carry, passport, flags.settled], [{ gold: 3 }, ANNA, true]);
  assert.equal(protocolFlags.clientName, "Mudlet");
  assert.deepEqual(client.connection.shown, ["You go."]);
  assert.deepEqual(lab.news(), [heard(client)]);
  assert.deepEqual(client.connection.accounts, []);
});

Deno.test("transfer back home takes the passport away, as the account is there", () => {
  const lab = new RealmsLab();
  const client = lab.away();
  lab.go(client, "main", { carry: { won: true } });

  assert.deepEqual(kinds(lab.news()), ["connect", "flags"]);
  assert.deepEqual(lab.newsThere(), [heard(client)]);
  const sync = lab.syncOf(client);
  assert.deepEqual([sync?.uid, sync?.uname, sync?.carry], [7, "anna", { won: true }]);
  assert.equal(sync !== undefined && "passport" in sync, false);
});

Deno.test("transfer without a passport leads to the login screen, and signs the client out", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.go(client, "arena", { passport: null });

  const sync = lab.syncOf(client);
  assert.deepEqual([sync?.uid, sync?.uname, sync?.passport], [null, null, undefined]);
  assert.deepEqual(client.connection.accounts, [null]);
});

Deno.test("transfer lets what is typed go to the other realm, with numbers that go on", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  client.events.line("one");
  client.events.line("go");
  assert.deepEqual(typed(lab.news()), [[1, "one"], [2, "go"]]);
  lab.go(client, "arena", { line: 2 });
  client.events.line("three");
  lab.go(client, "main", { line: 3 });
  client.events.line("four");

  assert.deepEqual(typed(lab.newsThere()), [[3, "three"]]);
  assert.deepEqual(typed(lab.news()), [[4, "four"]]);
});

Deno.test("transfer takes along what was sent and not run, and not what was used up", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  const input = (line: number, text: string) => {
    const { sessid } = client;
    return { kind: "input", sessid, calls: [["text", [text], {}]], secret: false, line } as const;
  };
  lab.registry.unranBy(() => [input(1, "go"), input(2, "sent")]);
  client.events.line("go");
  client.events.line("sent");
  lab.go(client, "arena", { line: 1 });
  client.events.line("next");

  assert.deepEqual(typed(lab.newsThere()), [[2, "sent"], [3, "next"]]);
});

Deno.test("transfer takes along nothing that was run out of turn, wherever it is kept", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  const { sessid } = client;
  const input = (line: number) => {
    const calls = [["text", [`${line}`], {}]] as const;
    return { kind: "input", sessid, calls, secret: false, line } as const;
  };
  lab.registry.hold();
  lab.registry.unranBy(() => [1, 2, 3, 4, 5].map(input));
  lab.registry.putBack([6, 7, 8, 9].map(input));
  lab.go(client, "arena", { line: 1, ran: [[3, 4], [7, 8]] });

  assert.deepEqual(typed(lab.newsThere()).map(([line]) => line), [2, 5, 6, 9]);
});

Deno.test("transfer takes along what is held for a Server that is not there, and not what was used up", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  client.events.line("go");
  client.events.line("sent");
  const sent = lab.news();
  lab.registry.hold();
  client.events.line("held");
  lab.registry.putBack(sent);
  lab.go(client, "arena", { line: 1 });

  assert.deepEqual(typed(lab.newsThere()), [[2, "sent"], [3, "held"]]);
});

Deno.test("transfer to a realm whose Server is away leads back to where it began, told so", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  lab.arena.hold();
  lab.go(client, "arena", { carry: { kept: 1 } });

  const [gone, connect] = lab.news();
  assert.deepEqual(gone, heard(client));
  assert.ok(connect?.kind === "connect");
  assert.deepEqual([connect.sync.uid, connect.sync.carry], [7, { kept: 1 }]);
  assert.equal("passport" in connect.sync, false);
  assert.deepEqual(client.connection.shown, ["|yarena cannot be entered now.|n"]);
});

Deno.test("transfer to a realm that is unknown, or the same, leads back with the passport that it needs", () => {
  for (const realm of ["nowhere", "arena"]) {
    const lab = new RealmsLab();
    const client = lab.away();
    lab.go(client, realm);

    const [gone, connect] = lab.newsThere();
    assert.deepEqual(gone, heard(client));
    assert.ok(connect?.kind === "connect");
    assert.deepEqual(connect.sync.passport, ANNA);
    assert.deepEqual(lab.news(), []);
    assert.deepEqual(client.connection.shown, [`|y${realm} cannot be entered now.|n`]);
  }
});

Deno.test("transfer waits where it began while no Server is there either, what was typed with it", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  lab.registry.hold();
  lab.arena.hold();
  client.events.line("held");
  lab.go(client, "arena");
  assert.deepEqual(lab.news(), []);
  lab.serve("crash");

  const told = lab.news();
  assert.deepEqual(kinds(told), ["sync", "flags", "input"]);
  assert.ok(told[0]?.kind === "sync");
  assert.deepEqual(told[0].sessions.map(({ uid, state }) => [uid, state]), [[7, "negotiating"]]);
});

Deno.test("transfer in the only realm of a process leads back", () => {
  const lab = new PortalLab().serve();
  const client = lab.loggedIn();
  lab.news();
  const carry = { a: 1 };
  const words = { realm: "arena", passport: ANNA, carry, text: null };
  lab.registry.receive({ kind: "transfer", sessid: client.sessid, ...words });
  client.events.line("look");

  assert.deepEqual(kinds(lab.news()), ["connect", "flags", "input"]);
  assert.equal(lab.registry.count, 1);
  assert.deepEqual(lab.registry.uids, []);
});

Deno.test("what a realm says of a session that is elsewhere is dropped", () => {
  const lab = new RealmsLab();
  const [away, atHome] = [lab.away(), lab.loggedIn()];
  const { sessid } = away;
  const sessids = [sessid, atHome.sessid];
  const calls = [["text", ["stale"], {}]] as const;
  lab.registry.receive({ kind: "output", sessids, calls });
  lab.registry.receive({ kind: "sync", sessid, fields: { uid: 99 } });
  lab.registry.receive({ kind: "login", sessid, uid: 99, uname: "mallory" });
  lab.registry.receive({ kind: "disconnect", sessids: [sessid], reason: "quit", text: null });
  lab.registry.receive({ kind: "xray", action: "start", viewer: sessid, target: atHome.sessid });
  lab.registry.receive({
    ...{ kind: "transfer", sessid, realm: "main", passport: null, carry: {}, text: "again" },
  });
  lab.arena.receive({ kind: "output", sessids: [atHome.sessid], calls });
  lab.arena.receive({ kind: "gate", bans: [] });

  assert.deepEqual(away.connection.shown, []);
  assert.deepEqual(away.connection.ends, []);
  assert.deepEqual([lab.syncOf(away)?.uid, lab.syncOf(away)?.uname], [7, "anna"]);
  assert.deepEqual(atHome.connection.shown, ["stale"]);
  assert.equal(lab.registry.realms.of(sessid), lab.arena);
});

Deno.test("what a realm says to a session that is there is done", () => {
  const lab = new RealmsLab();
  const client = lab.away();
  const { sessid } = client;
  lab.arena.receive({ kind: "sync", sessid, fields: { state: "loggedin" } });
  lab.arena.receive({ kind: "login", sessid, uid: 7, uname: "anna" });
  lab.arena.receive({ kind: "output", sessids: [sessid], calls: [["text", ["fight"], {}]] });

  assert.deepEqual(client.connection.shown, ["fight"]);
  assert.deepEqual(client.connection.accounts, [{ uid: 7, uname: "anna" }]);
  assert.deepEqual(lab.syncOf(client)?.passport, ANNA);
  assert.deepEqual(lab.registry.uids, [7]);
});

Deno.test("announce() of a realm is heard by those who are there", () => {
  const lab = new RealmsLab();
  const [away, atHome] = [lab.away(), lab.loggedIn()];
  lab.arena.announce("there");
  lab.registry.announce("here");

  assert.deepEqual(away.connection.shown, ["there"]);
  assert.deepEqual(atHome.connection.shown, ["here"]);
});

Deno.test("each realm's Server is told of those who are there, and of the ends of those", () => {
  const lab = new RealmsLab();
  const [away, atHome] = [lab.away(), lab.loggedIn()];
  lab.news();
  lab.serve("join");
  lab.serveArena("crash");
  const named = [...lab.news(), ...lab.newsThere()].map((message) =>
    message.kind === "join" || message.kind === "sync"
      ? message.sessions.map(({ sessid, passport }) => [sessid, passport])
      : message.kind
  );
  away.events.closed("client_closed");

  assert.deepEqual(named, [[[atHome.sessid, undefined]], [[away.sessid, ANNA]], "flags"]);
  assert.deepEqual(kinds(lab.newsThere()), ["disconnect"]);
  assert.deepEqual(lab.news(), []);
});

Deno.test("the end of a session is told to the next Server of the realm in which it was", () => {
  const lab = new RealmsLab();
  const client = lab.away();
  lab.arena.receive({ kind: "sync", sessid: client.sessid, fields: { state: "loggedin" } });
  lab.arena.hold();
  client.events.closed("client_closed");
  lab.serve("crash");
  lab.serveArena("crash");

  assert.deepEqual(
    lab.news().flatMap((message) => message.kind === "sync" ? message.sessions : []),
    [],
  );
  assert.deepEqual(kinds(lab.newsThere()), ["sync", "disconnect"]);
});

Deno.test("a Server that was told of a session which it had let go is told that it is gone", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  lab.beginServe("join");
  lab.go(client, "arena");
  lab.registry.release();
  client.events.line("on");

  assert.deepEqual(kinds(lab.news()), ["join", "disconnect"]);
  assert.deepEqual(kinds(lab.newsThere()), ["connect", "flags", "input"]);
});

Deno.test("a Server that was told of a session which left and came back is told of both", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  lab.beginServe("join");
  lab.go(client, "nowhere");
  lab.registry.release();

  assert.deepEqual(kinds(lab.news()), ["join", "disconnect", "connect", "flags"]);
});

Deno.test("transfer forgets a hidden question, and takes the line behind it for no command", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.show(client, ["prompt", ["Password:"], { secret: true }]);
  lab.go(client, "arena");
  client.events.line("hunter2");

  assert.deepEqual(client.connection.modes, ["secret", "normal"]);
  const inputs = lab.newsThere().filter((message) => message.kind === "input");
  assert.deepEqual(inputs.map(({ secret }) => secret), [true]);
});

Deno.test("a session with a passport has as long as it likes to log in", () => {
  const lab = new RealmsLab({ loginTimeout: 60 });
  const [away, nobody] = [lab.away(), lab.loggedIn()];
  lab.go(nobody, "arena", { passport: null });
  const back = lab.away();
  lab.registry.hold();
  lab.go(back, "main");
  lab.clock.advance(61_000);
  assert.deepEqual(away.connection.ends, []);
  assert.deepEqual(nobody.connection.ends.map(({ reason }) => reason), ["login_timeout"]);
});

Deno.test("a session that comes home while home is away may wait for it", () => {
  const lab = new RealmsLab({ loginTimeout: 60 });
  const client = lab.away();
  lab.registry.hold();
  lab.arena.hold();
  lab.registry.realms.close(lab.arena);
  lab.clock.advance(61_000);
  assert.deepEqual(client.connection.ends, []);

  lab.serve("crash");
  lab.change(client, { state: "unloggedin", uid: null, uname: null });
  assert.deepEqual(client.connection.accounts, [null]);
  lab.clock.advance(61_000);
  assert.deepEqual(client.connection.ends.map(({ reason }) => reason), ["login_timeout"]);
});

Deno.test("sessions that are away count for no login screen", () => {
  const lab = new RealmsLab({ maxSessionsBeforeLogin: 1 });
  const client = lab.away();
  lab.arena.receive({ kind: "sync", sessid: client.sessid, fields: { state: "unloggedin" } });

  assert.notEqual(typeof lab.tryConnect("198.51.100.7"), "string");
  assert.equal(lab.tryConnect("198.51.100.8"), "too_many_connections");
});

Deno.test("a ban of home ends sessions that are away, by their address or their account's name", () => {
  const lab = new RealmsLab();
  const [away, atHome] = [lab.away(), lab.loggedIn()];
  const other = lab.loggedIn();
  lab.go(other, "arena", { passport: { ...ANNA, uid: 8, uname: "Berta" } });
  const ban = { id: 1, kind: "name", pattern: "anna", reason: "spam", by: "Zoe", at: 1 } as const;
  lab.arena.receive({ kind: "gate", bans: [ban] });
  assert.deepEqual(away.connection.ends, []);
  lab.newsThere();
  lab.registry.receive({ kind: "gate", bans: [ban] });

  const text = "Your account is banned here: spam";
  assert.deepEqual(away.connection.ends, [{ reason: "banned", text }]);
  // Its own Server ends whoever is at home.
  assert.deepEqual([...atHome.connection.ends, ...other.connection.ends], []);
  assert.deepEqual(lab.newsThere(), [
    { kind: "disconnect", sessid: away.sessid, reason: "banned" },
  ]);
  lab.registry.receive({
    kind: "gate",
    bans: [{ ...ban, kind: "address", pattern: "192.0.2.0/24" }],
  });
  assert.deepEqual(other.connection.ends.map(({ reason }) => reason), ["banned"]);
});

Deno.test("close() takes everybody home, with who they are and what they typed", () => {
  const lab = new RealmsLab();
  const [one, other] = [lab.away(), lab.settled()];
  lab.go(other, "arena", { passport: null });
  lab.news();
  lab.arena.hold();
  one.events.line("help");
  lab.registry.realms.close(lab.arena);

  const told = lab.news();
  assert.deepEqual(kinds(told), ["connect", "flags", "input", "connect", "flags"]);
  const uids = told.flatMap((message) => message.kind === "connect" ? [message.sync.uid] : []);
  assert.deepEqual(uids, [7, null]);
  assert.deepEqual(one.connection.shown, ["|yarena was shut down: you go home.|n"]);
  assert.equal("passport" in (lab.syncOf(one) ?? {}), false);
});

Deno.test("a session that is held at the wall goes when it is let through, with all that waits", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  const { wall } = lab.registry;
  wall.hold(client.sessid);
  lab.show(client, ["text", ["before"], {}]);
  lab.go(client, "arena");
  lab.show(client, ["text", ["stale"], {}]);
  client.events.line("typed");
  assert.deepEqual([lab.newsThere(), client.connection.shown], [[], []]);
  wall.release(client.sessid);

  assert.deepEqual(client.connection.shown, ["before"]);
  assert.deepEqual(kinds(lab.newsThere()), ["connect", "flags", "input"]);
  assert.deepEqual(lab.news(), [heard(client)]);
});

Deno.test("a realm whose Server goes takes back only what waits at the wall for it", () => {
  const lab = new RealmsLab();
  const [away, atHome] = [lab.away(), lab.loggedIn()];
  lab.news();
  lab.registry.wall.hold(null);
  away.events.line("there");
  atHome.events.line("here");
  lab.arena.hold();
  lab.registry.wall.release(null);
  lab.serveArena("crash");

  assert.deepEqual(typed(lab.news()), [[1, "here"]]);
  assert.deepEqual(typed(lab.newsThere()), [[1, "there"]]);
});

Deno.test("disconnectAll() ends the sessions of all realms", () => {
  const lab = new RealmsLab();
  const clients = [lab.away(), lab.loggedIn()];
  lab.registry.disconnectAll("shutdown", "Bye.");

  for (const { connection } of clients) {
    assert.deepEqual(connection.ends, [{ reason: "shutdown", text: "Bye." }]);
  }
  assert.equal(lab.registry.count, 0);
  assert.deepEqual([lab.arena.all, lab.registry.realms.home.all], [[], []]);
});

Deno.test("a session in another realm goes on at another Portal in that realm, passport and all", () => {
  const [one, two] = [new RealmsLab(), new RealmsLab()];
  const { moving } = one.registry;
  const away = one.away();
  assert.equal(moving.freeze(away.sessid), true);
  const record = moving.recordOf(away.sessid);
  assert.equal(record?.realm, "arena");
  moving.letGo(away.sessid);
  assert.deepEqual([one.arena.all, one.newsThere(), one.news()], [[], [], []]);

  const events = two.registry.moving.adopt({ ...record, input: [] }, new RecordedConnection());
  two.registry.moving.confirm(away.sessid);
  events.line("look");
  assert.deepEqual([typed(two.newsThere()), two.news()], [[[1, "look"]], []]);
  assert.deepEqual(two.syncOf(away)?.passport, ANNA);
});

Deno.test("a session that comes from another Portal is kept out by a ban that was set meanwhile", () => {
  const [one, two] = [new RealmsLab(), new RealmsLab()];
  const [away, atHome] = [one.away(), one.loggedIn()];
  const bans = [{ id: 1, kind: "name", pattern: "anna", reason: "", by: "", at: 0 }] as const;
  two.registry.receive({ kind: "gate", bans });
  const [away2, atHome2] = [away, atHome].map(({ sessid }) => {
    const record = one.registry.moving.recordOf(sessid);
    assert.ok(record !== undefined);
    const connection = new RecordedConnection();
    two.registry.moving.adopt({ ...record, input: [] }, connection);
    two.registry.moving.confirm(sessid);
    return connection;
  });

  assert.deepEqual(away2?.ends.map(({ reason }) => reason), ["banned"]);
  // Of those at home its Server decides.
  assert.deepEqual(atHome2?.ends, []);
});

Deno.test("a session may go to another realm while it is to move to another Portal", () => {
  const lab = new RealmsLab();
  const { moving } = lab.registry;
  const leaving = lab.loggedIn();
  lab.news();
  assert.equal(moving.freeze(leaving.sessid), true);
  leaving.events.line("typed while it was to move");
  lab.go(leaving, "arena");
  const sync = moving.syncOf(leaving.sessid);
  assert.deepEqual([moving.realmOf(leaving.sessid), sync?.uname, sync?.hops], ["arena", "anna", 1]);
  assert.deepEqual(typed(lab.newsThere()), []);

  assert.ok(sync);
  moving.stay({ ...sync, portal: 5, hops: 2 });
  assert.deepEqual(typed(lab.newsThere()), [[1, "typed while it was to move"]]);
});

Deno.test("transfer home waits there while home is away, for who is nobody in the other realm any more", () => {
  const lab = new RealmsLab();
  const [loggedOut, notLetIn, playing] = [lab.away(), lab.away(), lab.away()];
  for (const { sessid } of [loggedOut, playing]) {
    lab.arena.receive({ kind: "sync", sessid, fields: { state: "loggedin", uid: 7 } });
  }
  lab.registry.hold();
  lab.go(loggedOut, "main", { passport: null });
  lab.go(notLetIn, "main", { text: "You are banned there." });
  lab.go(playing, "main");

  const realms = [loggedOut, notLetIn, playing].map(({ sessid }) =>
    lab.registry.realms.of(sessid).realm
  );
  assert.deepEqual(realms, ["main", "main", "arena"]);
  assert.deepEqual(notLetIn.connection.shown, ["You are banned there."]);
  lab.serve("crash");
  const [sync] = lab.news();
  assert.deepEqual(sync?.kind === "sync" && sync.sessions.map(({ sessid, uid }) => [sessid, uid]), [
    [loggedOut.sessid, null],
    [notLetIn.sessid, 7],
  ]);
});

Deno.test("transfer from abroad takes a session along as who home said it is, whatever is said there", () => {
  const lab = new RealmsLab();
  const client = lab.away();
  lab.go(client, "main", { passport: { uid: 1, uname: "boss", isSuperuser: true } });

  const [connect] = lab.news();
  assert.deepEqual(connect?.kind === "connect" && [connect.sync.uid, connect.sync.uname], [
    7,
    "anna",
  ]);
});

Deno.test("transfer that waits at the wall takes along what was held there when its Server goes", () => {
  const lab = new RealmsLab();
  const client = lab.loggedIn();
  lab.news();
  lab.registry.wall.hold(client.sessid);
  client.events.line("typed");
  lab.go(client, "arena");
  assert.deepEqual(lab.newsThere(), []);
  lab.registry.hold();

  assert.equal(lab.registry.realms.of(client.sessid), lab.arena);
  lab.registry.wall.release(null);
  assert.deepEqual(typed(lab.newsThere()).map(([, line]) => line), ["typed"]);
});
