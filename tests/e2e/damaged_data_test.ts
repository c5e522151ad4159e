import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { DatabaseSync } from "node:sqlite";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, enterAsSuperuser, logIn, PASSWORD, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, FREE_PORTS, runToEnd, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

Deno.test("store 3. a database file that is none stops the start with what to do, and stays as it was", async () => {
  await using data = await tempFolder();
  const file = await data.write("vestibule.db", "Dear diary, today I became a file.\n".repeat(200));
  const before = await Deno.readFile(file);
  const since = stopwatch();
  const { code, out, err } = await runToEnd([...FREE_PORTS, "--data", data.path]);
  measured("store 3", `a file that is no database stopped the start after ${since()} ms`);
  assert.equal(code, 1);
  assert.equal(out, "");
  assert.match(
    err,
    /Cannot open the store ".*vestibule\.db" as the file must be a whole SQLite database/,
  );
  assert.match(err, /put a backup in its place, or move it away to begin a new world/);
  assert.deepEqual(await Deno.readFile(file), before);
});

for (const { what, offset } of [{ what: "header", offset: 0 }, { what: "schema", offset: 100 }]) {
  Deno.test(`store 3. a database with a damaged ${what} stops the start, and stays as it was`, async () => {
    await using data = await tempFolder();
    await playOnce(data.path);
    const file = `${data.path}/vestibule.db`;
    const damaged = await Deno.readFile(file);
    damaged.fill(0xa5, offset, offset + 400);
    await Deno.writeFile(file, damaged);
    const { code, err } = await runToEnd([...FREE_PORTS, "--data", data.path]);
    assert.equal(code, 1);
    assert.match(err, /Cannot open the store .*put a backup in its place/);
    assert.deepEqual(await Deno.readFile(file), damaged);
  });
}

Deno.test("store 3. a world that was cut to 0 bytes stops the start with what to do, and no new one is made", async () => {
  await using data = await tempFolder();
  await playOnce(data.path);
  const file = `${data.path}/vestibule.db`;
  await Deno.truncate(file);
  const { code, err } = await runToEnd([...FREE_PORTS, "--data", data.path]);
  assert.equal(code, 1);
  assert.match(err, /Cannot open the store .*current state is a file of 0 bytes; bring a backup/);
  assert.equal((await Deno.stat(file)).size, 0);
});

for (const way of [[], ["--inline"]]) {
  for (const [kind, field] of [["object", "aliases"], ["account", "permissions"]] as const) {
    Deno.test(`store 3. a damaged ${kind} stops the start, and is named with what to do ${way}`, async () => {
      await using data = await tempFolder();
      await playOnce(data.path);
      {
        using database = new DatabaseSync(`${data.path}/vestibule.db`);
        database.exec(`UPDATE ${kind}s SET data = '{"${field}":7}' WHERE name = 'Anna'`);
      }
      const { code, out, err } = await runToEnd([...way, ...FREE_PORTS, "--data", data.path]);
      assert.equal(code, 1);
      assert.equal(out, "");
      const [line = ""] = /^Cannot start .*$/m.exec(err) ?? [];
      const start = "Cannot start the game as what is kept must be whole: Cannot read";
      assert.match(line, new RegExp(`^${start} ${kind} \\d+ as "${field}" of its data must be `));
      assert.match(line, /deno task restore FILE.*mend the row/);
      assert.doesNotMatch(err, /Uncaught/);
    });
  }
}

Deno.test("store 3. a row that is damaged while people play: a reload is refused and names it; the world goes on", async (test) => {
  await using program = await startProgram({ args: [...AT_ONCE, "--set", "guestEnabled=true"] });
  await using anna = await enterAsSuperuser(program, "Anna");
  await using guest = await TelnetClient.connect(program.telnetPort);
  await guest.until(/Welcome to/);
  await guest.send("connect guest");
  await guest.until(/You become Guest1/);
  using database = new DatabaseSync(`${program.dataFolder}/vestibule.db`);
  for (const where of ["objects WHERE name = 'The Library'", "accounts WHERE id = 2"]) {
    await test.step(where, async () => {
      const [table = "", condition = ""] = where.split(" WHERE ");
      const { data = "" } = database.prepare(`SELECT data FROM ${where}`).get() ?? {};
      database.exec(`UPDATE ${table} SET data = 'rust' WHERE ${condition}`);
      const since = stopwatch();
      await anna.send("reload");
      await anna.until(
        /Refused; the old code goes on:\s+Cannot read \w+ \d+ as its data must be JSON/,
      );
      measured("store 3", `a damaged row of ${table}: the reload was refused after ${since()} ms`);
      await talk(anna, guest, `Still here, without ${where}`);
      const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
      assert.equal(ready.status, 200);
      await ready.body?.cancel();
      database.prepare(`UPDATE ${table} SET data = ? WHERE ${condition}`).run(data);
    });
  }
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await talk(guest, anna, "Whole again");
});

