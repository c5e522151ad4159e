import assert from "node:assert/strict";
import type { ServerMessage } from "../../../src/core/boundary/messages.ts";
import type { TransferOutcome } from "../../../src/core/realm/realms.ts";
import {
  type Call,
  defineCommand,
  definePlugin,
  type Plugin,
  ServerSession,
} from "../../../mod.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import { newSync } from "../../games/bare_server.ts";
import { type InnerGame, innerGame } from "../../games/inner_game.ts";
import { until } from "../../games/turns_of.ts";
import { after, called, FarPortal, ranOf, textsOf } from "./far_portal.ts";

const MAIN: Config = { realms: ["main", "arena"] };

/** Everything that was said to leave. */
function transfersIn(said: readonly ServerMessage[]) {
  return said.filter((message) => message.kind === "transfer");
}

/** Where plugins note what they see of a transfer. */
class Gate {
  readonly notes: string[] = [];
  readonly outcomes: TransferOutcome[] = [];
  /** Lets whoever watches `session:disconnect` wait. */
  waiting: Promise<void> | undefined;
  readonly plugin: Plugin;

  constructor() {
    const { notes, outcomes } = this;
    const gate = defineCommand({
      key: "gate",
      needs: "session",
      async run({ session, account, args, msg }) {
        account?.set("gold", 1);
        session.setCarry("gold", 99);
        outcomes.push(await session.transfer(args || "arena", { text: "Through!" }));
        msg("after the gate");
      },
    });
    const note = defineCommand({
      ...{ key: "note", needs: "session" },
      run: ({ args }) => void notes.push(args),
    });
    const question = defineCommand({
      key: "question",
      needs: "session",
      run: async ({ ask }) => void notes.push(`answered ${await ask("What? ")}`),
    });
    this.plugin = definePlugin({
      ...{ name: "gate", version: "1.0.0", api: 1 },
      setup: ({ provide, on }) => {
        for (const set of ["builtin/unloggedin", "builtin/account"]) {
          provide.commands(set, [gate, note, question]);
        }
        provide.inputfunc("ping", (_session, [word]) => void notes.push(`ping ${word}`));
        on("account:lastLogout", ({ account }) => void notes.push(`last ${account.name}`));
        on("session:disconnect", async ({ session, reason }) => {
          notes.push(`${reason} as ${session.account?.name}`);
          await this.waiting;
        });
        on("session:unpuppet", ({ puppet }) => void notes.push(`unpuppet ${puppet.name}`));
        on("account:logout", ({ session }) => void notes.push(`logout ${session.isLoggedIn}`));
        on("session:logout", () => void notes.push("back to the login screen"));
      },
    });
  }

  game(settings: Config = MAIN): Promise<InnerGame> {
    return innerGame({ settings, plugins: [this.plugin] });
  }
}

Deno.test("session.transfer() lets a session go with its account and its carry, in the order of an end", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const account = inner.inside.sessions.get(sessid)?.account;
  await far.type(sessid, "gate");
  const news = far.news();
  assert.deepEqual(transfersIn(news), [{
    ...{ kind: "transfer", sessid, realm: "arena", text: "Through!", carry: { gold: 99 }, line: 4 },
    passport: { uid: account?.id, uname: "Anna", isSuperuser: false },
  }]);
  assert.deepEqual(gate.outcomes, [{ kind: "transferred" }]);
  assert.deepEqual(gate.notes, [
    ...["last Anna", "transferred as Anna", "unpuppet Anna", "logout false"],
  ]);
  assert.equal(inner.inside.sessions.get(sessid), undefined);
  assert.deepEqual(account?.sessions, []);
  assert.equal(inner.inside.world.named("Anna")[0]?.location, null);
  const [, ...after] = news.slice(news.findIndex(({ kind }) => kind === "transfer"));
  assert.deepEqual(after.filter(({ kind }) => kind !== "ran" && kind !== "trace"), []);
});

