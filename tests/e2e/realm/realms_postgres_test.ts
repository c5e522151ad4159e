import assert from "node:assert/strict";
import {
  clientMaker,
  PostgresConnection,
} from "../../../src/core/store/postgres/postgres_connection.ts";
import { postgresTest } from "../../core/store/postgres/postgres_test_case.ts";
import type { PostgresServer } from "../../core/store/postgres/postgres_server.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { pluginSource } from "../plugin_source.ts";
import { PASSWORD, register } from "../players.ts";
import type { TelnetClient } from "../telnet_client.ts";
import { type Realm, startWorlds, type Worlds } from "./worlds.ts";

const REALMS = ["arena", "main"] as const;
const TRAVELLERS = 12;
/** How many changes a traveller makes at each stay. */
const MARKS = 5;
/** How long a traveller rests at each stay, in milliseconds: who goes too often is refused. */
const PAUSE_MS = 300;

/** How long a traveller waits before it tries again, in milliseconds. */
const AGAIN_MS = 50;

/** Keeps with the account what its player has typed here, in order. */
const PLUGIN = pluginSource({
  name: "marks",
  commands: {
    mark: `({ account, args, msg, game }) => {
      account.set("marks", [...account.get("marks") ?? [], Number(args)]);
      msg(\`mark \${args} in \${game.realms.name}!\`);
    }`,
    heard: "({ args, msg }) => msg(`heard ${args}.`)",
    vanish: `async ({ account, game }) => await game.accounts.delete(account)`,
  },
});

/** What a world's database has of an account. */
interface Kept {
  readonly id: number;
  readonly name: string;
  readonly marks: readonly number[];
}

/** Reads the accounts of a database, in the order of ids. */
async function accountsIn(url: string): Promise<readonly Kept[]> {
  const database = new PostgresConnection(await clientMaker(url));
  try {
    const rows = await database.sql<{ id: number; name: string; data: string }>`
      SELECT id, name, data FROM accounts ORDER BY id`;
    return rows.map(({ data, ...row }) => ({
      ...row,
      marks: JSON.parse(data).attributes?.marks ?? [],
    }));
  } finally {
    await database.close();
  }
}

/** Registers a test with two worlds, each in a database of its own. */
function worldsTest(
  name: string,
  test: (
    worlds: Worlds,
    databases: Readonly<Record<Realm, string>>,
    postgres: PostgresServer,
  ) => Promise<void>,
): void {
  if (!HAS_NATS) {
    return Deno.test({ name: `${name} (not installed: nats-server)`, ignore: true, fn() {} });
  }
  postgresTest(name, async (postgres) => {
    const databases = { main: await postgres.newDatabase(), arena: await postgres.newDatabase() };
    await using worlds = await startWorlds(PLUGIN, databases);
    await test(worlds, databases, postgres);
  });
}

/** What is read in the place of the answer to a change that could not be kept. */
const REFUSED = /so it was undone|so nothing was changed/;

/** What is read where a line may have no answer of its own. */
const UNHEARD = /Welcome to |so it was undone|nothing was changed|There is no command|had done "/;

/** Somebody who goes to and fro, and types on whatever happens. */
class Traveller {
  readonly name: string;
  readonly #client: TelnetClient;
  /** How many lines were typed that change something. */
  typed = 0;
  /** The changes that were not answered, where it was read that something could not be kept. */
  readonly refused: number[] = [];
  #asked = 0;
  readonly #seen = new Set<string>();
  #beenInAll = Promise.withResolvers<void>();

  constructor(name: string, client: TelnetClient) {
    this.name = name;
    this.#client = client;
  }

  /** Resolves when lines have been answered in each world from now on, while it travels. */
  roundTrip(): Promise<void> {
    this.#seen.clear();
    this.#beenInAll = Promise.withResolvers<void>();
    return this.#beenInAll.promise;
  }

