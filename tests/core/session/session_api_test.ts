import assert from "node:assert/strict";
import {
  type AnyCommand,
  type Call,
  cmdSet,
  defineCommand,
  definePlugin,
  type Plugin,
  ServerSession,
} from "../../../src/plugins/api.ts";
import type { Session } from "../../../src/core/model.ts";
import type { TestPlayer } from "../../../src/plugins/testing.ts";
import { onBothWalls } from "../../games/both_walls.ts";
import { type InnerGame, innerGame, type InnerGameOptions } from "../../games/inner_game.ts";
import { comeBack, newcomer, newPlayer } from "../../games/players.ts";

// Inline only but for one: each test looks inside.

function sessionOf({ inside }: InnerGame, { sessid }: TestPlayer): Session {
  const session = inside.sessions.get(sessid);
  assert.ok(session !== undefined);
  return session;
}

Deno.test("3.1 a session shows all that is known of it", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  const session = sessionOf(inner, anna);
  const now = inner.inside.game.now();
  const { sessid, address, protocolKey, state, isLoggedIn, connTime, cmdLast } = session;
  assert.deepEqual(
    { sessid, address, protocolKey, state, isLoggedIn, connTime, cmdLast },
    {
      ...{ sessid: anna.sessid, address: "127.0.0.1", protocolKey: "loopback" },
      ...{ state: "puppeting", isLoggedIn: true, connTime: now, cmdLast: now },
    },
  );
  assert.deepEqual(
    [session.cmdLastVisible, session.cmdTotal, session.protocolFlags, session.cmdsets.names()],
    [now, 3, { utf8: true, oob: true }, []],
  );
  assert.deepEqual([session.account?.name, session.puppet?.name], ["Anna", "Anna"]);
});

Deno.test("3.2 session.db is session.ndb: unset names are undefined, and the holder stays", async () => {
  await using inner = await innerGame();
  const session = sessionOf(inner, await inner.game.connect());
  assert.equal(session.db, session.ndb);
  for (const name of ["nothing", "toString", "__proto__"]) {
    assert.equal(session.db[name], undefined);
  }
  session.db.note = "mine";
  assert.equal(session.ndb.note, "mine");
  for (const name of ["db", "ndb"]) {
    assert.throws(() => Reflect.set(session, name, {}) || assert.fail("refused"), /refused/);
    assert.equal(Reflect.deleteProperty(session, name) && session.ndb.note, "mine");
  }
});

Deno.test("3.3 of equal priority, a session's own set comes first, then its account's, then its puppet's", async () => {
  await using inner = await innerGame({ settings: { cmdsetSession: "builtin/unloggedin" } });
  const anna = await newPlayer(inner.game, "Anna");
  const session = sessionOf(inner, anna);
  const extra = cmdSet<AnyCommand>({ key: "Extra", commands: [] });
  session.account?.cmdsets.add({ name: "test/extra", set: extra });
  const sources = () =>
    inner.inside.game.inspect.layers(session).layers.map(({ source }) => source)
      .filter((source) => /^(?:session|account: E|character)/.test(source));
  const own = ["session: DefaultUnloggedin", "account: Extra"];
  assert.deepEqual(sources(), [...own, "character: DefaultCharacter"]);
  await anna.send("ooc");
  assert.deepEqual(sources(), own);
});

Deno.test("3.5 account and puppet are null unless the session has them", async () => {
  await using inner = await innerGame();
  const player = await inner.game.connect();
  const session = sessionOf(inner, player);
  const parties = () => [session.account?.name ?? null, session.puppet?.name ?? null];
  assert.deepEqual(parties(), [null, null]);
  await player.send("create anna sesame-street");
  assert.deepEqual(parties(), ["anna", null]);
  await player.send("charcreate Alma");
  await player.send("ic Alma");
  assert.deepEqual(parties(), ["anna", "Alma"]);
  await player.send("logout");
  assert.deepEqual(parties(), [null, null]);
});