Deno.test("session.transfer() tells a session's class, and ends what waits for its signal", async () => {
  const seen: string[] = [];
  class Watching extends ServerSession {
    override atDisconnect(reason: string): void {
      seen.push(reason, `${this.signal.aborted}`);
    }
  }
  const watching = definePlugin({
    ...{ name: "watching", version: "1.0.0", api: 1 },
    setup: ({ provide }) => provide.sessionClass("watching", Watching),
  });
  const gate = new Gate();
  await using inner = await innerGame({
    settings: { ...MAIN, serverSessionClass: "watching/watching" },
    plugins: [gate.plugin, watching],
  });
  const far = new FarPortal(inner);
  const session = inner.inside.sessions.get(await far.play("Anna"));
  await far.type(session?.sessid ?? 0, "gate");
  assert.deepEqual(seen, ["transferred", "false"]);
  assert.equal(session?.signal.aborted, true);
});

Deno.test("session.transfer() leaves what was typed ahead to the other realm", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const held = Promise.withResolvers<void>();
  gate.waiting = held.promise;
  const typing = [far.type(sessid, "gate")];
  await until("the hook", () => gate.notes.includes("transferred as Anna"));
  typing.push(far.type(sessid, "note one"), far.type(sessid, "note two"));
  await until("the lines", () => inner.inside.sessions.get(sessid)?.cmdTotal === 6);
  held.resolve();
  await Promise.all(typing);
  assert.deepEqual(transfersIn(far.news()).map(({ line }) => line), [4]);
  assert.equal(gate.notes.some((note) => /one|two/.test(note)), false);
});

Deno.test("session.transfer() tells what was run out of turn, behind typed lines that were not", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const held = Promise.withResolvers<void>();
  gate.waiting = held.promise;
  const typing = [far.type(sessid, "gate")];
  await until("the hook", () => gate.notes.includes("transferred as Anna"));
  typing.push(far.type(sessid, "note one"));
  typing.push(inner.tell(called(sessid, 6, ["ping", ["one"], {}])));
  typing.push(inner.tell(called(sessid, 7, ["ping", ["two"], {}])));
  typing.push(inner.tell(called(sessid, 8, ["text", ["note two"], {}])));
  typing.push(inner.tell(called(sessid, 9, ["ping", ["three"], {}])));
  await until("all", () => gate.notes.includes("ping three"));
  held.resolve();
  await Promise.all(typing);
  const [transfer] = transfersIn(far.news());
  assert.deepEqual([transfer?.line, transfer?.ran], [4, [[6, 7], [9, 9]]]);
  const pings = gate.notes.filter((note) => /ping|one|two/.test(note));
  assert.deepEqual(pings, ["ping one", "ping two", "ping three"]);
});

/** Lets Anna through the gate, and sends this behind it, a line among it, while that waits to be kept. */
async function sendBehind(inner: InnerGame, calls: readonly Call[]) {
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  inner.gate.close();
  const typing = [far.type(sessid, "gate")];
  await until("the commit", () => inner.gate.waiting > 0);
  for (const [index, call] of calls.entries()) {
    typing.push(inner.tell(called(sessid, 5 + index, call)));
  }
  await until("all", () => inner.inside.sessions.get(sessid)?.cmdTotal === 5);
  const end = async () => {
    inner.gate.open();
    await Promise.all(typing);
  };
  return { far, sessid, end };
}

const LATE: readonly Call[] = [["ping", ["late"], {}], ["text", ["note late"], {}]];

Deno.test("what is sent behind a transfer that waits to be kept is not run here, typed or not, and not told to have run", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const { far, sessid, end } = await sendBehind(inner, LATE);
  await end();
  const news = far.news();
  const [transfer] = transfersIn(news);
  assert.deepEqual([transfer?.line, transfer?.ran], [4, undefined]);
  assert.deepEqual(ranOf(news), [[[sessid, 4]]]);
  assert.equal(gate.notes.some((note) => note.includes("late")), false);
});

