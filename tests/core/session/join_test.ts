import assert from "node:assert/strict";
import type { SessionSync } from "../../../src/core/boundary/messages.ts";
import { definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { newcomer } from "../../games/players.ts";
import { turnsOfTheLoop, until } from "../../games/turns_of.ts";
import { letGo } from "../../portals/realm/realm_lab.ts";
import { FarPortal, Notebook, numbered, ranOf, sessidOf, settled, textsOf } from "./far_portal.ts";
import { assertSessionLaws } from "./session_laws.ts";

const ANNA = sessidOf(7, 0);
const BERT = sessidOf(7, 1);

/** A plugin that notes which hooks are called. */
function watching(): { readonly plugin: Plugin; readonly seen: string[] } {
  const seen: string[] = [];
  const plugin = definePlugin({
    name: "watching",
    version: "1.0.0",
    api: 1,
    setup({ on }) {
      on("session:login", () => void seen.push("login"));
      on("session:puppet", () => void seen.push("puppet"));
      on("session:connect", () => void seen.push("connect"));
      on("session:disconnect", ({ reason }) => void seen.push(`disconnect ${reason}`));
    },
  });
  return { plugin, seen };
}

function coreOf(inner: InnerGame, sessid: number) {
  const core = inner.inside.sessions.entry(sessid)?.core;
  assert.ok(core !== undefined, "the session lives");
  return core;
}

Deno.test("a join ends the sessions of its Portal that it does not name, and no others", async () => {
  const { plugin, seen } = watching();
  await using inner = await innerGame({ plugins: [plugin] });
  const [far, other] = [new FarPortal(inner), new FarPortal(inner, 8)];
  const [anna, bert, eve] = [await far.play("Anna"), await far.play("Bert"), await other.connect()];
  const near = await inner.game.connect();
  seen.length = 0;
  await far.join([far.copyOf(bert)]);
  const sessids = inner.inside.sessions.all().map(({ sessid }) => sessid);
  assert.deepEqual(new Set(sessids), new Set([bert, eve, near.sessid]));
  assert.deepEqual(seen, ["disconnect client_closed"]);
  const news = far.news();
  assert.ok(!news.some(({ kind }) => kind === "disconnect"), "its Portal knows");
  assert.match(textsOf(news, bert).join("\n"), /Anna has left the game/);
  assert.equal(inner.inside.world.named("Anna")[0]?.location, null);
  assert.deepEqual(news.at(-1), { kind: "joined", portal: 7 });
  assert.ok(!sessids.includes(anna));
  assertSessionLaws(inner.inside);
});

Deno.test("a join rebuilds the sessions that the Server does not know, without login and puppet hooks", async () => {
  const { plugin, seen } = watching();
  await using inner = await innerGame({ plugins: [plugin] });
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const copy = far.copyOf(anna);
  await inner.crash();
  assert.equal(inner.inside.sessions.entry(anna), undefined);
  seen.length = 0;
  far.news();
  await far.join([copy]);
  const core = coreOf(inner, anna);
  assert.deepEqual([core.account?.name, core.puppet?.name, core.state], [
    ...["Anna", "Anna", "puppeting"],
  ]);
  assert.deepEqual(far.copyOf(anna), copy);
  assert.deepEqual(seen, []);
  const news = far.news();
  assert.deepEqual(textsOf(news, anna), ["|gThe world is back. You are where you were.|n"]);
  assert.deepEqual(news.at(-1), { kind: "joined", portal: 7 });
  await far.type(anna, "look");
  assert.match(textsOf(far.news(), anna).join("\n"), /Exits/);
  assertSessionLaws(inner.inside);
});

Deno.test("a join puts a character back into the world that was taken out meanwhile, and its room hears", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const placeOf = () => inner.inside.world.named("Anna")[0]?.location?.id;
  const room = placeOf();
  assert.notEqual(room, undefined);
  const copy = far.copyOf(anna);
  await inner.crash();
  const bert = await far.play("Bert");
  assert.equal(placeOf(), undefined, "nobody had it when the Server came");
  far.news();
  await far.join([copy, far.copyOf(bert)]);
  assert.equal(placeOf(), room);
  assert.match(textsOf(far.news(), bert).join("\n"), /Anna has entered the game/);
});

