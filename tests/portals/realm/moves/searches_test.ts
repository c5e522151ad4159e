import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { type Clock, ManualClock, systemClock } from "../../../../src/core/clock.ts";
import { encodeFound } from "../../../../src/portals/realm/moves/found_codec.ts";
import { type Outcome, Searches } from "../../../../src/portals/realm/moves/searches.ts";
import {
  encodeWord,
  hearWords,
  type Presence,
  PresenceSchema,
  SeekSchema,
} from "../../../../src/portals/realm/realm_words.ts";
import { WALL } from "../../../../src/portals/realm/wall.ts";
import { RealmSubjects } from "../../../../src/portals/realm/subjects.ts";
import { type BusConnection, MemoryBus } from "../memory_bus.ts";
import { connected, natsTest } from "../nats/nats_test_case.ts";

const subjects = new RealmSubjects("test");
const WISH = { token: "t".repeat(43), received: 0, isOwn: true, browser: null, uid: null };
const onFault = (error: Error) => {
  throw error;
};

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
  }
}

/** Another Portal, which answers as it is told to, and says how often it was asked. */
class Fellow {
  readonly connection: BusConnection;
  readonly #portal: number;
  readonly #listening: readonly { unsubscribe(): void }[];
  asked = 0;
  answer: "none" | "nothing" = "none";
  knows: readonly number[] = [];

  constructor(connection: BusConnection, portal: number) {
    this.connection = connection;
    this.#portal = portal;
    this.#listening = [
      connection.subscribe(subjects.found(portal), { callback: () => {} }),
      hearWords({
        ...{ connection, subject: subjects.seek, schema: SeekSchema, onFault },
        hear: ({ portal: to, search }) => {
          this.asked++;
          if (this.answer === "nothing") return;
          connection.publish(subjects.found(to), encodeFound({ kind: "none", search, portal }));
        },
      }),
    ];
    this.say("there");
  }

  say(state: Presence["state"]): void {
    const word = encodeWord({
      kind: "presence",
      portal: this.#portal,
      state,
      others: this.knows,
      wall: WALL,
    });
    this.connection.publish(subjects.presence, word);
  }

  /** Is no longer there, without a word. */
  die(): void {
    for (const one of this.#listening) one.unsubscribe();
  }
}

function makeSearches(connection: BusConnection, clock: Clock): Searches {
  return new Searches({
    ...{ connection, subjects, portal: 1, clock, onFault, onGoesOn: () => {} },
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });
}

/** A Portal that has been there for a while, among others. */
async function amongOthers(portals: readonly number[]) {
  const clock = new ManualClock(0);
  const bus = new MemoryBus();
  const searches = makeSearches(bus.connect().connection, clock);
  const fellows = portals.map((portal) => new Fellow(bus.connect().connection, portal));
  clock.advance(2_000);
  await settled();
  const seek = () => {
    const seen: Outcome[] = [];
    void searches.begin(WISH).then((outcome) => seen.push(outcome));
    return seen;
  };
  return { clock, searches, fellows, seek, [Symbol.dispose]: () => searches[Symbol.dispose]() };
}

Deno.test("Searches take a session for nobody's as soon as each other Portal has said so twice", async () => {
  using lab = await amongOthers([2, 3]);
  const seen = lab.seek();
  await settled();
  assert.deepEqual(seen, ["none"]);
  assert.deepEqual(lab.fellows.map(({ asked }) => asked), [2, 2]);
});

Deno.test("Searches of the only Portal end at once", async () => {
  using lab = await amongOthers([]);
  const seen = lab.seek();
  await settled();
  assert.deepEqual(seen, ["none"]);
});

Deno.test("Searches take no session for nobody's while a Portal that is there says nothing", async () => {
  using lab = await amongOthers([2, 3]);
  const [, slow] = lab.fellows;
  assert.ok(slow !== undefined);
  slow.answer = "nothing";
  const seen = lab.seek();
  for (const ms of [900, 100]) {
    lab.clock.advance(ms);
    await settled();
    assert.deepEqual(seen, []);
  }
  lab.clock.advance(1_000);
  await settled();
  assert.deepEqual(seen, ["later"]);
});

Deno.test("Searches ask again, once more than is answered, where one takes its time to answer", async () => {
  using lab = await amongOthers([2, 3]);
  const [quick, slow] = lab.fellows;
  assert.ok(quick !== undefined && slow !== undefined);
  slow.answer = "nothing";
  const seen = lab.seek();
  await settled();
  lab.clock.advance(1_000);
  await settled();
  // Its first answer comes now; the quick one may have got the session since it denied it last.
  slow.answer = "none";
  assert.deepEqual([quick.asked, slow.asked, seen], [2, 2, []]);
  lab.clock.advance(1_000);
  await settled();
  assert.deepEqual(seen, ["later"]);
  const again = lab.seek();
  await settled();
  assert.deepEqual(again, ["none"]);
});

