import assert from "node:assert/strict";
import type { ServerMessage, SessionSync } from "../../../src/core/boundary/messages.ts";
import type { Passport } from "../../../src/core/boundary/session_sync.ts";
import type { Account } from "../../../src/core/model.ts";
import { storedAccount } from "../../../src/core/account/stored_account.ts";
import type { Config } from "../../../src/core/settings/settings.ts";
import { definePlugin, ServerSession } from "../../../mod.ts";
import { newSync } from "../../games/bare_server.ts";
import { until } from "../../games/turns_of.ts";
import { type InnerGame, innerGame, type InnerGameOptions } from "../../games/inner_game.ts";
import { openPostgres } from "../../../src/core/store/postgres/postgres_database.ts";
import { PostgresEngine } from "../../../src/core/store/postgres/postgres_engine.ts";
import { HAS_POSTGRES, newDatabase } from "../store/postgres/postgres_test_case.ts";
import { FarPortal, ranOf, sessidOf, settled, textsOf } from "./far_portal.ts";

const ARENA: Config = { realm: "arena", realms: ["main", "arena"] };
const ANNA: Passport = { uid: 12, uname: "anna", isSuperuser: false };

/** What a Portal tells of a session that comes from another realm. */
function arrival(nth: number, passport?: Passport, carry: SessionSync["carry"] = {}): SessionSync {
  return newSync({
    ...{ sessid: sessidOf(7, nth), uid: null, uname: null, carry },
    ...(passport === undefined ? {} : { passport }),
  });
}

/** The arena, and what becomes of those who come there. */
class Arena implements AsyncDisposable {
  readonly created: string[] = [];
  readonly far: FarPortal;
  readonly inner: InnerGame;

  private constructor(inner: InnerGame, created: string[]) {
    this.inner = inner;
    this.created = created;
    this.far = new FarPortal(inner);
  }

  static async open(
    settings: Config = {},
    { plugins = [], ...more }: Pick<InnerGameOptions, "open" | "plugins"> = {},
  ): Promise<Arena> {
    const created: string[] = [];
    const watching = definePlugin({
      ...{ name: "created", version: "1.0.0", api: 1 },
      setup: ({ on }) => on("account:create", ({ account }) => void created.push(account.name)),
    });
    return new Arena(
      await innerGame({
        ...{ settings: { ...ARENA, ...settings }, plugins: [watching, ...plugins] },
        ...more,
      }),
      created,
    );
  }

  /** Lets somebody arrive; returns what was said. */
  async arrive(sync: SessionSync): Promise<readonly ServerMessage[]> {
    this.far.news();
    await this.inner.tell({ kind: "connect", sync });
    return this.far.news();
  }

  account(nth: number): Account | null | undefined {
    return this.inner.inside.sessions.get(sessidOf(7, nth))?.account;
  }

