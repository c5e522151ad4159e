import assert from "node:assert/strict";
import type { Place } from "../../../src/cli/data/copy_args.ts";
import { runCopy } from "../../../src/cli/data/run_copy.ts";
import { runRealm } from "../../../src/cli/data/run_realm.ts";
import type { Engine } from "../../../src/core/store/engine.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { openEngine } from "../../../src/core/store/open_engine.ts";
import { StoreOpenError } from "../../../src/core/store/store_open_error.ts";
import { NO_PASSWORD } from "../../../src/core/account/password.ts";
import { HAS_POSTGRES, newDatabase } from "./postgres/postgres_test_case.ts";
import { PASSWORD } from "./postgres/postgres_server.ts";
import { account, temporaryFolder } from "./samples.ts";

const MAIN = { name: "main", isHome: true };
const ARENA = { name: "arena", isHome: false };

/** Registers a test for either database, with a place for a new world. */
function placesTest(sentence: string, run: (place: Place) => Promise<void>): void {
  Deno.test(`SQLite: ${sentence}`, async () => {
    using folder = temporaryFolder();
    await run({ kind: "sqlite", path: `${folder.path}/world.db` });
  });
  Deno.test({
    name: `PostgreSQL: ${sentence}`,
    ignore: !HAS_POSTGRES,
    fn: async () => await run({ kind: "postgres", url: await newDatabase() }),
  });
}

const open = (place: Place, realm?: typeof MAIN): Promise<Engine> =>
  openEngine(place.kind === "sqlite" ? place.path : place.url, realm);

/** Opens a world as one realm's, or nobody's, and closes it. */
async function visit(place: Place, realm?: typeof MAIN): Promise<void> {
  const engine = await open(place, realm);
  await engine.close();
}

/** Makes an account in a world that no realm has yet. */
async function makeAccount(place: Place, password: string): Promise<void> {
  const engine = await open(place);
  const store = new InlineStore(engine, 1);
  await store.takeOver();
  const { kind } = await store.createAccount({ ...account("Anna"), password });
  assert.equal(kind, "created");
  await engine.close();
}

/** Returns what is said to a realm that opens a world which it cannot have. */
async function refusal(place: Place, realm: typeof MAIN): Promise<string> {
  const error = await visit(place, realm).then(() => undefined, (error) => error);
  assert.ok(error instanceof StoreOpenError, `it was not refused: ${error}`);
  assert.ok(!error.message.includes(PASSWORD), "a password was shown");
  return error.message;
}

placesTest(
  "a world is of the first realm whose Server opens it, and refused to others",
  async (place) => {
    await visit(place, MAIN);
    await visit(place, MAIN);
    assert.match(
      await refusal(place, ARENA),
      /as it must be the world of the realm "arena": current state is the world of the realm "main"; give each realm a dataFolder or a database of its own, or, .*deno task store realm --of PLACE --name arena/,
    );
    await visit(place, MAIN);
  },
);

placesTest("two realms that open a new world at once do not both have it", async (place) => {
  const both = await Promise.allSettled([open(place, MAIN), open(place, ARENA)]);
  const opened = both.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
  assert.equal(opened.length, 1);
  for (const engine of opened) await engine.close();
  for (const one of both) {
    if (one.status === "rejected") assert.ok(one.reason instanceof StoreOpenError, one.reason);
  }
});

placesTest(
  "the world of a single process becomes the home realm's, and no other's",
  async (place) => {
    await makeAccount(place, "a hash");
    assert.match(
      await refusal(place, ARENA),
      /it must hold no accounts of its own, as the realm "arena" makes none: current state is a world with such accounts; .*store realm/,
    );
    await visit(place, MAIN);
    await visit(place, MAIN);
  },
);

placesTest(
  "a world whose accounts another realm keeps becomes a realm's that is not home",
  async (place) => {
    await makeAccount(place, NO_PASSWORD);
    await visit(place, ARENA);
    await refusal(place, MAIN);
  },
);

placesTest(
  "a single process may have the world of any realm, which stays that realm's",
  async (place) => {
    await visit(place, ARENA);
    await visit(place);
    await refusal(place, MAIN);
    await visit(place, ARENA);
  },
);

placesTest("a realm that is renamed keeps its world", async (place) => {
  await visit(place, MAIN);
  const done = await runRealm({ of: place, name: "city" });
  assert.match(done, /is the world of the realm "city" now; it was that of the realm "main"\.$/);
  assert.ok(!done.includes(PASSWORD), "a password was shown");
  await visit(place, { name: "city", isHome: true });
  assert.match(await refusal(place, MAIN), /the world of the realm "city"/);
});

placesTest(
  "a world with accounts of its own is a realm's that is not home where somebody says so",
  async (place) => {
    await makeAccount(place, "a hash");
    assert.match(await runRealm({ of: place, name: "arena" }), /it was no realm's\.$/);
    await visit(place, ARENA);
  },
);

placesTest(
  "no realm is named while a server has the world, nor where there is none",
  async (place) => {
    await assert.rejects(runRealm({ of: place, name: "city" }), StoreOpenError);
    const engine = await open(place, MAIN);
    await assert.rejects(runRealm({ of: place, name: "city" }), StoreOpenError);
    await engine.close();
    await visit(place, MAIN);
  },
);

Deno.test({
  name: "a copy of a world is of the same realm, there and back",
  ignore: !HAS_POSTGRES,
  async fn() {
    using folder = temporaryFolder();
    const from: Place = { kind: "sqlite", path: `${folder.path}/world.db` };
    const to: Place = { kind: "postgres", url: await newDatabase() };
    const back: Place = { kind: "sqlite", path: `${folder.path}/back.db` };
    await visit(from, MAIN);
    await runCopy({ from, to, tell: () => {} });
    await refusal(to, ARENA);
    await visit(to, MAIN);
    await runCopy({ from: to, to: back, tell: () => {} });
    await refusal(back, ARENA);
    await visit(back, MAIN);
  },
});
