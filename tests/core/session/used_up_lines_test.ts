import assert from "node:assert/strict";
import type { PortalMessage } from "../../../src/core/boundary/messages.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import {
  after,
  called,
  FarPortal,
  Notebook,
  numbered,
  ranOf,
  sessidOf,
  textsOf,
} from "./far_portal.ts";

const ANNA = sessidOf(7, 0);

/** What is read of the first line that a Server before had run. */
function unseen(what: string): string {
  return `|yThe world stopped just after it had done ${what}: look before you do it again.|n`;
}

/** What is read of each further one. */
function unseenToo(what: string): string {
  return `|yThe world had done ${what}, too.|n`;
}

/** What Servers before have kept of Anna's lines. */
function usedUp(line: number) {
  return { kind: "putRan", lines: [[ANNA, line]], at: Date.UTC(2026, 0, 1) } as const;
}

/** What a Portal sends of a line that was typed into a hidden field. */
function hidden(message: PortalMessage): PortalMessage {
  return message.kind === "input" ? { ...message, secret: true } : message;
}

/** Commands that change what is kept, each time they run; `bake` only when it is let go. */
class Bakery {
  isBaking = false;
  /** What customers have asked, which changes nothing. */
  readonly asked: string[] = [];
  /** Lets the bread be ready. */
  letGo = () => {};
  readonly plugin = definePlugin({
    name: "bakery",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => {
      provide.inputfunc(
        "order",
        (_session, [name], _options, game) =>
          void game.world.create({ type: "thing", name: String(name) }),
      );
      provide.inputfunc("price", (_session, [name]) => void this.asked.push(String(name)));
      provide.commands("builtin/unloggedin", [
        defineCommand({
          key: "buy",
          needs: "session",
          run: ({ game, args }) => void game.world.create({ type: "thing", name: args }),
        }),
        defineCommand({
          key: "bake",
          needs: "session",
          run: async ({ game, args }) => {
            this.isBaking = true;
            await new Promise<void>((resolve) => this.letGo = resolve);
            this.isBaking = false;
            game.world.create({ type: "thing", name: args });
          },
        }),
      ]);
    },
  });
}

function countOf({ inside }: InnerGame, name: string): number {
  return inside.world.named(name).length;
}

/** Whether the Server has run a session's lines up to one, whoever knows of it. */
function isRunBy({ inside }: InnerGame, sessid: number, line: number): boolean {
  return inside.sessions.entry(sessid)?.core.inbox.usedUp === line;
}

/** Lets the Server die when the commit that is on its way, or its answer, was lost. */
async function dieOfLoss(inner: InnerGame): Promise<void> {
  await until("the commit", () => inner.gate.lost > 0);
  inner.gate.loses = null;
  await inner.crash();
}

Deno.test("a line whose changes are kept runs once, though its Server died before it told anybody", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  await far.type(anna, "buy bun");
  const copy = far.copyOf(anna);
  inner.gate.loses = "answer";
  far.news();
  void far.type(anna, "buy roll");
  await until("the commit", () => inner.gate.lost > 0);
  assert.deepEqual(ranOf(far.news()), []);
  await dieOfLoss(inner);
  await far.join([copy]);
  far.news();
  await inner.tell(numbered(anna, 2, "buy roll"));
  const news = far.news();
  assert.deepEqual([countOf(inner, "bun"), countOf(inner, "roll")], [1, 1]);
  assert.deepEqual(textsOf(news, anna), [unseen('"buy roll"')]);
  assert.deepEqual(ranOf(news), [[[anna, 2]]]);
  await inner.tell(numbered(anna, 3, "buy roll"));
  assert.equal(countOf(inner, "roll"), 2);
});

Deno.test("whoever typed several lines that are kept is told of each, when their Server died before it told anybody", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  const sent = ["bun", "roll", "cake"].map((name, at) => numbered(anna, at + 1, `buy ${name}`));
  inner.gate.loses = "answer";
  for (const message of sent) void inner.tell(message);
  await dieOfLoss(inner);
  await far.join([copy]);
  far.news();
  for (const message of sent) await inner.tell(message);
  assert.deepEqual(["bun", "roll", "cake"].map((name) => countOf(inner, name)), [1, 1, 1]);
  assert.deepEqual(textsOf(far.news(), anna), [
    unseen('"buy bun"'),
    unseenToo('"buy roll"'),
    unseenToo('"buy cake"'),
  ]);
});

