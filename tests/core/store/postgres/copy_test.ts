import assert from "node:assert/strict";
import { runCopy } from "../../../../src/cli/data/run_copy.ts";
import { runPostgres } from "../../../../src/cli/data/run_postgres.ts";
import { MIGRATIONS } from "../../../../src/core/store/postgres/postgres_migrations.ts";
import { openPostgres } from "../../../../src/core/store/postgres/postgres_database.ts";
import { shownUrl } from "../../../../src/core/store/postgres/postgres_url.ts";
import { StoreOpenError } from "../../../../src/core/store/store_open_error.ts";
import { exportLines } from "../../../../src/core/store/export_lines.ts";
import { readDatabase } from "../../../../src/core/store/read_database.ts";
import { openDatabase } from "../../../../src/core/store/sqlite.ts";
import { Tables } from "../../../../src/core/store/tables.ts";
import { keepWorld, readWorld } from "../kept_world.ts";
import { account, object, temporaryFolder } from "../samples.ts";
import { PASSWORD } from "./postgres_server.ts";
import { postgresTest } from "./postgres_test_case.ts";

const sqlite = (path: string) => ({ kind: "sqlite", path }) as const;
const postgres = (url: string) => ({ kind: "postgres", url }) as const;
const silent = { tell: () => {} };

/** Makes a world with a row in every table, of which more than one batch in some. */
function makeWorld(path: string): void {
  keepWorld(path);
  const database = openDatabase(path);
  const tables = new Tables(database.sql);
  database.sql.exec("BEGIN");
  for (let id = 100; id < 1_300; id++) {
    tables.apply([
      { kind: "putObject", row: { ...object(id), data: `{"nth":${id},"text":"é 🦊 \\u0000"}` } },
      { kind: "putPluginData", row: { plugin: "a", key: `${id}`, value: `${id}` } },
      { kind: "putPluginData", row: { plugin: "A b", key: `k${id % 7}-${id}`, value: '""' } },
    ]);
  }
  tables.writeMeta("lastObjectId", 5_000);
  database.sql.exec("COMMIT");
  database.close();
}

postgresTest("a world goes from a file into PostgreSQL and back as it was", async (server) => {
  using folder = temporaryFolder();
  const [path, back] = [`${folder.path}/world.db`, `${folder.path}/back.db`];
  makeWorld(path);
  const url = await server.newDatabase();
  const rows: string[] = [];
  const done = await runCopy({
    ...{ from: sqlite(path), to: postgres(url) },
    tell: (text) => rows.push(text),
  });
  assert.match(done, /: 1 account, 1202 objects, 1 ban\. Every row was compared\.$/);
  assert.ok(!done.includes(PASSWORD), "a password was shown");
  await runCopy({ from: postgres(url), to: sqlite(back), ...silent });
  assert.deepEqual(readWorld(back), readWorld(path));
});

postgresTest("an export of PostgreSQL is that of the file it was copied from", async (server) => {
  using folder = temporaryFolder();
  const [path, file] = [`${folder.path}/world.db`, `${folder.path}/world.jsonl`];
  makeWorld(path);
  const url = await server.newDatabase();
  await runCopy({ from: sqlite(path), to: postgres(url), ...silent });
  const used = await openPostgres(url);
  try {
    await runPostgres({ action: "export", database: url, file });
  } finally {
    await used.close();
  }
  using source = readDatabase(path);
  assert.equal(Deno.readTextFileSync(file), [...exportLines(source), ""].join("\n"));
  const other = await server.newDatabase();
  const done = await runPostgres({ action: "import", database: other, file });
  assert.match(done, /1202 objects/);
});

postgresTest("a copy is refused where a world is, and changes nothing", async (server) => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  makeWorld(path);
  const url = await server.newDatabase();
  const copy = () => runCopy({ from: sqlite(path), to: postgres(url), ...silent });
  await copy();
  await assert.rejects(copy(), /there must be no world in it: current state is a world/);
  const back = runCopy({ from: postgres(url), to: sqlite(path), ...silent });
  await assert.rejects(back, Deno.errors.AlreadyExists);
});

postgresTest("a copy that does not read as it was written is none", async (server) => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  makeWorld(path);
  const url = await server.newDatabase();
  const database = await openPostgres(url);
  await database.sql(
    `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN NEW.name = lower(NEW.name); RETURN NEW; END $$;
     CREATE TRIGGER spoiling BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION spoil()`,
  );
  await database.close();
  await assert.rejects(
    runCopy({ from: sqlite(path), to: postgres(url), ...silent }),
    /Cannot copy row 1 of accounts as it must read there as it does here: it differs/,
  );
  const after = await openPostgres(url);
  const objects = await after.sql`SELECT id FROM objects`;
  await after.close();
  assert.equal(objects.length, 0);
});

postgresTest("backup and restore name PostgreSQL's own programs", async (server) => {
  const database = await server.newDatabase();
  await assert.rejects(runPostgres({ action: "backup", database }), /it is a PostgreSQL.*pg_dump/);
  await assert.rejects(runPostgres({ action: "restore", database }), /pg_restore/);
});

