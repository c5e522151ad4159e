import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, enterAsSuperuser, logIn, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, FREE_PORTS, runToEnd, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const FAREWELL = /The server is shutting down\. Come back soon\./;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(`reload 13. ${signal} tells the players, ends with code 0 and keeps everybody's place`, async () => {
    await using data = await tempFolder();
    {
      await using program = await startProgram({ dataFolder: data.path, args: AT_ONCE });
      await using anna = await enter(program.telnetPort, "Anna");
      await anna.send("north");
      await anna.until(/The Hall/);
      const since = stopwatch();
      const code = await program.stop(signal);
      measured("reload 13", `${signal}: ended with code ${code} after ${since()} ms`);
      assert.equal(code, 0);
      await anna.until(FAREWELL);
      await anna.ended();
    }
    assertClosedCleanly(data.path);
    await using program = await startProgram({ dataFolder: data.path, args: AT_ONCE });
    await using anna = await logIn(program.telnetPort, "Anna");
    await anna.until(/You become Anna.*\n.*The Hall/);
  });
}

Deno.test("a second signal does not cut short the end that the first one began", async () => {
  await using data = await tempFolder();
  await using program = await startProgram({ dataFolder: data.path, args: AT_ONCE });
  await using anna = await enter(program.telnetPort, "Anna");
  program.signal("SIGINT");
  program.signal("SIGTERM");
  await anna.until(FAREWELL);
  assert.equal(await program.ended, 0);
  assertClosedCleanly(data.path);
});

Deno.test("reload 13. SIGTERM ends a program whose game hangs: the players are told, the database is closed", async () => {
  await using data = await tempFolder();
  await using folder = await tempFolder();
  const hang = pluginSource({
    name: "hang",
    commands: { hang: "async () => { for (;;) await 0; }" },
  });
  const path = await folder.write("mod.ts", hang);
  await using program = await startProgram({
    dataFolder: data.path,
    args: [
      ...[...withPlugin(path), ...AT_ONCE],
      ...["--set", "heartbeatInterval=50", "--set", "heartbeatTimeout=1500"],
    ],
  });
  await using anna = await enter(program.telnetPort, "Anna");
  await using bert = await enter(program.telnetPort, "Bert");
  await talk(anna, bert, "Farewell");
  await anna.send("hang");
  const since = stopwatch();
  const code = await program.stop("SIGTERM");
  const ms = since().toLocaleString("en");
  measured("reload 13", `SIGTERM while the game hangs: code ${code} after ${ms} ms`);
  assert.equal(code, 0);
  await anna.until(FAREWELL);
  await bert.until(FAREWELL);
  assertClosedCleanly(data.path);
});

Deno.test("reload 13. `shutdown` tells the players and ends with code 0", async () => {
  await using data = await tempFolder();
  await using program = await startProgram({ dataFolder: data.path, args: AT_ONCE });
  await using anna = await enterAsSuperuser(program, "Anna");
  await using bert = await enter(program.telnetPort, "Bert");
  await anna.send("shutdown");
  await bert.until(FAREWELL);
  await anna.until(FAREWELL);
  assert.equal(await program.ended, 0);
  assertClosedCleanly(data.path);
});

Deno.test("`shutdown` is refused to somebody who is not staff", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  await using anna = await enter(program.telnetPort, "Anna");
  await anna.send("shutdown");
  await anna.until(/no command "shutdown"/i);
  await anna.send("look");
  await anna.until(/The Vestibule/);
});

Deno.test("GET /healthz and /readyz answer 200 while the game is up", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  const health = await fetch(`http://127.0.0.1:${program.webPort}/healthz`);
  assert.deepEqual([health.status, await health.text()], [200, "ok"]);
  const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
  assert.equal(ready.status, 200);
  assert.partialDeepStrictEqual(await ready.json(), { ready: true, serverName: "Vestibule" });
});

Deno.test("--inline plays in one isolate, and its end is as clean", async () => {
  await using data = await tempFolder();
  await using program = await startProgram({
    dataFolder: data.path,
    args: ["--inline", ...AT_ONCE],
  });
  await program.until(/a reload keeps the code as it was at the start/);
  await using anna = await enterAsSuperuser(program, "Anna");
  await using bert = await enter(program.telnetPort, "Bert");
  await talk(anna, bert, "Hello");
  await anna.send("reload");
  await bert.until(/The world has been reloaded/);
  await talk(bert, anna, "Still here");
  assert.equal(await program.stop("SIGTERM"), 0);
  await bert.until(FAREWELL);
  assertClosedCleanly(data.path);
});

Deno.test("store 9. a second program on the same data folder does not start, and the first plays on", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  await using anna = await TelnetClient.connect(program.telnetPort);
  const since = stopwatch();
  const second = await runToEnd([
    ...[...FREE_PORTS, "--data", program.dataFolder],
  ]);
  measured("store 9", `a second program ended with code ${second.code} after ${since()} ms`);
  assert.equal(second.code, 1);
  assert.match(
    second.err,
    /another server has it open, as process \d+ since [\d-]+T[\d:]+Z; stop the other program/,
  );
  await anna.until(/Welcome to/);
});

/** A database that was closed has everything in its one file, and no log beside it. */
function assertClosedCleanly(dataFolder: string): void {
  const names = [...Deno.readDirSync(dataFolder)].map(({ name }) => name);
  assert.deepEqual(names.filter((name) => /-(wal|shm)$/.test(name)), []);
  const database = new DatabaseSync(`${dataFolder}/vestibule.db`, { readOnly: true });
  try {
    const check = database.prepare("PRAGMA integrity_check").get();
    assert.equal(check?.integrity_check, "ok");
  } finally {
    database.close();
  }
}