Deno.test("3.6 getClientSize() tells the client's window, or the settings' while it is unknown", async () => {
  const settings = { clientDefaultWidth: 100, clientDefaultHeight: 30 };
  await using inner = await innerGame({ settings });
  const session = sessionOf(inner, await inner.game.connect());
  assert.deepEqual(session.getClientSize(), { width: 100, height: 30 });
  session.updateFlags({ screenWidth: 132 });
  assert.deepEqual(session.getClientSize(), { width: 132, height: 30 });
});

Deno.test("3.7 what keeps a connection alive counts as a sign of life, and as nothing else", async () => {
  await using inner = await innerGame({ settings: { heartbeatInterval: 0 } });
  const anna = await newcomer(inner.game, "anna");
  const session = sessionOf(inner, anna);
  const before = inner.inside.game.now();
  await inner.moveTime(5000);
  await anna.send("idle");
  const counters = () => [session.cmdLast, session.cmdLastVisible, session.cmdTotal];
  assert.deepEqual(counters(), [before + 5000, before, 1]);
  await anna.send("look");
  assert.deepEqual(counters(), [before + 5000, before + 5000, 2]);
});

Deno.test("3.8 updateFlags() reaches the Portal, and refuses what is no flag", async () => {
  await using inner = await innerGame();
  const session = sessionOf(inner, await inner.game.connect());
  session.updateFlags({ screenReader: true });
  const refused = [
    [{ screenWidth: "wide" }, /"screenWidth" is "wide", expected is number/],
    [{ noColour: true }, /"noColour" is/],
  ] as const;
  for (const [flags, message] of refused) {
    // As JavaScript could call it.
    assert.throws(() => Reflect.apply(session.updateFlags, session, [flags]), message);
  }
  await inner.game.reload();
  assert.deepEqual(inner.portalCopy[0]?.protocolFlags, {
    utf8: true,
    oob: true,
    screenReader: true,
  });
});

/** A plugin whose sessions change what passes: shouts in, whispers out. */
function changing(run: (session: ServerSession, call: Call) => Call | null): InnerGameOptions {
  class Changed extends ServerSession {
    override dataIn(call: Call): Call | null {
      return run(this, super.dataIn(call) ?? call);
    }
    override dataOut(calls: readonly Call[]): void {
      super.dataOut(calls.map(([name, args, kwargs]) => [name, args.map(lower), kwargs]));
    }
  }
  const plugin = definePlugin({
    name: "changing",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.sessionClass("Changed", Changed);
      provide.inputfunc("shout", (session, [word]) => session.msg(`You shout ${word}`));
    },
  });
  return { plugins: [plugin], settings: { serverSessionClass: "changing/Changed" } };
}

function lower(arg: unknown): unknown {
  return typeof arg === "string" ? arg.toLowerCase() : arg;
}

Deno.test("3.9, 3.15 a session class may change what comes in and goes out, or drop it", async () => {
  const options = changing((_session, call) => {
    const [name, [line]] = call;
    if (line === "drop me") return null;
    if (line === "SHOUT") return ["shout", ["HEY"], {}];
    return [name, [`${line}`.replace("please ", "")], {}];
  });
  await using inner = await innerGame(options);
  const anna = await newcomer(inner.game, "anna");
  assert.equal(await anna.send("drop me"), "");
  assert.equal(await anna.send("SHOUT"), "you shout hey");
  assert.match(await anna.send("please nothing"), /there is no command "nothing"/);
});

Deno.test("3.10, 6.8 msg() tells that session alone", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  const other = await comeBack(inner.game, "anna");
  other.clear();
  sessionOf(inner, anna).msg({ text: "for |yyou|n", prompt: "> ", oob: { bell: { times: 2 } } });
  await inner.game.settled();
  assert.deepEqual([anna.screen, other.screen], ["for you\n> ", ""]);
  assert.deepEqual([anna.oob("bell"), other.oob("bell")], [[{ times: 2 }], []]);
});

Deno.test("3.11 executeCmd() runs a line as if it had been typed, behind what was", async () => {
  await using inner = await innerGame();
  const anna = await newPlayer(inner.game, "Anna");
  const session = sessionOf(inner, anna);
  anna.type("say one");
  await inner.game.settled();
  session.executeCmd("say two");
  anna.type("say three");
  await inner.game.settled();
  const said = [...anna.screen.matchAll(/You say, "(\w+)"/g)].map(([, word]) => word);
  assert.deepEqual(said, ["one", "two", "three"]);
  assert.equal(session.cmdTotal, 5, "only what was typed is counted");
});