Deno.test("a line whose changes were not kept when its Server died runs again, without a word of it", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  inner.gate.loses = "commit";
  void far.type(anna, "buy roll");
  await dieOfLoss(inner);
  assert.equal(countOf(inner, "roll"), 0);
  await far.join([copy]);
  far.news();
  await inner.tell(numbered(anna, 1, "buy roll"));
  assert.equal(countOf(inner, "roll"), 1);
  assert.deepEqual(textsOf(far.news(), anna).filter((text) => text.includes("had done")), []);
});

Deno.test("a line that awaits is used up with the first turn of it that changes something", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  void far.type(anna, "bake bread");
  await until("the oven", () => bakery.isBaking);
  await until("its turn", () => ranOf(inner.said).length > 0);
  inner.gate.loses = "answer";
  bakery.letGo();
  await dieOfLoss(inner);
  await far.join([copy]);
  const telling = inner.tell(numbered(anna, 1, "bake bread"));
  await until("its turn", () => ranOf(inner.said).length > 0);
  assert.equal(bakery.isBaking, false);
  await telling;
  assert.equal(countOf(inner, "bread"), 1);
});

Deno.test("what was run ahead of lines that wait is run once, and they are, though the Server dies", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  const sent = [
    numbered(anna, 2, "buy bun"),
    called(anna, 3, ["order", ["cake"], {}]),
    numbered(anna, 4, "buy roll"),
  ];
  void far.type(anna, "bake bread");
  await until("the oven", () => bakery.isBaking);
  inner.gate.loses = "answer";
  for (const message of sent) void inner.tell(message);
  await dieOfLoss(inner);
  assert.deepEqual(["cake", "bun", "roll"].map((name) => countOf(inner, name)), [1, 0, 0]);
  await far.join([copy]);
  far.news();
  for (const message of sent) await inner.tell(message);
  assert.deepEqual(["cake", "bun", "roll"].map((name) => countOf(inner, name)), [1, 1, 1]);
  assert.deepEqual(ranOf(far.news()).at(-1), [[anna, 4]]);
});

Deno.test("what was run ahead of lines that wait is run once when the Server is reloaded, whether or not it changed anything", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  const sent = [
    numbered(anna, 2, "buy bun"),
    called(anna, 3, ["price", ["cake"], {}]),
  ];
  void far.type(anna, "bake bread");
  await until("the oven", () => bakery.isBaking);
  for (const message of sent) void inner.tell(message);
  await until("the question", () => bakery.asked.length === 1);
  const reloading = inner.game.reload();
  for (let isOver = false; !isOver;) {
    void reloading.finally(() => isOver = true);
    await inner.moveTime(1_000);
  }
  await far.join([copy]);
  for (const message of sent) await inner.tell(message);
  assert.deepEqual([bakery.asked, countOf(inner, "bun")], [["cake"], 1]);
});

Deno.test("a Server that takes over does not run what those before ran ahead of others", async () => {
  const kept = { kind: "putRan", lines: [[ANNA, 1, [[3, 4], [6, 6]]]], at: 1 } as const;
  const sync = newSync({ sessid: ANNA, state: "unloggedin" });
  const book = new Notebook();
  await using server = await BareServer.start([sync], { plugins: [book.plugin], kept: [kept] });
  for (const line of [2, 3, 4, 5, 6, 7]) await server.tell(numbered(ANNA, line, `note ${line}`));
  assert.deepEqual(book.notes, ["2", "5", "7"]);
  assert.deepEqual(ranOf(server.news()).at(-1), [[ANNA, 7]]);
});

Deno.test("a line that was undone is not used up for the Server after", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  inner.disk.isFull = true;
  await far.type(anna, "buy roll");
  inner.disk.isFull = false;
  await inner.crash();
  await far.join([copy]);
  await inner.tell(numbered(anna, 1, "buy roll"));
  assert.equal(countOf(inner, "roll"), 1);
});

Deno.test("a Server that takes over drops what those before used up, says so once of each line, and tells it ran", async () => {
  const book = new Notebook();
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { plugins: [book.plugin], kept: [usedUp(2)] },
  );
  for (const line of [1, 2, 1, 2]) await server.tell(numbered(ANNA, line, `note ${line}`));
  const news = server.news();
  assert.deepEqual(book.notes, []);
  assert.deepEqual(textsOf(news, ANNA), [unseen('"note 1"'), unseenToo('"note 2"')]);
  assert.deepEqual(ranOf(news), Array(4).fill([[ANNA, 2]]));
  await server.tell(...[3, 3, 2].map((line) => numbered(ANNA, line, `note ${line}`)));
  assert.deepEqual(book.notes, ["3"]);
  assert.deepEqual(textsOf(server.news(), ANNA), []);
});

