import assert from "node:assert/strict";
import type { Session } from "../../../src/core/model.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import keeping, { CROWN, HAT } from "../../games/keeping_plugin.ts";
import { newcomer, newPlayer } from "../../games/players.ts";

// Inline only: each test looks inside, and lets the Server die.

/** How a Server may be replaced. */
const ENDS = ["reload", "reset", "crash"] as const;
type End = typeof ENDS[number];

/** What is there before the Server is replaced, and what of it is there afterwards. */
const TABLE: readonly {
  readonly what: string;
  readonly read: (session: Session) => unknown;
  readonly before: unknown;
  readonly after: Readonly<Record<End, unknown>>;
}[] = [
  always("the account", ({ account }) => account?.name, "anna"),
  {
    what: "the puppet",
    read: ({ puppet }) => puppet?.name,
    before: "anna",
    after: { reload: "anna", reset: undefined, crash: "anna" },
  },
  always("attributes of the account", ({ account }) => account?.get("mark"), "on the account"),
  always("cmdTotal", ({ cmdTotal }) => cmdTotal, 4),
  always("flags that the client told", ({ protocolFlags }) => protocolFlags.screenWidth, 132),
  always("flags that the Server set", ({ protocolFlags }) => protocolFlags.noColor, true),
  always("what it carries", (session) => session.getCarry("page"), { of: ["book", 3] }),
  always("a set that is registered", ({ cmdsets }) => cmdsets.has("keeping/hat"), true),
  never("a set that is not registered", ({ cmdsets }) => cmdsets.has("test/crown"), true),
  never("ndb", ({ ndb }) => ndb.note, "milk"),
];

for (const end of ENDS) {
  Deno.test(`2.4.1, 2.4.2, 2.4.5 what a session keeps over a ${end}, and what it loses`, async () => {
    await using inner = await innerGame({ plugins: [keeping] });
    const anna = await newPlayer(inner.game, "anna");
    await furnish(inner, anna);
    await inner.moveTime(5000);
    await anna.send("look");
    const before = sessionOf(inner, anna);
    const times = timesOf(before);
    for (const { what, read, before: there } of TABLE) assert.deepEqual(read(before), there, what);

    await replace(inner, end);

    const after = sessionOf(inner, anna);
    assert.notEqual(after, before, "the session is made anew");
    assert.equal(anna.closedWith, undefined);
    assert.deepEqual(timesOf(after), times);
    for (const { what, read, after: kept } of TABLE) assert.deepEqual(read(after), kept[end], what);
    const missing = inner.game.trace.filter(({ kind }) => kind === "cmdset:missing");
    assert.deepEqual(missing.map(({ data }) => data.name), ["test/crown"]);
  });

  Deno.test(`2.4.2 a question is forgotten at a ${end}: the next line is a command`, async () => {
    await using inner = await innerGame({ plugins: [keeping] });
    const anna = await newcomer(inner.game, "anna");
    await anna.send("asks");
    anna.expect("Yes?");
    await replace(inner, end);
    anna.clear();
    assert.match(await anna.send("no"), /There is no command|no such/i);
    assert.doesNotMatch(anna.screen, /You answered/);
  });

  Deno.test(`2.4.2 a command that pauses does not go on after a ${end}`, async () => {
    await using inner = await innerGame({ plugins: [keeping] });
    const anna = await newcomer(inner.game, "anna");
    await anna.send("waits");
    await replace(inner, end);
    anna.clear();
    await inner.moveTime(10_000);
    await inner.game.settled();
    assert.equal(anna.screen, "");
  });
}

Deno.test("2.4.2 what an unloggedin session has of sets is the login screen's alone", async () => {
  for (const end of ENDS) {
    await using inner = await innerGame({ plugins: [keeping] });
    const anna = await inner.game.connect();
    sessionOf(inner, anna).cmdsets.add({ name: "keeping/hat", set: HAT });
    await inner.game.settled();
    await replace(inner, end);
    assert.deepEqual(sessionOf(inner, anna).cmdsets.names(), ["builtin/unloggedin"]);
  }
});

