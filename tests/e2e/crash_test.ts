import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { BURSTING } from "./bursting_plugin.ts";
import { enter, logIn, register } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, startProgram } from "./program.ts";

/** How long a new Server may take to load, in milliseconds. */
const RELOAD_TIMEOUT = 3000;

Deno.test("crash 9. out of memory in the game ends the process, and the data is whole", async () => {
  await using data = await tempFolder();
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", HOARDING);
  const options = { dataFolder: data.path, args: [...withPlugin(path), ...AT_ONCE] };
  {
    const env = { DENO_V8_FLAGS: "--max-old-space-size=150" };
    await using program = await startProgram({ ...options, env });
    await using anna = await enter(program.telnetPort, "Anna");
    await using _bert = await register(program.telnetPort, "Bert");
    const since = stopwatch();
    await anna.send("hoard");
    const code = await program.ended;
    const ms = since().toLocaleString("en");
    measured("crash 9", `ended with code ${code} after ${ms} ms`);
    assert.notEqual(code, 0);
    assert.match(program.printed, /heap|out of memory/i);
    await anna.ended();
  }
  const integrity = integrityOf(data.path);
  assert.equal(integrity, "ok");
  const since = stopwatch();
  await using program = await startProgram(options);
  await using anna = await logIn(program.telnetPort, "Anna");
  await anna.until(/You become Anna/);
  measured("crash 9", `integrity check ${integrity}; Anna back ${since()} ms after a new start`);
  await using bert = await logIn(program.telnetPort, "Bert");
  await bert.until(/Your characters \(0\//);
});

Deno.test("crash 6. a loop while the code loads, after a crash: respawning is bounded, and all stay connected", async (test) => {
  await using folder = await tempFolder();
  const path = await folder.write("mod.ts", BURSTING);
  await folder.write("words.ts", "export {};\n");
  await using program = await startProgram({
    args: [...withPlugin(path), ...AT_ONCE, "--set", `reloadTimeout=${RELOAD_TIMEOUT}`],
  });
  await using anna = await enter(program.telnetPort, "Anna");
  await folder.write("words.ts", "while (Date.now() > 0);\nexport {};\n");
  const since = stopwatch();
  await anna.send("burst");
  await anna.until(/The world has stopped\. One moment, it is being started again\./);
  await anna.until(/The world cannot be started\. Staff has to look; you stay connected\./);
  const ms = since().toLocaleString("en");
  const limit = RELOAD_TIMEOUT.toLocaleString("en");
  const starts = program.printed.match(/server:refuse /g)?.length;
  measured("crash 6", `given up after ${starts} starts, ${ms} ms (limit of each: ${limit} ms)`);
  await test.step("crash 7. the log and /readyz say why no other is started", async () => {
    assert.match(program.printed, /server:give_up reason="?The Server (hung|kept failing)/);
    const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
    const { reason, zombies } = await ready.json();
    assert.equal(ready.status, 503);
    assert.match(reason, /^The Server (hung, and its thread cannot be ended|kept failing)/);
    // Five starts at most, and never a core for each when there are more than two.
    assert.ok(zombies >= 2 && zombies <= 5, `${zombies} zombies`);
    const { hardwareConcurrency: cores } = navigator;
    measured("crash 7", `${zombies} zombies on ${cores} cores: /readyz answers ${ready.status}`);
  });
  assert.equal(await program.stop("SIGTERM"), 0);
  await anna.until(/The server is shutting down/);
});

function integrityOf(dataFolder: string): unknown {
  using database = new DatabaseSync(join(dataFolder, "vestibule.db"));
  return database.prepare("PRAGMA integrity_check").get()?.integrity_check;
}

/** Takes memory faster than the time limit of a command ends it. */
const HOARDING = pluginSource({
  name: "hoarding",
  commands: {
    hoard: "() => { for (const all = [];;) all.push(new Array(100_000).fill(all.length + 0.5)); }",
  },
});