postgresTest(
  "openPostgres() refuses a database that is in use, another's, or from the future",
  async (server) => {
    const url = await server.newDatabase();
    const first = await openPostgres(url);
    await assert.rejects(openPostgres(url), /no other server may be using it/);
    await first.sql`UPDATE vestibule_schema SET version = 99`;
    await first.close();
    await assert.rejects(openPostgres(url), /schema must be version \d+ or older.*version 99/);
    await assert.rejects(
      openPostgres(await server.newDatabase(), { isShared: true }),
      /empty database/,
    );
    const other = await server.newDatabase();
    const foreign = await openPostgres(other);
    await foreign.sql`DROP TABLE vestibule_schema`;
    await foreign.close();
    await assert.rejects(openPostgres(other), /tables of another program/);
    const source = openPostgres(await server.newDatabase(), { isSource: true });
    await assert.rejects(source, /there must be a world in it/);
    const nobody = openPostgres("postgres://vestibule:secret-word@127.0.0.1:1/world");
    await assert.rejects(nobody, (error) => {
      assert.ok(error instanceof StoreOpenError);
      assert.match(error.message, /postgres:\/\/vestibule@127\.0\.0\.1:1\/world/);
      assert.ok(!error.message.includes("secret-word"));
      return true;
    });
  },
);

Deno.test("an address with a password that is not encoded is refused, and not shown", async () => {
  for (const password of ["pa/ss", "12#ss", "a?b", "50%", "a@b/c"]) {
    const url = `postgres://anna:${password}@localhost/world`;
    assert.equal(shownUrl(url).includes(password), false, password);
    await assert.rejects(openPostgres(url), (error) => {
      assert.match(String(error), /percent-encoded|nothing may follow/);
      assert.equal(String(error).includes(password), false, password);
      return true;
    });
  }
  assert.equal(shownUrl("postgres://anna:p%2Fa@[::1]:1/world"), "postgres://anna@[::1]:1/world");
});

postgresTest("a line to the database is TLS where its address says so", async (server) => {
  const url = await server.newDatabase();
  const isSecure = async (mode: string) => {
    const database = await openPostgres(`${url}${mode}`);
    try {
      const [row] = await database.sql<{ ssl: boolean }>`
        SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;
      return row?.ssl;
    } finally {
      await database.close();
    }
  };
  assert.deepEqual([await isSecure(""), await isSecure("?sslmode=require")], [false, true]);
  // The server made its certificate itself.
  await assert.rejects(isSecure("?sslmode=verify-full"), /self-signed certificate/);
  await assert.rejects(isSecure("?host=/tmp"), /nothing may follow the "\?"/);
});

postgresTest("a password that is wrong or missing is said to be", async (server) => {
  const url = new URL(await server.newDatabase());
  url.password = "wrong";
  await assert.rejects(openPostgres(url.href), /password authentication failed/);
  url.password = "";
  await assert.rejects(openPostgres(url.href), /a password is needed: give it as PGPASSWORD/);
});

postgresTest("a copy from a file keeps its server out meanwhile", async (server) => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  makeWorld(path);
  const to = postgres(await server.newDatabase());
  const running = openDatabase(path);
  await assert.rejects(runCopy({ from: sqlite(path), to, ...silent }), /no other program/);
  running.close();
});

postgresTest(
  "a database of the first version is given a table of used-up lines",
  async (server) => {
    const url = await server.newDatabase();
    const old = await openPostgres(url, { migrations: MIGRATIONS.slice(0, 1) });
    await old.sql`INSERT INTO objects VALUES (4, 'thing', 'mug', '{}')`;
    await old.close();
    const database = await openPostgres(url);
    const objects = await database.sql`SELECT id, name FROM objects`;
    const ran = await database.sql`SELECT sessid, line, at FROM ran`;
    await database.close();
    assert.deepEqual([[...objects], [...ran]], [[{ id: 4, name: "mug" }], []]);
  },
);

postgresTest("which lines are used up is no part of a copy, or of an export", async (server) => {
  using folder = temporaryFolder();
  const [path, back] = [`${folder.path}/world.db`, `${folder.path}/back.db`];
  keepWorld(path);
  const before = readWorld(path);
  const database = openDatabase(path);
  new Tables(database.sql).apply([{ kind: "putRan", lines: [[5, 2]], at: 1 }]);
  database.close();
  const url = await server.newDatabase();
  await runCopy({ from: sqlite(path), to: postgres(url), ...silent });
  const copy = await openPostgres(url);
  assert.deepEqual([...await copy.sql`SELECT * FROM ran`], []);
  await copy.sql`INSERT INTO ran VALUES (6, 1, 1)`;
  await copy.close();
  await runCopy({ from: postgres(url), to: sqlite(back), ...silent });
  assert.deepEqual(readWorld(back), before);
});

postgresTest("a migration that fails leaves the database as it was", async (server) => {
  const url = await server.newDatabase();
  const steps = ["CREATE TABLE one (id int)", "CREATE TABLE two (id nothing)"];
  await assert.rejects(openPostgres(url, { migrations: steps }), /type "nothing" does not exist/);
  const database = await openPostgres(url);
  const tables = await database.sql`SELECT tablename FROM pg_tables WHERE tablename = 'one'`;
  await database.close();
  assert.equal(tables.length, 0);
});

postgresTest("an account that is made after a copy has an id of its own", async (server) => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  makeWorld(path);
  const url = await server.newDatabase();
  await runCopy({ from: sqlite(path), to: postgres(url), ...silent });
  const { PostgresEngine } = await import(
    "../../../../src/core/store/postgres/postgres_engine.ts"
  );
  const engine = new PostgresEngine(await openPostgres(url));
  engine.connect(1, { pull: () => {}, fenced: () => Promise.resolve() });
  assert.equal((await engine.takeOver(1)).lastObjectId, 5_000);
  const made = await engine.createAccount(1, account("Next"));
  assert.equal(made.kind === "created" && made.row.id, 3);
  await engine.close();
});