Deno.test("3.12 session.name is the puppet's name, the account's, or how the client came", async () => {
  await using inner = await innerGame();
  const player = await inner.game.connect({ address: "192.0.2.4" });
  const session = sessionOf(inner, player);
  assert.equal(session.name, "loopback from 192.0.2.4");
  await player.send("create anna sesame-street");
  assert.equal(session.name, "anna");
  await player.send("charcreate Alma");
  await player.send("ic Alma");
  assert.equal(session.name, "Alma");
});

Deno.test("3.13 two sessions from one address are two", async () => {
  await using inner = await innerGame();
  const [anna, bert] = [await newcomer(inner.game, "anna"), await inner.game.connect()];
  const [session, other] = [sessionOf(inner, anna), sessionOf(inner, bert)];
  assert.notEqual(session, other);
  assert.notEqual(session.sessid, other.sessid);
  assert.equal(`${session}`, `anna(#${session.account?.id})@127.0.0.1`);
  assert.equal(`${other}`, "nobody@127.0.0.1");
});

Deno.test("3.14 log() writes into the log, with the session's number", async () => {
  await using inner = await innerGame();
  const anna = await newcomer(inner.game, "anna");
  sessionOf(inner, anna).log("has found the secret door");
  const [event] = inner.game.trace.filter(({ kind }) => kind === "session:log");
  assert.deepEqual(
    [event?.sessid, event?.level, event?.data],
    [anna.sessid, "info", { text: "has found the secret door" }],
  );
});

onBothWalls(
  "3.4, 3.15 serverSessionClass must name a class that a plugin provides",
  { plugins: ["tests/games/fussy_plugin.ts"], serverSessionClass: "fussy/FussySession" },
  async (game) => {
    const anna = await newPlayer(game, "Anna");
    assert.match(await anna.send("look"), /The Vestibule/);
  },
);

Deno.test("3.15 a session class that nobody provides is refused at the start, by its name", async () => {
  await assert.rejects(
    innerGame({ settings: { serverSessionClass: "fussy/FusySession" } }),
    /Cannot use setting "serverSessionClass".*"fussy\/FusySession"/s,
  );
});

/** A command that tells which sessions the account and the puppet have. */
const counting: Plugin = definePlugin({
  name: "counting",
  version: "1.0.0",
  api: 1,
  setup: ({ provide }) =>
    provide.commands("builtin/character", [
      defineCommand({
        key: "count",
        run({ account, puppet, msg }) {
          const ids = (of: { readonly sessions: readonly Session[] }) =>
            of.sessions.map(({ sessid }) => sessid).join(" ");
          msg(`account ${ids(account)}, puppet ${ids(puppet)}`);
        },
      }),
    ]),
});

Deno.test("3.16, 3.17 account.sessions and object.sessions are what the registry knows, at once", async () => {
  const settings = { multisessionMode: 3 } as const;
  await using inner = await innerGame({ plugins: [counting], settings });
  const anna = await newPlayer(inner.game, "Anna");
  const second = await comeBack(inner.game, "Anna");
  const third = await comeBack(inner.game, "Anna");
  await third.send("ic Anna");
  const [a, b, c] = [anna, second, third].map(({ sessid }) => sessid);
  assert.equal(await anna.send("count"), `account ${a} ${b} ${c}, puppet ${a} ${c}`);
  await third.send("ooc");
  await second.vanish();
  assert.equal(await anna.send("count"), `account ${a} ${c}, puppet ${a}`);
  await inner.game.reload();
  anna.clear();
  assert.equal(await anna.send("count"), `account ${a} ${c}, puppet ${a}`);
});

Deno.test("3.16 any number of sessions may share a puppet in mode 3", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 3 } });
  await newPlayer(inner.game, "Anna");
  for (let count = 0; count < 20; count++) {
    await (await comeBack(inner.game, "Anna")).send("ic Anna");
  }
  assert.equal(inner.inside.world.named("Anna")[0]?.sessions.length, 21);
});