Deno.test("store 3. after a crash a damaged row is on /readyz and in the log, and nobody is thrown out", async () => {
  await using folder = await tempFolder();
  const burst = `() => { setTimeout(() => { throw new Error("burst"); }); }`;
  const plugin = await folder.write(
    "mod.ts",
    pluginSource({ name: "bursting", commands: { burst } }),
  );
  await using program = await startProgram({ args: [...withPlugin(plugin), ...AT_ONCE] });
  await using anna = await enter(program.telnetPort, "Anna");
  {
    using database = new DatabaseSync(`${program.dataFolder}/vestibule.db`);
    database.exec(`UPDATE objects SET data = 'rust' WHERE name = 'The Library'`);
  }
  await anna.send("burst");
  await anna.until(/The world cannot be started\. Staff has to look; you stay connected\./);
  assert.match(program.printed, /server:give_up reason="Cannot read object \d+/);
  const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
  assert.equal(ready.status, 503);
  assert.match((await ready.json()).reason, /^Cannot read object \d+ .*deno task restore FILE/);
  assert.equal(await program.stop("SIGTERM"), 0);
  await anna.until(/The server is shutting down/);
});

/** What can be wrong with the row of an account, and what the log says when somebody tries it. */
const DAMAGED_ACCOUNTS = [
  {
    set: "data = 'rust'",
    logged: /Cannot read account 1 as its data must be JSON.*deno task restore FILE.*mend the row/,
  },
  {
    set: `data = '{"permissions":"Admin"}'`,
    logged: /Cannot read account 1 as \S*"permissions\S*" of its data must be .*mend the row/,
  },
  { set: `data = '{"twoFactor":{}}'`, logged: /account:fail account=1 / },
  { set: "password = 'rust'", logged: /account:fail account=1 / },
];

Deno.test("store 3. a damaged account lets nobody in, whatever the password, until its row is mended; the others play on", async () => {
  await using data = await tempFolder();
  await playOnce(data.path);
  const options = { dataFolder: data.path, args: AT_ONCE };
  using database = new DatabaseSync(`${data.path}/vestibule.db`);
  const read = () => database.prepare("SELECT data, password FROM accounts WHERE id = 1").get();
  const whole = read();
  const answers: string[] = [];
  {
    await using program = await startProgram(options);
    await using bert = await enter(program.telnetPort, "Bert");
    await using cora = await enter(program.telnetPort, "Cora");
    for (const { set, logged } of DAMAGED_ACCOUNTS) {
      database.exec(`UPDATE accounts SET ${set} WHERE id = 1`);
      const damaged = read();
      for (const password of [PASSWORD, "wrong horse"]) {
        answers.push(await answerToLogin(program.telnetPort, password));
      }
      await program.until(logged);
      assert.deepEqual(read(), damaged);
      await talk(bert, cora, `Still here, with ${set}`);
    }
    assert.equal(await program.stop("SIGTERM"), 0);
  }
  const refused = answers.filter((answer) => !/You become|out of character/.test(answer));
  assert.equal(refused.length, answers.length, answers.join("\n"));
  measured("store 3", `a damaged account: ${refused.length} of ${answers.length} logins refused`);
  database.prepare("UPDATE accounts SET data = ?, password = ? WHERE id = 1")
    .run(whole?.data ?? "", whole?.password ?? "");
  await using program = await startProgram(options);
  await using anna = await logIn(program.telnetPort, "Anna");
  await anna.until(/You become Anna/);
});

/** Tries to log in as Anna, and returns what came of it. */
async function answerToLogin(port: number, password: string): Promise<string> {
  await using anna = await TelnetClient.connect(port);
  await anna.until(/Welcome to/);
  await anna.send(`connect Anna "${password}"`);
  return await anna.until(
    /wrong in "connect"|do not belong together|Code of your app|You become|out of character/,
  );
}

Deno.test("a file in place of the data folder stops the start with what to do, and stays as it was", async () => {
  await using folder = await tempFolder();
  const file = await folder.write("data", "not a folder");
  for (const path of [file, `${file}/inner`]) {
    const { code, err } = await runToEnd([...FREE_PORTS, "--data", path]);
    assert.equal(code, 1);
    assert.match(err, /Cannot use data folder ".*" as it must be a folder that can be written/);
    assert.match(err, /Choose another one with --data DIR/);
  }
  assert.equal(await Deno.readTextFile(file), "not a folder");
});

Deno.test("a data folder that cannot be written stops the start with what to do", async () => {
  const { code, err } = await runToEnd([...FREE_PORTS, "--data", "/proc"]);
  assert.equal(code, 1);
  assert.match(
    err,
    /Cannot open the store "\/proc\/vestibule\.db" as its folder must be there and writable/,
  );
});

/** Makes a world in which somebody was. */
async function playOnce(dataFolder: string): Promise<void> {
  await using program = await startProgram({ dataFolder, args: AT_ONCE });
  await using _anna = await enter(program.telnetPort, "Anna");
  assert.equal(await program.stop("SIGTERM"), 0);
}