Deno.test("Searches wait once for a Portal that was killed, and not for one that said that it ends", async () => {
  using lab = await amongOthers([2, 3, 4]);
  const [, killed, ended] = lab.fellows;
  killed?.die();
  ended?.die();
  ended?.say("gone");
  const seen = lab.seek();
  await settled();
  assert.deepEqual(seen, []);
  lab.clock.advance(1_000);
  await settled();
  assert.deepEqual(seen, ["none"]);
  const again = lab.seek();
  await settled();
  assert.deepEqual(again, ["none"]);
});

Deno.test("Searches wait no more for a Portal that nobody has heard for a minute", async () => {
  using lab = await amongOthers([2, 3]);
  const [here, cut] = lab.fellows;
  assert.ok(here !== undefined && cut !== undefined);
  cut.answer = "nothing";
  for (const seconds of [30, 29]) {
    lab.clock.advance(seconds * 1_000);
    here.say("there");
    await settled();
  }
  const seen = lab.seek();
  lab.clock.advance(500);
  await settled();
  assert.deepEqual(seen, []);
  lab.clock.advance(500);
  await settled();
  assert.deepEqual(seen, ["none"]);
});

Deno.test("Searches of a Portal that has just started wait until it knows who is there", async () => {
  const clock = new ManualClock(0);
  const bus = new MemoryBus();
  using searches = makeSearches(bus.connect().connection, clock);
  const seen: Outcome[] = [];
  void searches.begin(WISH).then((outcome) => seen.push(outcome));
  await settled();
  assert.deepEqual(seen, []);
  clock.advance(1_000);
  await settled();
  assert.deepEqual(seen, ["none"]);
});

Deno.test("Searches of a Portal that has just started wait for one that others know, and that is silent", async () => {
  const clock = new ManualClock(0);
  const bus = new MemoryBus();
  const fellow = new Fellow(bus.connect().connection, 2);
  bus.connect().connection.subscribe(subjects.found(3), { callback: () => {} });
  using searches = makeSearches(bus.connect().connection, clock);
  fellow.knows = [3, 1];
  fellow.say("there");
  const seen: Outcome[] = [];
  void searches.begin(WISH).then((outcome) => seen.push(outcome));
  for (const ms of [1_000, 1_000]) {
    await settled();
    assert.deepEqual(seen, []);
    clock.advance(ms);
  }
  await settled();
  assert.deepEqual(seen, ["later"]);
});

Deno.test("a Portal tells one that has just started of the others that it knows", async () => {
  const clock = new ManualClock(0);
  const bus = new MemoryBus();
  using _searches = makeSearches(bus.connect().connection, clock);
  const told: (readonly number[])[] = [];
  hearWords({
    ...{ connection: bus.connect().connection, subject: subjects.presence, onFault },
    schema: PresenceSchema,
    hear: ({ portal, others }) => portal === 1 && void told.push(others),
  });
  new Fellow(bus.connect().connection, 2);
  new Fellow(bus.connect().connection, 3).say("new");
  await settled();
  clock.advance(10_000);
  await settled();
  assert.deepEqual(told, [[], [2, 3], []]);
});

Deno.test("Searches wait for no Portal of another version", async () => {
  using lab = await amongOthers([2]);
  const [fellow] = lab.fellows;
  const word = { kind: "presence", portal: 3, state: "there", others: [], wall: WALL + 1 };
  fellow?.connection.publish(
    subjects.presence,
    new TextEncoder().encode(JSON.stringify(word)),
  );
  await settled();
  const seen = lab.seek();
  await settled();
  assert.deepEqual(seen, ["none"]);
});

Deno.test("Portals that are there answer one that starts, and each says so again and again", async () => {
  const clock = new ManualClock(0);
  const bus = new MemoryBus();
  const said: string[] = [];
  using _first = makeSearches(bus.connect().connection, clock);
  hearWords({
    ...{ connection: bus.connect().connection, subject: subjects.presence, onFault },
    schema: PresenceSchema,
    hear: ({ portal, state }) => void said.push(`${portal} ${state}`),
  });
  await settled();
  new Fellow(bus.connect().connection, 2).say("new");
  await settled();
  clock.advance(10_000);
  await settled();
  assert.deepEqual(said, ["1 new", "2 there", "2 new", "1 there", "1 there"]);
});

natsTest(
  "Searches learn from NATS that a Portal is gone which said nothing when it ended",
  async ({ url }) => {
    await using own = await connected(url);
    await using its = await connected(url);
    using searches = makeSearches(own, systemClock);
    await own.flush();
    const killed = new Fellow(its, 2);
    const silent = new Fellow(its, 3);
    silent.answer = "nothing";
    await its.flush();
    await own.flush();
    killed.die();
    await its.flush();
    // The silent one was not heard to be gone: it may have the session.
    assert.equal(await searches.begin(WISH), "later");
    silent.die();
    await its.flush();
    assert.equal(await searches.begin(WISH), "none");
  },
);