Deno.test("a join while nothing can be kept leaves such a character out of the world, and unpuppeted", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const copy = far.copyOf(anna);
  await inner.crash();
  const bert = await newcomer(inner.game, "bert");
  inner.disk.isFull = true;
  bert.type("charcreate Bert");
  await inner.game.settled();
  assert.match(bert.screen, /so it was undone/);
  await far.join([copy]);
  assert.deepEqual([coreOf(inner, anna).state, coreOf(inner, anna).account?.name], [
    ...["loggedin", "Anna"],
  ]);
  assert.deepEqual(inner.game.trace.filter(({ kind }) => kind === "session:lost"), []);
});

Deno.test("a join keeps out who was banned meanwhile, by name and by address", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const eve = await far.connect({ address: "192.0.2.9" });
  const cleo = await far.play("Cleo");
  const copies = [anna, eve, cleo].map((sessid) => far.copyOf(sessid));
  await inner.crash();
  const { bans } = inner.inside.game;
  await bans.add({ pattern: "anna" }, null);
  await bans.add({ pattern: "192.0.2.0/24" }, null);
  await inner.game.settled();
  far.news();
  await far.join(copies);
  const news = far.news();
  const ended = news.flatMap((message) =>
    message.kind === "disconnect" ? [[message.sessids, message.reason]] : []
  );
  assert.deepEqual(ended, [[[anna], "banned"], [[eve], "banned"]]);
  assert.deepEqual(inner.inside.sessions.all().map(({ sessid }) => sessid), [cleo]);
  assert.deepEqual(textsOf(news, anna), []);
});

Deno.test("a join lets sessions that negotiate go on as new ones do", async () => {
  await using server = await BareServer.start();
  await server.tell({ kind: "join", portal: 7, sessions: [newSync({ sessid: ANNA })] });
  assert.deepEqual(server.news().filter(({ kind }) => kind !== "trace"), [
    { kind: "joined", portal: 7 },
  ]);
  await server.tell(settled(ANNA));
  assert.match(textsOf(server.news(), ANNA).join("\n"), /create/);
});

Deno.test("a join tells of a known session all that the Server may have changed, and takes its flags", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.connect({ protocolFlags: { utf8: true } });
  const before = far.copyOf(anna);
  await far.type(anna, "create anna sesame-street");
  const session = inner.inside.sessions.get(anna);
  session?.updateFlags({ noColor: true });
  session?.setCarry("page", 3);
  await inner.game.settled();
  far.news();
  const protocolFlags = { ...before.protocolFlags, screenWidth: 100, noColor: false };
  const flagSources = { utf8: "portal", screenWidth: "client", noColor: "client" } as const;
  await far.join([{ ...before, protocolFlags, flagSources }]);
  const core = coreOf(inner, anna);
  assert.equal(core.sync.protocolFlags.screenWidth, 100);
  assert.equal(core.sync.protocolFlags.noColor, true, "the Server had changed it, which counts");
  const news = far.news();
  const synced = news.flatMap((message) => message.kind === "sync" ? [message.fields] : []);
  assert.equal(synced.length, 1);
  assert.deepEqual(synced[0]?.protocolFlags, { noColor: true });
  const copy: Partial<SessionSync> = { ...far.copyOf(anna) };
  for (const name of ["connTime", "state", "uid", "uname", "puid", "cmdsets", "carry"] as const) {
    assert.deepEqual(synced[0]?.[name], copy[name], name);
  }
  assert.equal(copy.state, "loggedin");
  assert.ok(news.some((message) => message.kind === "login" && message.uname === "anna"));
  assert.deepEqual(news.slice(-2).map(({ kind }) => kind), ["ran", "joined"]);
  assert.deepEqual(ranOf(news), [[[anna, 1]]]);
});

