import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { Trace } from "../../../src/core/trace/trace.ts";
import { Crowd, type CrowdElsewhere } from "../../../src/portals/session/crowd.ts";
import { newSync } from "../../../src/portals/session/new_sync.ts";
import { PortalSessionRegistry } from "../../../src/portals/session/portal_session_registry.ts";
import { RecordedConnection } from "./recorded_connection.ts";

const ADDRESS = "192.0.2.1";
const { settings } = resolveSettings([{ name: "test", values: { maxSessionsPerAddress: 4 } }]);

/** Other Portals with as many sessions of each address as there is to tell, and what they are told. */
class Others implements CrowdElsewhere {
  readonly told: (string | undefined)[] = [];
  readonly #count: number;

  constructor(count = 0) {
    this.#count = count;
  }

  get beforeLogin(): number {
    return this.#count;
  }

  countOf(): number {
    return this.#count;
  }

  changed(key?: string): void {
    this.told.push(key);
  }
}

function portalOf(portal: number, elsewhere: CrowdElsewhere) {
  const sessions = new PortalSessionRegistry({
    ...{ clock: new ManualClock(), trace: new Trace(), limits: settings, portal, elsewhere },
    realms: ["main", "arena"],
  });
  const realms = [sessions.realms.home, ...sessions.realms.others];
  for (const realm of realms) {
    realm.resync("join", () => {});
    realm.release();
  }
  return sessions;
}

function visit(sessions: PortalSessionRegistry) {
  const answer = sessions.connect(new RecordedConnection(ADDRESS), {});
  if (answer.kind === "refused") throw new Error(`Cannot connect: ${answer.reason}`);
  answer.events.settled();
  return answer;
}

/** Two Portals with a session each, of which that of the first is about to move to the second. */
function onTheWay() {
  const [one, two] = [portalOf(1, new Others()), portalOf(2, new Others())];
  visit(two);
  const { sessid } = visit(one);
  one.moving.freeze(sessid);
  const record = one.moving.recordOf(sessid);
  assert.ok(record);
  two.moving.adopt({ ...record, input: [] }, new RecordedConnection(ADDRESS));
  return { one, two, sessid };
}

const countsOf = ({ crowd }: PortalSessionRegistry) => [crowd.countOf(ADDRESS), crowd.beforeLogin];

Deno.test("Crowd refuses whoever is too many together with those of other Portals", () => {
  const sync = newSync(1, { protocolKey: "telnet", address: ADDRESS }, {}, 0);
  for (const [count, reason] of [[1, undefined], [2, "too_many_connections"]] as const) {
    const each = { maxSessionsPerAddress: 3, maxSessionsBeforeLogin: 0 };
    const all = { maxSessionsPerAddress: 0, maxSessionsBeforeLogin: 3 };
    for (const limits of [each, all]) {
      const crowd = new Crowd(limits, new Others(count));
      crowd.add(sync);
      assert.equal(crowd.refusal(ADDRESS), reason);
      assert.equal(crowd.refusal("127.0.0.1"), undefined);
    }
  }
});

Deno.test("Crowd tells other Portals of who comes, logs in and goes, and of nothing else", () => {
  const others = new Others();
  const sessions = portalOf(1, others);
  const { sessid, events } = visit(sessions);
  assert.deepEqual(others.told.splice(0), [ADDRESS]);
  const login = { state: "loggedin", uid: 7, uname: "anna" } as const;
  for (let times = 0; times < 3; times++) {
    sessions.receive({ kind: "sync", sessid, fields: login });
  }
  assert.deepEqual(others.told.splice(0), [undefined]);
  events.closed("client_closed");
  assert.deepEqual(others.told.splice(0), [ADDRESS]);
});

Deno.test("Crowd counts a session that moves where it is told to be, and never at both Portals", () => {
  const { one, two, sessid } = onTheWay();
  two.receive({ kind: "sync", sessid, fields: { cmdTotal: 1 } });
  assert.deepEqual([countsOf(one), countsOf(two)], [[1, 1], [1, 1]]);
  two.moving.confirm(sessid);
  one.moving.letGo(sessid);
  assert.deepEqual([countsOf(one), countsOf(two)], [[0, 0], [2, 2]]);
});

Deno.test("Crowd never counts a session that was to move and did not", () => {
  const { one, two, sessid } = onTheWay();
  two.moving.letGo(sessid);
  const sync = one.moving.syncOf(sessid);
  assert.ok(sync);
  one.moving.stay({ ...sync, portal: 1, hops: 1 });
  assert.deepEqual([countsOf(one), countsOf(two)], [[1, 1], [1, 1]]);
});

Deno.test("Crowd counts a session once, whichever realm it is in", () => {
  const others = new Others();
  const sessions = portalOf(1, others);
  const { sessid, events } = visit(sessions);
  const passport = { uid: 7, uname: "anna", isSuperuser: false };
  const go = (realm: string): Extract<ServerMessage, { kind: "transfer" }> => ({
    ...{ kind: "transfer", sessid, realm, passport, carry: {}, text: null },
  });
  sessions.receive({ kind: "sync", sessid, fields: { state: "loggedin", uid: 7, uname: "anna" } });
  assert.deepEqual(countsOf(sessions), [1, 0]);
  sessions.receive(go("arena"));
  assert.equal(sessions.realms.of(sessid).realm, "arena");
  assert.deepEqual(countsOf(sessions), [1, 0]);
  sessions.realms.of(sessid).receive(go("main"));
  assert.equal(sessions.realms.of(sessid).realm, "main");
  events.closed("client_closed");
  assert.deepEqual(countsOf(sessions), [0, 0]);
});