Deno.test("what is sent behind a transfer that cannot be kept is run here once, in order", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const { far, sessid, end } = await sendBehind(inner, LATE);
  inner.disk.isFull = true;
  await end();
  await until("the line", () => gate.notes.includes("late"));
  assert.deepEqual(gate.notes.filter((note) => note.includes("late")), ["ping late", "late"]);
  assert.deepEqual(ranOf(far.news()).at(-1), [[sessid, 6]]);
  await inner.tell(called(sessid, 5, ["ping", ["late"], {}]));
  assert.equal(gate.notes.filter((note) => note === "ping late").length, 1);
});

Deno.test("a call that its session's class takes for a line runs in order where a transfer cannot be kept", async () => {
  class Typing extends ServerSession {
    override dataIn(call: Call): Call {
      return call[0] === "ping" ? ["text", [`note ${call[1][0]}`], {}] : call;
    }
  }
  const typist = definePlugin({
    ...{ name: "typist", version: "1.0.0", api: 1 },
    setup: ({ provide }) => provide.sessionClass("typing", Typing),
  });
  const gate = new Gate();
  await using inner = await innerGame({
    settings: { ...MAIN, serverSessionClass: "typist/typing" },
    plugins: [gate.plugin, typist],
  });
  const { end } = await sendBehind(inner, [
    ["ping", ["one"], {}],
    ["text", ["note two"], {}],
  ]);
  inner.disk.isFull = true;
  await end();
  await until("the line", () => gate.notes.includes("two"));
  assert.deepEqual(gate.notes.filter((note) => ["one", "two"].includes(note)), ["one", "two"]);
});

Deno.test("of what is sent behind a transfer that cannot be kept a flood is lost, and its client told so", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const numbers = Array.from({ length: 210 }, (_, index) => 5 + index);
  const { far, sessid, end } = await sendBehind(inner, [
    ...numbers.map((line): Call => ["ping", [line], {}]),
    ["text", ["note late"], {}],
  ]);
  inner.disk.isFull = true;
  await end();
  await until("the line", () => gate.notes.includes("late"));
  const pings = gate.notes.filter((note) => note.startsWith("ping"));
  assert.deepEqual(pings, numbers.slice(0, 200).map((line) => `ping ${line}`));
  const news = far.news();
  assert.equal(
    textsOf(news, sessid).filter((text) => /your client sent was lost/.test(text)).length,
    1,
  );
  assert.deepEqual(ranOf(news).at(-1), [[sessid, 215]]);
});

Deno.test("session.transfer() ends a command that waits for an answer, which is left unanswered", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  await far.type(sessid, "question");
  const held = Promise.withResolvers<void>();
  gate.waiting = held.promise;
  const going = inner.inside.sessions.get(sessid)?.transfer("arena");
  await until("the hook", () => gate.notes.includes("transferred as Anna"));
  const typing = far.type(sessid, "an answer");
  await until("the line", () => inner.inside.sessions.get(sessid)?.cmdTotal === 5);
  held.resolve();
  assert.deepEqual(await going, { kind: "transferred" });
  await typing;
  assert.deepEqual(transfersIn(far.news()).map(({ line }) => line), [4]);
  assert.equal(gate.notes.some((note) => note.startsWith("answered")), false);
});

Deno.test("session.transfer() says nothing before what was done is kept", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  inner.gate.close();
  const typing = far.type(sessid, "gate");
  await until("the commit", () => inner.gate.waiting > 0);
  assert.deepEqual(transfersIn(far.news()), []);
  const session = inner.inside.sessions.get(sessid);
  assert.equal(session?.isLoggedIn, false, "it has left");
  assert.deepEqual(await session?.transfer("arena"), {
    ...{ kind: "refused", reason: "This session is ending." },
  });
  inner.gate.open();
  await typing;
  assert.equal(transfersIn(far.news()).length, 1);
  assert.equal(inner.inside.sessions.get(sessid), undefined);
});

