import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { ManualClock } from "../../../../src/core/clock.ts";
import { resolveSettings } from "../../../../src/core/settings/resolve.ts";
import { Trace } from "../../../../src/core/trace/trace.ts";
import { encodeFound } from "../../../../src/portals/realm/moves/found_codec.ts";
import type { MoveWord } from "../../../../src/portals/realm/hub_messages.ts";
import { SessionMoves } from "../../../../src/portals/realm/moves/session_moves.ts";
import { encodeWord } from "../../../../src/portals/realm/realm_words.ts";
import type { MoveEvents } from "../../../../src/portals/realm/remote/move_events.ts";
import { RealmSubjects } from "../../../../src/portals/realm/subjects.ts";
import { PortalSessionRegistry } from "../../../../src/portals/session/portal_session_registry.ts";
import { RecordedConnection } from "../../session/recorded_connection.ts";
import { MemoryBus } from "../memory_bus.ts";

const { settings } = resolveSettings([{ name: "test", values: { loginTimeout: 0 } }]);
const subjects = new RealmSubjects("test");
const turn = () => new Promise<void>((resolve) => setImmediate(() => resolve()));

/** A session that the first Portal has given to the second one, which may have taken it. */
async function given() {
  const clock = new ManualClock();
  const trace = new Trace();
  const bus = new MemoryBus();
  const sessions = new PortalSessionRegistry({
    ...{ clock, trace, limits: settings, portal: 1, realms: ["test"] },
  });
  sessions.resync("join", () => {});
  sessions.release();
  const answer = sessions.connect(new RecordedConnection(), {});
  assert.ok(answer.kind === "accepted");
  const { sessid } = answer;
  answer.events.settled();
  const said: MoveWord[] = [];
  let isLinked = true;
  let hub: MoveEvents | undefined;
  const server = {
    state: { ready: true, reason: "", zombies: 0 },
    say: (word: MoveWord) => isLinked && said.push(word) > 0,
    inputOf: () => [],
    sendAgain: () => {},
    forget: () => {},
    follow: (events: MoveEvents) => void (hub = events),
  };
  const moves = new SessionMoves({
    ...{ connection: bus.connect().connection, subjects, portal: 1, sessions, clock, trace },
    servers: new Map([["test", server]]),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });
  const sent = { before: 0, messages: [] };
  moves.serve({
    find: () => sessid,
    record: () => ({
      ...{ received: 0, sent, address: "192.0.2.1", mode: "normal", flags: {}, tab: null },
    }),
    adopt: () => {},
    letGo: () => {},
  });
  assert.ok(hub !== undefined);
  const events: MoveEvents = hub;
  const wish = { token: "a".repeat(43), received: 0, isOwn: true, browser: null, uid: null };
  const search = "0123456789abcdef";
  bus.connect().connection.publish(
    subjects.seek,
    encodeWord({ kind: "seek", portal: 2, search, wish }),
  );
  await turn();
  hub.answered({ kind: "handedOver", sessid });
  await turn();
  /** The Server is gone; the next one is not there yet. */
  const lose = () => {
    isLinked = false;
    events.lost();
  };
  /** The second Portal says that the session goes on there. */
  const goesOn = async (realm: string) => {
    const { connection } = bus.connect();
    const word = { kind: "goesOn", sessid, realm, hops: 2 } as const;
    connection.publish(subjects.found(1), encodeFound(word));
    await turn();
  };
  return { clock, sessions, sessid, said, hub, moves, lose, goesOn };
}

const kindsOf = (said: readonly MoveWord[]) => said.map(({ kind }) => kind);

Deno.test("a session that is claimed back goes on when the hub says so, and not when that asks for it", async () => {
  const { clock, sessid, said, hub, moves } = await given();
  using _ = moves;
  clock.advance(5_000);
  assert.deepEqual(kindsOf(said), ["handOver", "takeOver"]);
  // What the Server was told before is not that the session is claimed.
  hub.up();
  assert.equal(moves.isMoving(sessid), true);
  hub.answered({ kind: "tookOver", sessid });
  assert.equal(moves.isMoving(sessid), false);
});

Deno.test("a session that is claimed back is forgotten when the hub says that another Portal has it", async () => {
  const { clock, sessions, sessid, hub, moves } = await given();
  using _ = moves;
  clock.advance(5_000);
  hub.up();
  hub.answered({ kind: "letGo", sessid, hops: 1 });
  assert.deepEqual([moves.isMoving(sessid), sessions.count], [false, 0]);
});

Deno.test("a session that was given away when the Server died is claimed by what the next one is told", async () => {
  const { sessions, sessid, said, hub, moves, lose } = await given();
  using _ = moves;
  lose();
  assert.deepEqual(kindsOf(said), ["handOver"]);
  assert.deepEqual(sessions.syncs.map(({ portal, hops }) => [portal, hops]), [[1, 1]]);
  assert.equal(moves.isMoving(sessid), true);
  hub.up();
  assert.equal(moves.isMoving(sessid), false);
});

Deno.test("a session that may be at two Portals is forgotten by one as soon as the other says that it goes on there", async () => {
  for (const isClaimed of [true, false]) {
    const { sessions, sessid, moves, lose, goesOn } = await given();
    using _ = moves;
    if (isClaimed) lose();
    await goesOn("arena");
    assert.deepEqual([moves.isMoving(sessid), sessions.count], [true, 1]);
    await goesOn("test");
    assert.deepEqual([moves.isMoving(sessid), sessions.count], [false, 0]);
  }
});

Deno.test("a session of which the hub has said that it is here stays, whoever says that it goes on elsewhere", async () => {
  const { sessions, hub, moves, lose, goesOn } = await given();
  using _ = moves;
  lose();
  hub.up();
  await goesOn("test");
  assert.equal(sessions.count, 1);
});

Deno.test("a session that is claimed goes on no less far than it has since, when that is its Portal's", async () => {
  const { sessions, sessid, hub, moves, lose } = await given();
  using _ = moves;
  lose();
  const transfer = { kind: "transfer", sessid, realm: "gone", passport: null } as const;
  for (let times = 0; times < 3; times++) {
    sessions.receive({ ...transfer, carry: {}, text: null });
  }
  hub.up();
  assert.deepEqual(sessions.syncs.map(({ hops }) => hops), [5]);
});

Deno.test("nobody waits for a session that has ended while it was claimed", async () => {
  const { sessions, moves, lose } = await given();
  using _ = moves;
  lose();
  assert.equal(moves.count, 1);
  sessions.disconnectAll("banned", null);
  assert.equal(moves.count, 0);
});