Deno.test("2.3.6 after a crash account, puppet and sets are there, whoever gave them", async () => {
  await using inner = await innerGame({ plugins: [keeping] });
  const anna = await newPlayer(inner.game, "anna");
  const bert = await newcomer(inner.game, "bert");
  await bert.send(`dress ${anna.sessid}`);
  await inner.crash();
  const session = sessionOf(inner, anna);
  assert.deepEqual([session.account?.name, session.puppet?.name], ["anna", "anna"]);
  assert.equal(session.state, "puppeting");
  assert.equal(await anna.send("tip"), "You tip your hat.");
});

Deno.test("2.4.3 what is typed while the Server is dead is replayed once, in order", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "anna");
  const crashed = inner.crash();
  for (let index = 0; index < 20; index++) anna.type(`say line ${index}.`);
  await crashed;
  const said = [...anna.screen.matchAll(/You say, "line (\d+)\."/g)].map(([, digits]) => digits);
  assert.deepEqual(said, Array.from({ length: 20 }, (_, index) => String(index)));
});

for (const portal of ["telnet", "websocket"] as const) {
  Deno.test(`wire 29. reload in each state: a password typed by ${portal} while the Server is dead is no answer, and no command`, async () => {
    await using inner = await innerGame();
    await newPlayer(inner.game, "anna");
    const again = await inner.game.connect({ portal });
    await again.send("connect anna");
    assert.ok(again.isSecret);
    again.clear();
    const crashed = inner.crash();
    again.type("sesame-street");
    await crashed;
    again.expect("Nothing waits for that answer any more.");
    assert.equal(again.isSecret, false);
    assert.equal(sessionOf(inner, again).account, null);
    assert.match(await again.send("connect anna"), /Password:/);
    assert.ok(again.isSecret);
    assert.match(await again.send("sesame-street"), /Welcome, anna/);
    assert.ok(!`${again.screen}${inner.game.log.join()}`.includes("sesame-street"));
  });
}

Deno.test("2.4.5 a guest who is there stays, whatever becomes of the Server", async () => {
  for (const end of ENDS) {
    await using inner = await innerGame({ settings: { guestEnabled: true } });
    const eve = await inner.game.connect();
    await eve.send("connect guest");
    const { name } = sessionOf(inner, eve).account ?? {};
    await replace(inner, end);
    const { account } = sessionOf(inner, eve);
    assert.deepEqual([account?.name, account?.isGuest, account?.characters.length], [
      name,
      true,
      1,
    ]);
  }
});

/** A row of something that every new Server finds. */
function always(what: string, read: (session: Session) => unknown, there: unknown) {
  return { what, read, before: there, after: { reload: there, reset: there, crash: there } };
}

/** A row of something that no new Server finds. */
function never(what: string, read: (session: Session) => unknown, before: unknown) {
  const gone = typeof before === "boolean" ? !before : undefined;
  return { what, read, before, after: { reload: gone, reset: gone, crash: gone } };
}

/** Gives a session all that the table names. */
async function furnish(inner: InnerGame, player: TestPlayer): Promise<void> {
  await player.tell({ screenWidth: 132 });
  const session = sessionOf(inner, player);
  session.updateFlags({ noColor: true });
  session.setCarry("page", { of: ["book", 3] });
  session.cmdsets.add({ name: "keeping/hat", set: HAT });
  session.cmdsets.add({ name: "test/crown", set: CROWN });
  session.ndb.note = "milk";
  session.account?.set("mark", "on the account");
  await inner.game.settled();
}

async function replace(inner: InnerGame, end: End): Promise<void> {
  if (end === "crash") return await inner.crash();
  assert.equal(await inner.game.reload(end), undefined);
}

function sessionOf({ inside }: InnerGame, { sessid }: TestPlayer): Session {
  const session = inside.sessions.get(sessid);
  assert.ok(session !== undefined, "the session lives");
  return session;
}

function timesOf({ connTime, cmdLast, cmdLastVisible }: Session): readonly number[] {
  return [connTime, cmdLast, cmdLastVisible];
}