Deno.test("a session whose transfer cannot be kept is as if nothing had happened, and plays on", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  inner.disk.isFull = true;
  await far.type(sessid, "gate");
  const news = far.news();
  assert.deepEqual(transfersIn(news), []);
  assert.match(textsOf(news, sessid).join(), /so it was undone/);
  const session = inner.inside.sessions.get(sessid);
  assert.equal(session?.state, "puppeting");
  assert.equal(session?.puppet?.name, "Anna");
  assert.deepEqual(session?.account?.sessions, [session]);
  assert.deepEqual([session?.getCarry("gold"), session?.account?.get("gold")], [
    ...[undefined, undefined],
  ]);
  assert.equal(session?.signal.aborted, false);
  inner.disk.isFull = false;
  await inner.game.advance(10_000);
  gate.notes.length = 0;
  await far.type(sessid, "note again");
  assert.deepEqual(gate.notes, ["again"]);
  await far.type(sessid, "gate");
  const [transfer] = transfersIn(far.news());
  assert.equal(transfer?.line, 6);
});

Deno.test("what is typed while a transfer waits to be kept is run here when it is not", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  inner.gate.close();
  const typing = [far.type(sessid, "gate")];
  await until("the commit", () => inner.gate.waiting > 0);
  typing.push(far.type(sessid, "note here"));
  await until("the line", () => inner.inside.sessions.get(sessid)?.cmdTotal === 5);
  assert.equal(gate.notes.includes("here"), false);
  inner.disk.isFull = true;
  inner.gate.open();
  await Promise.all(typing);
  assert.equal(gate.notes.includes("here"), true);
});

Deno.test("a session whose connection goes while its transfer is lost ends", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  inner.gate.close();
  const telling = [far.type(sessid, "gate")];
  await until("the commit", () => inner.gate.waiting > 0);
  telling.push(inner.tell({ kind: "disconnect", sessid, reason: "client_closed" }));
  inner.disk.isFull = true;
  inner.gate.open();
  await Promise.all(telling);
  assert.equal(inner.inside.sessions.get(sessid), undefined);
  assert.equal(gate.notes.includes("client_closed as Anna"), true);
});

Deno.test("session.transfer() refuses with a reason, and changes nothing", async () => {
  const gate = new Gate();
  await using inner = await gate.game({ ...MAIN, guestEnabled: true, guestList: ["Wanda"] });
  const far = new FarPortal(inner);
  const transfer = async (sessid: number, realm: string) => {
    const outcome = await inner.inside.sessions.get(sessid)?.transfer(realm);
    return outcome?.kind === "refused" ? outcome.reason : outcome;
  };
  const sessid = await far.play("Anna");
  assert.equal(
    await transfer(sessid, "nowhere"),
    "There is no such realm. There are: main, arena.",
  );
  assert.equal(await transfer(sessid, "main"), 'This is the realm "main" already.');
  const stranger = await far.connect();
  assert.equal(
    await transfer(stranger, "arena"),
    "Only who has logged in can go to another realm.",
  );
  await far.type(stranger, "connect guest");
  assert.match(String(await transfer(stranger, "arena")), /^A guest cannot go/);
  const near = await inner.game.player("Bert");
  assert.equal(await transfer(near.sessid, "arena"), "This game has one world.");
  assert.deepEqual(transfersIn(far.news()), []);
  assert.deepEqual(gate.notes, []);
});

Deno.test("session.transfer() refuses where there is one world", async () => {
  const gate = new Gate();
  await using inner = await gate.game({});
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  await far.type(sessid, "gate");
  assert.deepEqual(gate.outcomes, [{ kind: "refused", reason: "This game has one world." }]);
  assert.match(textsOf(far.news(), sessid).join(), /after the gate/);
});