Deno.test("a session that a join rebuilds begins where its lines were used up", async () => {
  const book = new Notebook();
  await using server = await BareServer.start([], { plugins: [book.plugin], kept: [usedUp(4)] });
  const sessions = [newSync({ sessid: ANNA, state: "unloggedin" })];
  await server.tell({ kind: "join", portal: 7, sessions }, numbered(ANNA, 4, "note 4"));
  await server.tell(numbered(ANNA, 5, "note 5"), numbered(ANNA, 5, "note 5"));
  assert.deepEqual(book.notes, ["5"]);
  const told = textsOf(server.news(), ANNA).filter((text) => text.includes("had done"));
  assert.deepEqual(told, [unseen('"note 4"')]);
});

/** The first line that was typed. */
function typed(text: string): PortalMessage {
  return numbered(ANNA, 1, text);
}

/** What is told of a line that a Server before had run, at the login screen. */
async function toldOf(message: PortalMessage): Promise<readonly string[]> {
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { kept: [usedUp(1)] },
  );
  await server.tell(message);
  return textsOf(server.news(), ANNA);
}

Deno.test("a line that was done is quoted as text, in one line, and as far as it fits", async () => {
  assert.deepEqual(await toldOf(typed("say |rred\n\tand  \x1b[1mbold")), [
    unseen('"say ||rred and bold"'),
  ]);
  assert.deepEqual(await toldOf(typed(`say ${"a".repeat(56)}`)), [
    unseen(`"say ${"a".repeat(56)}"`),
  ]);
  assert.deepEqual(await toldOf(typed(`say ${"a".repeat(57)}`)), [
    unseen(`"say ${"a".repeat(55)}…"`),
  ]);
  assert.deepEqual(await toldOf(typed(`${"👩‍👩‍👧‍👦".repeat(61)}`)), [
    unseen(`"${"👩‍👩‍👧‍👦".repeat(59)}…"`),
  ]);
  assert.deepEqual(await toldOf(typed("")), [unseen("the empty line that you sent")]);
});

Deno.test("of a line that was done nothing is quoted that may be a secret", async () => {
  assert.deepEqual(await toldOf(hidden(typed("sesame-street"))), [
    unseen("what you typed while it was hidden"),
  ]);
  assert.deepEqual(await toldOf(typed("create anna sesame-street")), [unseen('"create anna …"')]);
  assert.deepEqual(await toldOf(typed('connect "anna b" sesame')), [
    unseen('"connect "anna b" …"'),
  ]);
  assert.deepEqual(await toldOf(typed("connect")), [unseen('"connect"')]);
  assert.deepEqual(await toldOf(typed("claim TEST-CODE")), [unseen('"claim …"')]);
  assert.deepEqual(await toldOf(typed("password old = new")), [unseen('"password …"')]);
});

Deno.test("of several lines in one message each is told, and of them alone, to nobody who watches", async () => {
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { kept: [usedUp(2)] },
  );
  await server.tell(called(ANNA, 1, ["text", ["buy bun"], {}], ["price", ["cake"], {}]));
  await server.tell(
    called(ANNA, 2, ["text", ["idle"], {}], ["text", ["buy bun"], {}], ["text", ["buy roll"], {}]),
  );
  const said = server.news().filter(({ kind }) => kind === "output");
  assert.deepEqual(textsOf(said, ANNA), [
    unseen('"buy bun"'),
    unseenToo('"buy bun"'),
    unseenToo('"buy roll"'),
  ]);
  const types = said.flatMap((message) =>
    message.kind === "output" ? message.calls.map(([, , { type }]) => type) : []
  );
  assert.deepEqual(types, ["secret", "secret", "secret"]);
});

Deno.test("that a line was done is told though what else its turn did could not be kept", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const far = new FarPortal(inner);
  const anna = await far.connect();
  const copy = far.copyOf(anna);
  inner.gate.loses = "answer";
  void far.type(anna, "buy roll");
  await dieOfLoss(inner);
  await far.join([copy]);
  far.news();
  inner.disk.isFull = true;
  inner.gate.close();
  void inner.tell(called(anna, 2, ["order", ["cake"], {}]));
  await until("the commit", () => inner.gate.waiting === 1);
  for (const [line, text] of [[1, "buy roll"], [3, "look"]] as const) {
    void inner.tell(numbered(anna, line, text));
  }
  await until("the look", () => isRunBy(inner, anna, 3));
  inner.gate.open();
  await inner.game.settled();
  const [told, undone, ...others] = textsOf(far.news(), anna);
  assert.equal(told, unseen('"buy roll"'));
  assert.match(undone ?? "", /so it was undone/);
  assert.deepEqual([others, countOf(inner, "cake")], [[], 0]);
});

