import assert from "node:assert/strict";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";
import {
  called,
  FarPortal,
  Notebook,
  numbered,
  ranOf,
  sessidOf,
  settled,
  textsOf,
} from "./far_portal.ts";

const ANNA = sessidOf(7, 0);
const BERT = sessidOf(7, 1);

/** A Server with two sessions of a Portal that see the login screen. */
async function started(): Promise<{ readonly server: BareServer; readonly book: Notebook }> {
  const book = new Notebook();
  const server = await BareServer.start([], { plugins: [book.plugin] });
  for (const sessid of [ANNA, BERT]) {
    await server.tell({ kind: "connect", sync: newSync({ sessid }) }, settled(sessid));
  }
  server.news();
  return { server, book };
}

Deno.test("a numbered line is told to have run, after all else that its turn said", async () => {
  const { server } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 1, "create anna sesame-street"));
  await server.tell(numbered(ANNA, 2, "charcreate Anna"));
  server.news();
  await server.tell(numbered(ANNA, 3, "ic Anna"));
  const news = server.news();
  assert.deepEqual(ranOf(news), [[[ANNA, 3]]]);
  // How much a session has sent is told in a while, and not with its turn.
  const told = news.filter((message) => message.kind !== "sync" || message.fields.state);
  const kinds = told.map(({ kind }) => kind).filter((kind) => kind !== "trace");
  assert.ok(kinds.includes("output") && kinds.includes("sync"), kinds.join());
  assert.equal(kinds.at(-1), "ran");
});

Deno.test("of lines without numbers nothing is told", async () => {
  const { server, book } = await started();
  await using _ = server;
  const { kind, sessid, calls, secret } = {
    ...{ kind: "input", sessid: ANNA, secret: false } as const,
    calls: [["text", ["note one"], {}]] as const,
  };
  await server.tell({ kind, sessid, calls, secret }, { kind, sessid, calls, secret });
  assert.deepEqual(book.notes, ["one", "one"]);
  assert.deepEqual(server.news().filter(({ kind }) => kind === "ran"), []);
});

Deno.test("a numbered line that comes again is not run again, and told again to have run", async () => {
  const { server, book } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 1, "note one"), numbered(ANNA, 2, "note two"));
  server.news();
  await server.tell(numbered(ANNA, 1, "note one"));
  await server.tell(numbered(ANNA, 2, "note two"), numbered(ANNA, 3, "note three"));
  assert.deepEqual(book.notes, ["one", "two", "three"]);
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 2]], [[ANNA, 3]]]);
});

Deno.test("numbers may be left out: what is higher than those before is taken", async () => {
  const { server, book } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 5, "note five"), numbered(ANNA, 9, "note nine"));
  assert.deepEqual(book.notes, ["five", "nine"]);
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 9]]]);
});

Deno.test("lines that wait behind a command are not told to have run before they have", async () => {
  const { server, book } = await started();
  await using _ = server;
  const telling = [server.tell(numbered(ANNA, 1, "slow one"))];
  await server.until("ran");
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 1]]], "it has begun, and will not begin again");
  telling.push(server.tell(
    numbered(ANNA, 2, "note two"),
    numbered(ANNA, 3, "note three"),
    called(ANNA, 4, ["client_options", [], { nocolor: true }]),
  ));
  await server.until("sync");
  assert.deepEqual(ranOf(server.news()), [], "two waits still");
  book.letGo();
  await Promise.all(telling);
  assert.deepEqual(book.notes, ["one", "two", "three"]);
  assert.deepEqual(ranOf(server.news()).at(-1), [[ANNA, 4]]);
});

Deno.test("a line that asks is told to have run, and so is its answer", async () => {
  const { server, book } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 1, "ask"));
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 1]]]);
  await server.tell(numbered(ANNA, 2, "blue"), numbered(ANNA, 3, "note three"));
  assert.deepEqual(book.notes, ["blue", "three"]);
  assert.deepEqual(ranOf(server.news()).at(-1), [[ANNA, 3]]);
});

Deno.test("what is no typed line is told to have run when it was done", async () => {
  const { server } = await started();
  await using _ = server;
  const rows = [
    ["client_options", [], { nocolor: true }],
    ["idle", [], {}],
    ["text", ["idle"], {}],
    ["nobody_provides_this", [], {}],
  ] as const;
  for (const [index, row] of rows.entries()) await server.tell(called(ANNA, index + 1, row));
  assert.deepEqual(ranOf(server.news()), rows.map((_, index) => [[ANNA, index + 1]]));
});

Deno.test("several calls in one message are used up when the last of them is", async () => {
  const { server, book } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 1, "note one"));
  server.news();
  const telling = server.tell(
    called(ANNA, 2, ["text", ["slow two"], {}], ["text", ["note three"], {}]),
  );
  await until("the slow one", () => book.isWaiting);
  assert.deepEqual(ranOf(server.news()), []);
  book.letGo();
  await telling;
  assert.deepEqual(book.notes, ["one", "two", "three"]);
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 2]]]);
});

Deno.test("a turn tells of all sessions in one message", async () => {
  const { server } = await started();
  await using _ = server;
  await server.tell(
    numbered(ANNA, 1, "note one"),
    numbered(BERT, 1, "note one"),
    numbered(ANNA, 2, "note two"),
  );
  assert.deepEqual(ranOf(server.news()), [[[ANNA, 2], [BERT, 1]]]);
});

Deno.test("a session that a line has ended is not told of", async () => {
  const { server } = await started();
  await using _ = server;
  await server.tell(numbered(ANNA, 1, "quit"), numbered(ANNA, 2, "note two"));
  const news = server.news();
  assert.ok(news.some(({ kind }) => kind === "disconnect"));
  assert.deepEqual(ranOf(news), []);
});

Deno.test("a line is not told to have run before what it changed is durable", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.connect();
  await far.type(anna, "create anna sesame-street");
  far.news();
  inner.gate.close();
  const typing = far.type(anna, "charcreate Anna");
  await until("the commit", () => inner.gate.waiting === 1);
  assert.deepEqual(far.news(), []);
  inner.gate.open();
  await typing;
  const news = far.news();
  assert.match(textsOf(news, anna).join(), /Character created/);
  assert.deepEqual(ranOf(news), [[[anna, 2]]]);
});

Deno.test("the lines of a turn that was undone are told to have run, once", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.connect();
  await far.type(anna, "create anna sesame-street");
  far.news();
  inner.disk.isFull = true;
  await far.type(anna, "charcreate Anna");
  const news = far.news();
  assert.match(textsOf(news, anna).join(), /so it was undone/);
  assert.deepEqual(ranOf(news), [[[anna, 2]]]);
  assert.deepEqual(inner.inside.world.named("Anna"), []);
});

Deno.test("several turns that are lost together tell how far the last of them came", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const [anna, bert] = [await far.connect(), await far.connect()];
  await far.type(anna, "create anna sesame-street");
  await far.type(bert, "create bert sesame-street");
  far.news();
  inner.gate.close();
  const typing = [far.type(anna, "charcreate Anna")];
  await until("the commit", () => inner.gate.waiting === 1);
  typing.push(far.type(bert, "look"), far.type(anna, "look"), far.type(anna, "look"));
  await until("the lines", () => inner.inside.sessions.get(anna)?.cmdTotal === 4);
  inner.disk.isFull = true;
  inner.gate.open();
  await Promise.all(typing);
  const [lines, ...others] = ranOf(far.news());
  assert.deepEqual(new Map(lines), new Map([[anna, 4], [bert, 2]]));
  assert.deepEqual(others, []);
});