Deno.test("a join changes nothing of a known session, and a command of it goes on", async () => {
  const { plugin, seen } = watching();
  const book = new Notebook();
  await using inner = await innerGame({ plugins: [plugin, book.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  await far.type(anna, "ask");
  const copy = far.copyOf(anna);
  seen.length = 0;
  await far.join([copy]);
  await far.type(anna, "blue");
  assert.deepEqual(book.notes, ["blue"]);
  assert.deepEqual(seen, []);
  const { cmdLast, cmdLastVisible, cmdTotal } = far.copyOf(anna);
  assert.deepEqual(far.copyOf(anna), { ...copy, cmdLast, cmdLastVisible, cmdTotal });
  assert.equal(cmdTotal, 2);
});

Deno.test("what a join tells anew is told again when its turn is undone, and so is its answer", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const copy = far.copyOf(anna);
  const protocolFlags = { ...copy.protocolFlags, screenWidth: 111 };
  inner.gate.close();
  const doing = [far.type(anna, "charcreate Bella")];
  await until("the commit", () => inner.gate.waiting > 0);
  doing.push(far.join([{ ...copy, protocolFlags, uname: "somebody" }]));
  await until("the join", () => coreOf(inner, anna).sync.protocolFlags.screenWidth === 111);
  inner.disk.isFull = true;
  inner.gate.open();
  await Promise.all(doing);
  const news = far.news();
  assert.match(textsOf(news, anna).join(), /so it was undone/);
  const synced = news.findIndex((message) =>
    message.kind === "sync" && message.fields.uname === "Anna"
  );
  const joined = news.flatMap(({ kind }, index) => kind === "joined" ? [index] : []);
  assert.equal(joined.length, 1);
  assert.ok(0 <= synced && synced < (joined[0] ?? 0), `${synced}, ${joined}`);
});

Deno.test("a join ignores sessions of another Portal, and the trace says so", async () => {
  await using server = await BareServer.start();
  const sessid = sessidOf(8, 0);
  await server.tell({ kind: "join", portal: 7, sessions: [newSync({ sessid })] }, settled(sessid));
  const [fault] = server.traced.filter(({ kind }) => kind === "boundary:fault");
  assert.deepEqual([fault?.sessid, fault?.data.error], [
    sessid,
    `Cannot take session ${sessid} as it must be of Portal 7: current Portal is 8`,
  ]);
  assert.deepEqual(textsOf(server.news(), sessid), []);
});

Deno.test("a join closes a session alone that cannot be rebuilt", async () => {
  const book = new Notebook();
  await using server = await BareServer.start([], { plugins: [book.plugin] });
  const lost = newSync({ sessid: ANNA, state: "loggedin", uid: 99, uname: "nobody" });
  const fine = newSync({ sessid: BERT, state: "unloggedin" });
  await server.tell({ kind: "join", portal: 7, sessions: [lost, fine] });
  const news = server.news();
  assert.deepEqual(news.filter(({ kind }) => kind === "disconnect"), [{
    ...{ kind: "disconnect", sessids: [ANNA], reason: "server_error" },
    text: "Your session could not be restored. Connect again, please.",
  }]);
  assert.deepEqual(news.at(-1), { kind: "joined", portal: 7 });
  await server.tell(numbered(BERT, 1, "note one"));
  assert.deepEqual(book.notes, ["one"]);
});

Deno.test("a join does not bring back what the Server had ended: it says so again", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  const copy = far.copyOf(anna);
  await far.type(anna, "quit");
  far.news();
  await far.join([copy]);
  assert.equal(inner.inside.sessions.get(anna), undefined);
  const news = far.news().filter(({ kind }) => kind !== "trace");
  assert.deepEqual(news, [
    { kind: "disconnect", sessids: [anna], reason: "quit", text: null },
    { kind: "joined", portal: 7 },
  ]);
});

Deno.test("a session is rebuilt as long as its Portal has not said that it ended", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  await far.type(anna, "quit");
  await inner.tell({ kind: "disconnect", sessid: anna, reason: "quit" });
  far.news();
  await far.join([newSync({ sessid: anna, state: "unloggedin" })]);
  assert.deepEqual(far.news().filter(({ kind }) => kind === "disconnect"), []);
  assert.equal(coreOf(inner, anna).state, "unloggedin");
});

Deno.test("what a Portal says while it joins waits until it has, in order", async () => {
  const book = new Notebook();
  await using server = await BareServer.start([], { plugins: [book.plugin] });
  const sessions = [newSync({ sessid: ANNA, state: "unloggedin" })];
  await server.tell(
    { kind: "join", portal: 7, sessions },
    numbered(ANNA, 1, "note one"),
    { kind: "connect", sync: newSync({ sessid: BERT }) },
    settled(BERT),
    numbered(BERT, 1, "note two"),
  );
  assert.deepEqual(book.notes.toSorted(), ["one", "two"]);
  const kinds = server.news().map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === "joined").length, 1);
});

Deno.test("each of several joins is answered, and the last one counts", async () => {
  await using server = await BareServer.start();
  const [anna, bert] = [ANNA, BERT].map((sessid) => newSync({ sessid, state: "unloggedin" }));
  assert.ok(anna !== undefined && bert !== undefined);
  await server.tell(
    { kind: "join", portal: 7, sessions: [anna, bert] },
    { kind: "join", portal: 7, sessions: [bert] },
    { kind: "join", portal: 8, sessions: [] },
  );
  const joined = server.news().flatMap((message) =>
    message.kind === "joined" ? [message.portal] : []
  );
  assert.deepEqual(joined.sort(), [7, 7, 8]);
  await server.tell(numbered(ANNA, 1, "help"), numbered(BERT, 1, "help"));
  const news = server.news();
  assert.deepEqual([textsOf(news, ANNA).length > 0, textsOf(news, BERT).length > 0], [false, true]);
});