  /** Goes to and fro while it is said so, and types ahead; ends when all that was typed is run. */
  async travel(goesOn: () => boolean): Promise<void> {
    for (let journey = 0; goesOn(); journey++) {
      const marks = Array.from({ length: MARKS }, () => ++this.typed);
      const lines = [`realm ${REALMS[journey % 2]}`, ...marks.map((one) => `mark ${one}`)];
      await this.#client.send(lines.join("\r\n"));
      const shown = await this.#heard();
      const answers = [...shown.matchAll(/mark (\d+) in (\w+)!/g)];
      for (const [, , realm = ""] of answers) this.#seen.add(realm);
      const answered = answers.map(([, number]) => Number(number));
      if (REFUSED.test(shown)) this.refused.push(...marks.filter((one) => !answered.includes(one)));
      if (this.#seen.size === REALMS.length) this.#beenInAll.resolve();
      await pause(PAUSE_MS);
    }
  }

  /**
   * Waits until all that was typed is over and done with; returns what was read. What is typed while
   * nothing can be kept may be lost with its answer, and so may a login: then it is typed again.
   */
  async #heard(): Promise<string> {
    let shown = "";
    for (;;) {
      const isOut = shown.lastIndexOf("Welcome to ") > shown.lastIndexOf("Welcome, ");
      const logIn = isOut ? [`connect ${this.name} "${PASSWORD}"`] : [];
      await this.#client.send([...logIn, `heard ${++this.#asked}`].join("\r\n"));
      const heard = `heard ${this.#asked}.`;
      const more = await this.#client.until(new RegExp(`${heard}|${UNHEARD.source}`));
      shown += more;
      if (more.includes(heard)) return shown;
      await pause(AGAIN_MS);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client[Symbol.asyncDispose]();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Lets travellers in, by all Portals. */
async function enter({ ports }: Worlds): Promise<readonly Traveller[]> {
  return await Promise.all(
    Array.from({ length: TRAVELLERS }, async (_, at) => {
      const name = `Anna${at}`;
      return new Traveller(name, await register(ports[at % ports.length] ?? 0, name));
    }),
  );
}

/** Returns what is kept of each traveller in each world, having checked that it is in order. */
async function marksOf(
  travellers: readonly Traveller[],
  databases: Readonly<Record<Realm, string>>,
): Promise<readonly { readonly traveller: Traveller; readonly marks: readonly number[] }[]> {
  const [main, arena] = [await accountsIn(databases.main), await accountsIn(databases.arena)];
  assert.deepEqual(
    arena.map(({ id, name }) => [id, name]),
    main.map(({ id, name }) => [id, name]),
    "each has the same number and name in both worlds",
  );
  return travellers.map((traveller) => {
    const worlds = [main, arena].map((kept) => kept.find(({ name }) => name === traveller.name));
    const marks = worlds.map((kept) => kept?.marks ?? []);
    for (const some of marks) {
      assert.ok(some.length > 0, `${traveller.name} was in both worlds`);
      assert.deepEqual(some, some.toSorted((a, b) => a - b), `${traveller.name}: run in order`);
    }
    return { traveller, marks: marks.flat().sort((a, b) => a - b) };
  });
}

worldsTest(
  "players go to and fro between databases while Servers are killed, and each line is run once",
  async (worlds, databases) => {
    const travellers = await enter(worlds);
    await using stack = new AsyncDisposableStack();
    for (const traveller of travellers) stack.use(traveller);
    const [arena, main] = [await worlds.standBy("arena"), await worlds.standBy("main")];
    let goesOn = true;
    const travelled = Promise.all(travellers.map((one) => one.travel(() => goesOn)));
    const roundTrips = () => Promise.all(travellers.map((one) => one.roundTrip()));
    await roundTrips();
    worlds.arena.signal("SIGKILL");
    await arena.active();
    worlds.main.signal("SIGKILL");
    await main.active();
    await roundTrips();
    const last = await worlds.standBy("arena");
    arena.signal("SIGKILL");
    await last.active();
    await roundTrips();
    goesOn = false;
    await travelled;
    for (
      const { traveller: { name, typed, refused }, marks } of await marksOf(travellers, databases)
    ) {
      assert.deepEqual(marks, Array.from({ length: typed }, (_, nth) => nth + 1), name);
      assert.deepEqual(refused, [], name);
    }
  },
);

worldsTest(
  "players who go to and fro while PostgreSQL crashes lose no line but those that they read to be refused",
  async (worlds, databases, postgres) => {
    const travellers = await enter(worlds);
    await using stack = new AsyncDisposableStack();
    for (const traveller of travellers) stack.use(traveller);
    let goesOn = true;
    const travelled = Promise.all(travellers.map((one) => one.travel(() => goesOn)));
    const roundTrips = () => Promise.all(travellers.map((one) => one.roundTrip()));
    await roundTrips();
    for (let crash = 0; crash < 3; crash++) {
      await postgres.crash();
      await roundTrips();
    }
    goesOn = false;
    await travelled;
    for (
      const { traveller: { name, typed, refused }, marks } of await marksOf(travellers, databases)
    ) {
      assert.equal(new Set(marks).size, marks.length, `${name}: run twice`);
      const kept = new Set([...marks, ...refused]);
      const lost = Array.from({ length: typed }, (_, nth) => nth + 1).filter((one) =>
        !kept.has(one)
      );
      assert.deepEqual(lost, [], `${name}: lost, and not refused`);
    }
    assert.ok(worlds.main.isActive && worlds.arena.isActive);
  },
);

worldsTest(
  "a name that was given anew at home is that of the new account in the other database, too",
  async ({ ports: [port = 0] }, databases) => {
    const visit = async (name: string) => {
      await using client = await register(port, name);
      await client.send("realm arena");
      await client.until(/Welcome, /);
      await client.send("mark 1\r\nrealm main");
      await client.until(/Welcome, /);
      await client.send("vanish");
      await client.ended();
    };
    for (const name of ["Anna", "Bert", "Anna", "anna"]) await visit(name);
    assert.deepEqual(await accountsIn(databases.main), []);
    assert.deepEqual(await accountsIn(databases.arena), [
      { id: 1, name: "Anna (gone 1)", marks: [1] },
      { id: 2, name: "Bert", marks: [1] },
      { id: 3, name: "Anna (gone 3)", marks: [1] },
      { id: 4, name: "anna", marks: [1] },
    ]);
  },
);