Deno.test("a line over which two Servers have died is not run, and whoever typed it is told which, once", async () => {
  const bakery = new Bakery();
  const book = new Notebook();
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { plugins: [bakery.plugin, book.plugin], kept: [usedUp(2)] },
  );
  const deadly = [
    numbered(ANNA, 1, "note 1"),
    numbered(ANNA, 2, "note 2"),
    numbered(ANNA, 3, "note 3"),
    hidden(numbered(ANNA, 4, "sesame")),
    called(ANNA, 5, ["price", ["cake"], {}]),
    called(ANNA, 6, ["text", ["idle"], {}]),
  ].map((message) => after(2, message));
  await server.tell(...deadly, after(1, numbered(ANNA, 7, "note 7")));
  const news = server.news();
  const over = "the world has stopped over";
  assert.deepEqual(textsOf(news, ANNA), [
    unseen('"note 1"'),
    unseenToo('"note 2"'),
    `|yWhat you typed was not run: ${over} "note 3" more than once.|n`,
    `|yWhat you typed was not run: ${over} what you typed while it was hidden more than once.|n`,
    `|ySomething that your client sent was not heard: ${over} it more than once.|n`,
  ]);
  assert.deepEqual(ranOf(news).at(-1), [[ANNA, 7]]);
  await server.tell(...deadly);
  assert.deepEqual(textsOf(server.news(), ANNA), []);
  assert.deepEqual([book.notes, bakery.asked], [["7"], []]);
});

Deno.test("of a line that is used up and may have been given up nothing is said but that", async () => {
  const kept = { kind: "putRan", lines: [[ANNA, 1, [[3, 3]]]], at: 1 } as const;
  const book = new Notebook();
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { plugins: [book.plugin], kept: [kept] },
  );
  for (const line of [1, 2, 3]) {
    await server.tell(after(line === 2 ? 1 : 3, numbered(ANNA, line, `note ${line}`)));
  }
  const [one, three] = [1, 3].map((line) =>
    `|yThe world has stopped over "note ${line}" more than once: look before you do it again.|n`
  );
  assert.deepEqual([textsOf(server.news(), ANNA), book.notes], [[one, three], ["2"]]);
});

Deno.test("whoever had typed nothing of what is dropped is told nothing", async () => {
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { kept: [usedUp(2)] },
  );
  await server.tell(called(ANNA, 1, ["client_options", [], { nocolor: true }]));
  await server.tell(called(ANNA, 2, ["text", ["idle"], {}]));
  assert.deepEqual(textsOf(server.news(), ANNA), []);
});

Deno.test("of a turn without numbered lines nothing is kept but its changes", async () => {
  const bakery = new Bakery();
  await using inner = await innerGame({ plugins: [bakery.plugin] });
  const near = await inner.game.connect();
  inner.gate.close();
  near.type("buy bun");
  await until("the commit", () => inner.gate.waiting === 1);
  const [changes] = inner.gate.asked;
  inner.gate.open();
  await inner.game.settled();
  assert.equal(countOf(inner, "bun"), 1);
  assert.deepEqual(changes?.map(({ kind }) => kind), ["putObject"]);
});

Deno.test("of a line that logs in no password is quoted, whatever it is called, and whoever has logged in by it", async () => {
  await using inner = await innerGame();
  const far = new FarPortal(inner);
  const anna = await far.play("Anna");
  for (const [at, word] of ["co", "conn", "connect", "cr", "create"].entries()) {
    await inner.tell(after(2, numbered(anna, 10 + at, `${word} anna sesame-street`)));
  }
  const told = textsOf(far.news(), anna);
  assert.equal(told.length, 5);
  assert.deepEqual(told.filter((text) => !text.includes('anna …"')), []);
});

Deno.test("what was typed ahead of the questions of a login is not quoted", async () => {
  await using server = await BareServer.start(
    [newSync({ sessid: ANNA, state: "unloggedin" })],
    { kept: [usedUp(2)] },
  );
  for (const [at, text] of ["create anna", "sesame-street", "sesame-street"].entries()) {
    await server.tell(after(2, numbered(ANNA, at + 1, text)));
  }
  assert.deepEqual(textsOf(server.news(), ANNA), [
    unseen('"create anna"'),
    unseenToo("what you typed next"),
    "|yWhat you typed was not run: the world has stopped over what you typed next more than once.|n",
  ]);
});

Deno.test("a line without end is quoted at once", async () => {
  const [told = ""] = await toldOf(typed(`a${"\u0301".repeat(100_000)}`));
  assert.ok(told.length < 1_400, `${told.length} characters`);
});