Deno.test("a join that comes before the Server has taken over waits for that", async () => {
  const early = [{
    ...{ kind: "join", portal: 7 } as const,
    sessions: [newSync({ sessid: ANNA, state: "unloggedin" })],
  }];
  await using server = await BareServer.start([], { early, keepsNews: true });
  const kinds = server.news().map(({ kind }) => kind);
  assert.ok(kinds.indexOf("ready") < kinds.indexOf("joined"), kinds.join());
  await server.tell(numbered(ANNA, 1, "help"));
  assert.notEqual(textsOf(server.news(), ANNA).length, 0);
});

Deno.test("a join is ignored while the Server stops: the next one is told of all", async () => {
  const server = await BareServer.start();
  const ending = server[Symbol.asyncDispose]();
  const sessions = [newSync({ sessid: ANNA })];
  const telling = server.tell({ kind: "join", portal: 7, sessions });
  await Promise.all([ending, telling]);
  assert.equal(server.heard("stopped"), true);
  assert.equal(server.heard("joined"), false);
});

Deno.test("a join keeps to the multisession mode: the newest session of an account stays", async () => {
  await using inner = await innerGame({ settings: { multisessionMode: 0 } });
  const [far, other] = [new FarPortal(inner), new FarPortal(inner, 8)];
  const anna = await far.play("Anna");
  const copy = far.copyOf(anna);
  await inner.crash();
  await inner.moveTime(1000);
  const again = await other.connect();
  await other.type(again, "connect anna sesame-street");
  await far.join([copy]);
  assert.deepEqual(inner.inside.sessions.all().map(({ sessid }) => sessid), [again]);
  assertSessionLaws(inner.inside);
});

Deno.test("two Portals that join at once keep a session that has moved from one to the other", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const sessid = await far.connect();
  const moved = { ...far.copyOf(sessid), portal: 8 };
  await Promise.all([
    inner.tell({ kind: "join", portal: 8, sessions: [moved] }),
    inner.tell({ kind: "join", portal: 7, sessions: [] }),
  ]);

  assert.equal(coreOf(inner, sessid).state, "unloggedin");
  assert.equal(coreOf(inner, sessid).sync.portal, 8);
  await inner.tell({ kind: "join", portal: 8, sessions: [] });
  assert.equal(inner.inside.sessions.get(sessid), undefined);
});

Deno.test("a session that has moved may be let go and come back while the Portal joins by which it came first", async () => {
  await using inner = await innerGame({});
  const far = new FarPortal(inner);
  const sessid = await far.connect();
  await inner.tell({ kind: "moved", sessid, portal: 8 });
  const sync = { ...far.copyOf(sessid), portal: 8 };
  letGo(inner.inside.sessions, sessid, { realm: "away", passport: null });
  await until("it is let go", () => inner.inside.sessions.get(sessid) === undefined);
  await Promise.all([
    far.join([]),
    inner.tell({ kind: "disconnect", sessid, reason: "client_closed" }),
    inner.tell({ kind: "connect", sync: { ...sync, state: "negotiating" } }),
    inner.tell(settled(sessid)),
  ]);

  assert.equal(coreOf(inner, sessid).state, "unloggedin");
  assertSessionLaws(inner.inside);
});

Deno.test("a session that begins again while a plugin still sees to its end lives", async () => {
  const ended = Promise.withResolvers<void>();
  const slow = definePlugin({
    ...{ name: "slow", version: "1.0.0", api: 1 },
    setup: ({ on }) => on("session:disconnect", () => ended.promise),
  });
  await using inner = await innerGame({ plugins: [slow] });
  const far = new FarPortal(inner);
  const sessid = await far.connect();
  const sync = { ...far.copyOf(sessid), state: "negotiating" as const };
  far.news();
  const told = [
    inner.tell({ kind: "disconnect", sessid, reason: "client_closed" }),
    inner.tell({ kind: "connect", sync }),
    inner.tell(settled(sessid)),
  ];
  await turnsOfTheLoop(20);
  ended.resolve();
  await Promise.all(told);

  assert.equal(coreOf(inner, sessid).state, "unloggedin");
  const states = far.news().flatMap((message) =>
    message.kind === "sync" && message.sessid === sessid ? message.fields.state ?? [] : []
  );
  assert.deepEqual(states, ["unloggedin"]);
  assertSessionLaws(inner.inside);
});