Deno.test("a Portal that joins and has not heard of a transfer is told again, until it is back", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const copy = far.copyOf(sessid);
  await far.type(sessid, "gate");
  const [first] = transfersIn(far.news());
  await far.join([copy]);
  assert.deepEqual(transfersIn(far.news()), [first]);
  assert.equal(inner.inside.sessions.get(sessid), undefined);
  const back = { ...copy, state: "negotiating", puid: null, cmdsets: [] } as const;
  await far.join([back]);
  assert.deepEqual(transfersIn(far.news()), []);
  assert.equal(inner.inside.sessions.get(sessid)?.account?.name, "Anna");
});

Deno.test("what let a session go is forgotten once its Portal has heard it", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const copy = far.copyOf(sessid);
  await far.type(sessid, "gate");
  await inner.tell({ kind: "disconnect", sessid, reason: "client_closed" });
  far.news();
  await far.join([copy]);
  assert.deepEqual(transfersIn(far.news()), []);
  assert.equal(inner.inside.sessions.get(sessid)?.account?.name, "Anna");
});

Deno.test("a session that comes back from another realm is logged in to its account", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const far = new FarPortal(inner);
  const sessid = await far.play("Anna");
  const copy = far.copyOf(sessid);
  await far.type(sessid, "gate");
  far.news();
  const passport = { uid: 77, uname: "Nobody", isSuperuser: true };
  const back = { ...copy, state: "negotiating", puid: null, cmdsets: [], passport } as const;
  await inner.tell({ kind: "connect", sync: { ...back, carry: { gold: 5 } } });
  const session = inner.inside.sessions.get(sessid);
  assert.equal(session?.account?.name, "Anna");
  assert.equal(session?.account?.isSuperuser, false);
  assert.equal(session?.getCarry("gold"), 5);
});

Deno.test("a plugin that sends on whoever logs in does not do so for ever where the other realm is away", async () => {
  const outcomes: string[] = [];
  const sender = definePlugin({
    ...{ name: "sender", version: "1.0.0", api: 1 },
    setup: ({ on }) =>
      on("session:login", async ({ session }) => {
        outcomes.push((await session.transfer("arena")).kind);
      }),
  });
  await using inner = await innerGame({ settings: MAIN, plugins: [sender] });
  const far = new FarPortal(inner);
  const sessid = await far.connect();
  await far.type(sessid, "create Anna sesame-street");
  for (let times = 0; times < 20; times++) {
    const [sentOn] = transfersIn(far.news());
    if (sentOn === undefined) break;
    // As its Portal brings it back.
    const uid = sentOn.passport?.uid ?? null;
    await inner.tell({ kind: "connect", sync: newSync({ sessid, uid, uname: "Anna" }) });
  }
  assert.deepEqual(outcomes, [...Array.from({ length: 5 }, () => "transferred"), "refused"]);
  assert.equal(inner.inside.sessions.get(sessid)?.account?.name, "Anna");
});

Deno.test("what two Servers have died over is not run here either when a transfer before it cannot be kept", async () => {
  const gate = new Gate();
  await using inner = await gate.game();
  const { far, sessid, end } = await sendBehind(inner, [["text", ["note late"], {}]]);
  const deadly = [
    called(sessid, 6, ["ping", ["deadly"], {}]),
    called(sessid, 7, ["text", ["note deadly"], {}]),
  ];
  for (const message of deadly) void inner.tell(after(2, message));
  inner.disk.isFull = true;
  await end();
  await until("the line", () => gate.notes.includes("late"));
  await inner.game.settled();
  assert.deepEqual(gate.notes.filter((note) => note.includes("deadly")), []);
  const news = far.news();
  const told = textsOf(news, sessid).filter((text) => text.includes("has stopped over"));
  assert.deepEqual(told, [
    "|ySomething that your client sent was not heard: the world has stopped over it more than once.|n",
    '|yWhat you typed was not run: the world has stopped over "note deadly" more than once.|n',
  ]);
  assert.deepEqual(ranOf(news).at(-1), [[sessid, 7]]);
});
