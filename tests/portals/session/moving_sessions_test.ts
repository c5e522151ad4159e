import assert from "node:assert/strict";
import type { PortalMessage } from "../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { PortalSessionRegistry } from "../../../src/portals/session/portal_session_registry.ts";
import { RecordedConnection } from "./recorded_connection.ts";

const { settings } = resolveSettings([{
  name: "test",
  values: { commandRate: 1, commandBurst: 1, loginTimeout: 30 },
}]);

/** A Portal of several whose Server is up, and what that was told. */
function portalOf(portal: number) {
  const clock = new ManualClock();
  const sessions = new PortalSessionRegistry({
    clock,
    trace: new Trace(),
    limits: settings,
    portal,
  });
  const told: PortalMessage[] = [];
  sessions.resync("join", (message) => told.push(message));
  sessions.release();
  told.splice(0);
  return { clock, sessions, told };
}

/** A session at the first Portal that has typed three lines, of which one has gone to the Server. */
function visit() {
  const one = portalOf(1);
  const answer = one.sessions.connect(new RecordedConnection(), { utf8: true });
  assert.ok(answer.kind === "accepted");
  answer.events.settled();
  answer.events.flags({ screenWidth: 60 });
  one.sessions.receive({
    ...{ kind: "sync", sessid: answer.sessid },
    fields: { protocolFlags: { screenWidth: 90 }, flagSources: { screenWidth: "user" } },
  });
  one.sessions.receive({
    ...{ kind: "output", sessids: [answer.sessid] },
    calls: [["prompt", ["Password: "], { secret: true }]],
  });
  for (const line of ["first", "second", "third"]) answer.events.line(line);
  return { ...one, sessid: answer.sessid };
}

const linesOf = (told: readonly PortalMessage[]) =>
  told.flatMap((message) =>
    message.kind === "input" ? [[message.line, message.calls[0]?.[1][0], message.secret]] : []
  );

const flagsOf = (told: readonly PortalMessage[]) =>
  told.flatMap((message) => message.kind === "flags" ? [[message.flags, message.settled]] : []);

Deno.test("a session goes on at another Portal with all that was typed and is known of its client", () => {
  const { sessions, told, sessid } = visit();
  assert.equal(sessions.moving.freeze(sessid), true);
  const record = sessions.moving.recordOf(sessid);
  assert.ok(record !== undefined);
  const input = told.filter((message) => message.kind === "input");
  sessions.moving.letGo(sessid);

  const two = portalOf(2);
  const connection = new RecordedConnection();
  const events = two.sessions.moving.adopt({ ...record, input }, connection);
  events.line("fourth");
  assert.deepEqual(two.told, []);
  two.sessions.moving.confirm(sessid);
  for (let seconds = 0; seconds < 5; seconds++) two.clock.advance(1_000);

  assert.deepEqual(linesOf(two.told), [
    [1, "first", true],
    [2, "second", false],
    [3, "third", false],
    [4, "fourth", false],
  ]);
  // The Server may have missed what its client said while no Portal had it.
  assert.deepEqual(flagsOf(two.told), [[{ utf8: true, screenWidth: 90 }, true]]);
  // What the user chose still holds against what the client said before.
  events.flags({ screenWidth: 60 });
  assert.equal(two.sessions.find(sessid)?.sync.protocolFlags.screenWidth, 90);
});

Deno.test("a session that is let go tells nobody, and does nothing any more", () => {
  const { sessions, told, clock, sessid } = visit();
  sessions.moving.freeze(sessid);
  told.splice(0);
  sessions.moving.letGo(sessid);
  clock.advance(60_000);

  assert.deepEqual([told, sessions.count, sessions.find(sessid)], [[], 0, undefined]);
});

Deno.test("a session that is frozen lets no line go on before it stays, and then says where it is", () => {
  const { sessions, told, clock, sessid } = visit();
  sessions.moving.freeze(sessid);
  told.splice(0);
  clock.advance(5_000);
  assert.deepEqual(linesOf(told), []);
  const sync = sessions.moving.syncOf(sessid);
  assert.ok(sync);
  sessions.moving.stay({ ...sync, portal: 1, hops: 1 });
  for (let seconds = 0; seconds < 5; seconds++) clock.advance(1_000);

  assert.deepEqual(linesOf(told).map(([line]) => line), [2, 3]);
  assert.equal(sessions.find(sessid)?.sync.portal, 1);
});

Deno.test("a session of which little is known yet does not move", () => {
  const { sessions } = portalOf(1);
  const answer = sessions.connect(new RecordedConnection(), {});
  assert.ok(answer.kind === "accepted");

  assert.equal(sessions.moving.freeze(answer.sessid), false);
  assert.equal(sessions.moving.freeze(4711), false);
});

Deno.test("a session that moves has no more time to log in than one that stays", () => {
  const one = portalOf(1);
  const answer = one.sessions.connect(new RecordedConnection(), {});
  assert.ok(answer.kind === "accepted");
  answer.events.settled();
  one.clock.advance(20_000);
  const { sessid } = answer;
  assert.equal(one.sessions.moving.freeze(sessid), true);
  const record = one.sessions.moving.recordOf(sessid);
  assert.ok(record !== undefined);
  assert.equal(record.loginMs, 20_000);
  one.sessions.moving.letGo(sessid);

  const two = portalOf(2);
  const connection = new RecordedConnection();
  two.sessions.moving.adopt({ ...record, input: [] }, connection);
  two.sessions.moving.confirm(sessid);
  two.clock.advance(9_999);
  assert.deepEqual(connection.ends, []);
  two.clock.advance(1);
  assert.deepEqual(connection.ends.map(({ reason }) => reason), ["login_timeout"]);
});

Deno.test("a session that has moved away and comes back is held again where all are", () => {
  const { sessions, sessid } = visit();
  sessions.wall.hold(null);
  assert.equal(sessions.moving.freeze(sessid), true);
  assert.equal(sessions.wall.isHeld(sessid), false);
  sessions.moving.letGo(sessid);
  assert.equal(sessions.wall.isHeld(sessid), true);
});

Deno.test("the next Server is not told that a session has ended which another Portal may go on with", () => {
  for (const isClaimed of [true, false]) {
    const { sessions, sessid } = visit();
    const fields = { state: "loggedin", uid: 1, uname: "anna" } as const;
    sessions.receive({ kind: "sync", sessid, fields });
    const sync = sessions.moving.syncOf(sessid);
    assert.ok(sync);
    if (isClaimed) sessions.moving.claim({ ...sync, portal: 1, hops: 1 });
    sessions.hold();
    sessions.find(sessid)?.closed("client_closed");
    const told: PortalMessage[] = [];
    sessions.resync("crash", (message) => told.push(message));
    sessions.release();

    const named = told.flatMap((message) => message.kind === "sync" ? message.sessions : []);
    assert.deepEqual(named.map(({ sessid }) => sessid), isClaimed ? [] : [sessid]);
    const kinds = told.map(({ kind }) => kind);
    assert.deepEqual(kinds, isClaimed ? ["sync"] : ["sync", "disconnect"]);
  }
});