  /** Ends a session, as its client does. */
  async leave(nth: number): Promise<void> {
    const sessid = sessidOf(7, nth);
    await this.inner.tell({ kind: "disconnect", sessid, reason: "client_closed" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.inner[Symbol.asyncDispose]();
  }
}

/** Registers a test for a Store on either database. */
function databasesTest(
  sentence: string,
  run: (open: (settings?: Config) => Promise<Arena>) => Promise<void>,
): void {
  Deno.test(sentence, () => run((settings) => Arena.open(settings)));
  Deno.test({
    name: `${sentence}, on PostgreSQL`,
    ignore: !HAS_POSTGRES,
    async fn() {
      const url = await newDatabase();
      await run((settings) =>
        Arena.open(settings, {
          open: async (options) => new PostgresEngine(await openPostgres(url), options),
        })
      );
    },
  });
}

function transfersIn(said: readonly ServerMessage[]) {
  return said.filter((message) => message.kind === "transfer");
}

databasesTest(
  "who arrives for the first time has an account of the same id and name, and is at play",
  async (open) => {
    await using arena = await open({ autoCreateCharacterWithAccount: true });
    const said = await arena.arrive(arrival(0, ANNA, { gold: 3 }));
    const account = arena.account(0);
    assert.deepEqual([account?.id, account?.name, account?.isSuperuser], [12, "anna", false]);
    assert.deepEqual(arena.created, ["anna"]);
    assert.equal(account?.characters[0]?.name, "anna");
    const session = arena.inner.inside.sessions.get(sessidOf(7, 0));
    assert.equal(session?.getCarry("gold"), 3);
    assert.equal(session?.state, "puppeting");
    assert.deepEqual(
      said.filter(({ kind }) => kind === "login"),
      [{ kind: "login", sessid: sessidOf(7, 0), uid: 12, uname: "anna" }],
    );
  },
);

databasesTest(
  "who arrives again finds the account as it was left, after a crash too",
  async (open) => {
    await using arena = await open();
    await arena.arrive(arrival(0, ANNA));
    arena.account(0)?.set("trophies", 2);
    await arena.leave(0);
    await arena.inner.crash();
    await arena.arrive(arrival(1, ANNA));
    assert.equal(arena.account(1)?.get("trophies"), 2);
    assert.deepEqual(arena.created, ["anna"]);
  },
);

Deno.test("who arrives is a superuser as the passport says, each time anew", async () => {
  await using arena = await Arena.open();
  await arena.arrive(arrival(0, { ...ANNA, isSuperuser: true }));
  assert.equal(arena.account(0)?.isSuperuser, true);
  await arena.leave(0);
  await arena.arrive(arrival(1, ANNA));
  assert.equal(arena.account(1)?.isSuperuser, false);
});

databasesTest("who arrives with another name has that from now on", async (open) => {
  await using arena = await open();
  await arena.arrive(arrival(0, ANNA));
  await arena.leave(0);
  await arena.arrive(arrival(1, { ...ANNA, uname: "annabel" }));
  assert.equal(arena.account(1)?.name, "annabel");
  const { accounts } = arena.inner.inside;
  assert.equal((await accounts.find("annabel"))?.id, 12);
  assert.equal(await accounts.find("anna"), undefined);
});

databasesTest(
  "a name that was given anew at home is taken from the account that is gone there",
  async (open) => {
    await using arena = await open();
    await arena.arrive(arrival(0, ANNA));
    arena.account(0)?.set("trophies", 2);
    await arena.leave(0);
    await arena.arrive(arrival(1, { ...ANNA, uid: 30 }));
    assert.deepEqual([arena.account(1)?.id, arena.account(1)?.name], [30, "anna"]);
    assert.equal(arena.account(1)?.get("trophies"), undefined);
    const older = await arena.inner.inside.accounts.get(12);
    assert.deepEqual([older?.name, older?.get("trophies")], ["anna (gone 12)", 2]);
    await arena.inner.crash();
    const { accounts } = arena.inner.inside;
    assert.equal((await accounts.find("anna"))?.id, 30);
    assert.equal((await accounts.get(12))?.name, "anna (gone 12)");
  },
);

databasesTest(
  "two sessions of a new account that arrive at once share one account",
  async (open) => {
    await using arena = await open({ multisessionMode: 1 });
    await Promise.all([
      arena.inner.tell({ kind: "connect", sync: arrival(0, ANNA) }),
      arena.inner.tell({ kind: "connect", sync: arrival(1, ANNA) }),
    ]);
    assert.notEqual(arena.account(0), undefined);
    assert.equal(arena.account(0), arena.account(1));
    assert.equal(arena.account(0)?.sessions.length, 2);
    assert.deepEqual(arena.created, ["anna"]);
  },
);

Deno.test("who is banned in a realm goes back home, with the reason, and is no stranger there", async () => {
  await using arena = await Arena.open();
  await arena.inner.inside.game.bans.add(
    { kind: "name", pattern: "anna", reason: "spitting" },
    null,
  );
  const said = await arena.arrive(arrival(0, ANNA, { gold: 3 }));
  const [transfer, ...others] = transfersIn(said);
  assert.deepEqual(others, []);
  assert.deepEqual([transfer?.realm, transfer?.passport, transfer?.carry], [
    ...["main", ANNA, { gold: 3 }],
  ]);
  assert.match(transfer?.text ?? "", /spitting/);
  assert.equal(said.some(({ kind }) => kind === "disconnect"), false);
  assert.equal(arena.inner.inside.sessions.get(sessidOf(7, 0)), undefined);
});

Deno.test("who arrives in a realm without a passport goes to the login screen of the home realm", async () => {
  await using arena = await Arena.open();
  const said = await arena.arrive({ ...arrival(0), uid: 12, uname: "anna" });
  const [transfer] = transfersIn(said);
  assert.deepEqual([transfer?.realm, transfer?.passport], ["main", null]);
  assert.deepEqual(textsOf(said, sessidOf(7, 0)), []);
});

databasesTest("who cannot be given an account goes back home", async (open) => {
  await using arena = await open();
  arena.inner.game.allowFailures(/./);
  arena.inner.disk.isFull = true;
  // What cannot be kept stops the Store from taking more.
  await arena.arrive(arrival(0, ANNA));
  const [transfer] = transfersIn(await arena.arrive(arrival(1, ANNA)));
  assert.deepEqual([transfer?.realm, transfer?.passport], ["main", ANNA]);
});

Deno.test("who cannot have a session of the realm's class goes back home", async () => {
  class Careless extends ServerSession {
    constructor(parts: ConstructorParameters<typeof ServerSession>[0]) {
      super(parts);
      throw new Error("careless");
    }
  }
  const careless = definePlugin({
    ...{ name: "careless", version: "1.0.0", api: 1 },
    setup: ({ provide }) => provide.sessionClass("session", Careless),
  });
  await using arena = await Arena.open({ serverSessionClass: "careless/session" }, {
    plugins: [careless],
  });
  arena.inner.game.allowFailures(/careless/);
  const [transfer] = transfersIn(await arena.arrive(arrival(0, ANNA)));
  assert.deepEqual([transfer?.realm, transfer?.passport], ["main", ANNA]);
});

/** The arena, whose sessions cannot be made. */
async function carelessArena(): Promise<Arena> {
  class Careless extends ServerSession {
    constructor(parts: ConstructorParameters<typeof ServerSession>[0]) {
      super(parts);
      throw new Error("careless");
    }
  }
  const careless = definePlugin({
    ...{ name: "careless", version: "1.0.0", api: 1 },
    setup: ({ provide }) => provide.sessionClass("session", Careless),
  });
  const arena = await Arena.open({ serverSessionClass: "careless/session" }, {
    plugins: [careless],
  });
  arena.inner.game.allowFailures(/careless|is full/);
  return arena;
}

for (const how of ["connects", "is named by its Portal"] as const) {
  Deno.test(`who cannot have a session and ${how} goes back home also when that is lost with its turn`, async () => {
    await using arena = await carelessArena();
    const { inner, far } = arena;
    inner.gate.close();
    assert.ok(inner.inside.world.create({ type: "thing", name: "a stone" }));
    const sync = arrival(0, ANNA, { gold: 3 });
    const arriving = how === "connects" ? inner.tell({ kind: "connect", sync }) : far.join([sync]);
    await until("the commit", () => inner.gate.waiting > 0);
    assert.deepEqual(transfersIn(far.news()), []);
    inner.disk.isFull = true;
    inner.gate.open();
    await arriving;
    const transfers = transfersIn(far.news());
    assert.deepEqual(transfers.map(({ realm, passport, carry }) => [realm, passport, carry]), [
      ["main", ANNA, { gold: 3 }],
    ]);
  });
}

Deno.test("who cannot have a session goes back home also when the Server dies before it is said", async () => {
  await using arena = await carelessArena();
  const { inner, far } = arena;
  inner.gate.loses = "commit";
  assert.ok(inner.inside.world.create({ type: "thing", name: "a stone" }));
  void inner.tell({ kind: "connect", sync: arrival(0, ANNA) });
  await until("the commit", () => inner.gate.lost > 0);
  assert.deepEqual(transfersIn(far.news()), []);
  inner.gate.loses = null;
  await inner.crash();
  await far.join([arrival(0, ANNA)]);
  assert.deepEqual(transfersIn(far.news()).map(({ realm }) => realm), ["main"]);
});

databasesTest("who arrives while nothing can be kept goes back home", async (open) => {
  await using arena = await open();
  arena.inner.game.allowFailures(/is full/);
  arena.inner.disk.isFull = true;
  const said = await arena.arrive(arrival(0, ANNA));
  await arena.inner.tell(settled(sessidOf(7, 0)));
  const transfers = transfersIn([...said, ...arena.far.news()]);
  assert.deepEqual(transfers.map(({ realm, passport }) => [realm, passport]), [["main", ANNA]]);
  assert.equal(arena.inner.inside.sessions.get(sessidOf(7, 0)), undefined);
});

Deno.test("a realm takes no account that it made itself for one of the same number at home", async () => {
  await using arena = await Arena.open();
  arena.inner.game.allowFailures(/it was made in this one/);
  await arena.arrive(arrival(0, ANNA));
  const own = arena.account(0);
  assert.ok(own);
  storedAccount(own).passwordHash = "a hash that only this realm knows";
  await arena.leave(0);

  const [transfer] = transfersIn(await arena.arrive(arrival(1, { ...ANNA, uname: "boss" })));
  assert.deepEqual([transfer?.realm, transfer?.passport?.uname], ["main", "boss"]);
  assert.equal((await arena.inner.inside.accounts.get(12))?.name, "anna");
});

databasesTest(
  "two accounts that have each other's name at home have it here as they arrive",
  async (open) => {
    await using arena = await open();
    const arriveAs = async (nth: number, uid: number, uname: string) => {
      await arena.arrive(arrival(nth, { ...ANNA, uid, uname }));
      const account = arena.account(nth);
      await arena.leave(nth);
      return [account?.id, account?.name];
    };
    await arriveAs(0, 12, "anna");
    await arriveAs(1, 30, "bert");
    assert.deepEqual(await arriveAs(2, 30, "anna"), [30, "anna"]);
    assert.deepEqual(await arriveAs(3, 12, "bert"), [12, "bert"]);
    await arena.inner.crash();
    const { accounts } = arena.inner.inside;
    const names = [await accounts.get(12), await accounts.get(30)].map((account) => account?.name);
    assert.deepEqual(names, ["bert", "anna"]);
  },
);

databasesTest(
  "two sessions of an account that arrive at once rename its namesake once",
  async (open) => {
    await using arena = await open();
    await arena.arrive(arrival(0, ANNA));
    const older = arena.account(0);
    const anew = { ...ANNA, uid: 30 };
    await Promise.all([
      arena.inner.tell({ kind: "connect", sync: arrival(1, anew) }),
      arena.inner.tell({ kind: "connect", sync: arrival(2, anew) }),
    ]);
    assert.equal(older?.name, "anna (gone 12)");
    assert.equal(arena.account(2)?.id, 30);
  },
);

Deno.test("a session that two realms send to and fro is ended", async () => {
  await using arena = await Arena.open();
  for (let times = 0; times < 5; times++) {
    assert.equal(transfersIn(await arena.arrive(arrival(0))).length, 1);
  }
  const said = await arena.arrive(arrival(0));
  assert.deepEqual(transfersIn(said), []);
  const [end] = said.filter((message) => message.kind === "disconnect");
  assert.deepEqual([end?.reason, end?.sessids], ["server_error", [sessidOf(7, 0)]]);
  await arena.inner.game.advance(10_000);
  assert.equal(transfersIn(await arena.arrive(arrival(0))).length, 1);
});

Deno.test("logout in another realm leads to the login screen of the home realm", async () => {
  await using arena = await Arena.open();
  await arena.arrive(arrival(0, ANNA));
  arena.far.news();
  await arena.far.type(sessidOf(7, 0), "logout");
  const [transfer] = transfersIn(arena.far.news());
  assert.deepEqual([transfer?.realm, transfer?.passport, transfer?.line], ["main", null, 1]);
  assert.equal(arena.inner.inside.sessions.get(sessidOf(7, 0)), undefined);
});

Deno.test("a session that arrives while its Portal joins has its account", async () => {
  await using arena = await Arena.open();
  await arena.far.join([arrival(0, ANNA)]);
  assert.deepEqual([arena.account(0)?.id, arena.account(0)?.name], [12, "anna"]);
});

databasesTest("a session of another realm's account lives on over a crash", async (open) => {
  await using arena = await open();
  await arena.arrive(arrival(0, ANNA));
  const copy = arena.far.copyOf(sessidOf(7, 0));
  await arena.inner.crash();
  await arena.far.join([copy]);
  assert.equal(arena.account(0)?.id, 12);
  assert.deepEqual(transfersIn(arena.far.news()), []);
});

Deno.test("no accounts are made in a realm that keeps none, and no password is set", async () => {
  await using arena = await Arena.open({ guestEnabled: true });
  const { accounts } = arena.inner.inside;
  const made = await accounts.create("bert", "sesame-street", "127.0.0.1");
  assert.deepEqual(made, {
    ...{ kind: "refused", problems: ['Accounts are kept in the realm "main": do that there.'] },
  });
  assert.deepEqual(await accounts.createGuest("127.0.0.1"), { kind: "disabled" });
  await arena.arrive(arrival(0, ANNA));
  const account = arena.account(0);
  assert.ok(account);
  await assert.rejects(accounts.setPassword(account, "sesame-street"), {
    message: 'Cannot set a password as the realm that keeps the account must do it: that is "main"',
  });
  assert.deepEqual(await accounts.authenticate("anna", "", "127.0.0.1"), { kind: "wrong" });
  assert.equal(accounts.claim(account, arena.inner.game.claimCode), false);
});

/** Brings somebody home, in one go with the news that the client is known well enough. */
async function comeHome(home: Arena, nth: number, uid: number): Promise<readonly ServerMessage[]> {
  const sync = { ...arrival(nth), uid, uname: "anna" };
  home.far.news();
  await Promise.all([
    home.inner.tell({ kind: "connect", sync }),
    home.inner.tell(settled(sync.sessid)),
  ]);
  return home.far.news();
}

databasesTest(
  "who comes home while nothing can be kept waits there, and is let in when it can",
  async (open) => {
    await using home = await open({ ...ARENA, realm: "main" });
    const { accounts } = home.inner.inside;
    assert.equal((await accounts.create("anna", "sesame-street", "127.0.0.1")).kind, "created");
    home.inner.game.allowFailures(/is full|must be able to write/);
    home.inner.disk.isFull = true;
    // The first finds that out; the second is refused at once.
    for (const nth of [0, 1]) {
      const said = await comeHome(home, nth, 1);
      const sessid = sessidOf(7, nth);
      const session = home.inner.inside.sessions.get(sessid);
      assert.deepEqual([session?.state, session?.account], ["negotiating", null]);
      assert.deepEqual([home.far.copyOf(sessid).uid, home.far.copyOf(sessid).uname], [1, "anna"]);
      assert.match(textsOf(said, sessid).join("\n"), /you are let in as soon as it can/);
      assert.doesNotMatch(textsOf(said, sessid).join("\n"), /connect\|n <name>/);
      await home.far.type(sessid, "charcreate Anna the last");
    }
    assert.deepEqual(ranOf(home.far.news()), [], "what was typed waits");
    home.inner.disk.isFull = false;
    await home.inner.moveTime(1_000);
    await until("both", () => home.account(0) !== null && home.account(1) !== null);
    await home.inner.game.settled();
    assert.equal(home.account(0)?.name, "anna");
    assert.equal(home.account(1), home.account(0));
    const said = home.far.news();
    for (const nth of [0, 1]) {
      const sessid = sessidOf(7, nth);
      const texts = textsOf(said, sessid).join("\n");
      assert.doesNotMatch(texts, /connect\|n <name>|There is no command/);
      assert.deepEqual(ranOf(said).flat().filter(([of]) => of === sessid).at(-1), [sessid, 1]);
    }
  },
);
