import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, enterAsSuperuser, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

const LIMITS = { commandTimeLimit: 200, heartbeatInterval: 100, heartbeatTimeout: 1500 };
const SETTINGS = Object.entries(LIMITS).flatMap(([key, ms]) => ["--set", `${key}=${ms}`]);

Deno.test("crash 4. a command that loops is ended: its user is told, everybody goes on, no Server restarts", async () => {
  await using scene = await newScene();
  const { program, anna, bert } = scene;
  const since = stopwatch();
  await anna.send("spin");
  await bert.send("say Meanwhile");
  await anna.until(/That command took too long and was stopped; nothing was changed\./);
  const stopped = since();
  await bert.until(/You say, "Meanwhile"/);
  const said = `stopped after ${stopped} ms (limit ${LIMITS.commandTimeLimit} ms)`;
  measured("crash 4", `${said}, who typed meanwhile was answered after ${since()} ms`);
  await anna.until(/Bert says, "Meanwhile"/);
  await talk(anna, bert, "Where was I");
  assert.doesNotMatch(program.printed, /server:lost/);
});

const STOPPED = /The world has stopped\. One moment, it is being started again\./;
const BACK = /The world is back\. You are where you were/;
const HANG = { log: /server:lost.*no sign of life/, zombies: 1 };

/** What ends the Server, what the log says of it, and how many threads it leaves that spin on. */
const FATAL = [
  // Nothing tells of this end: it is found as a hang is, and counted as one.
  { ...HANG, row: "crash 1", what: "crash 1. the end of its worker", key: "leave" },
  { ...HANG, row: "crash 5", what: "crash 5. a loop after an await", key: "spin_later" },
  { ...HANG, row: "crash 5", what: "crash 5. a loop of awaits", key: "spin_slowly" },
  { ...HANG, row: "crash 5", what: "crash 5. a loop in a timer", key: "spin_timer" },
  {
    row: "crash 2",
    what: "crash 2. an error that nobody catches",
    key: "burst",
    log: /server:lost.*burst.*mod\.ts:\d+/,
    zombies: 0,
  },
  {
    row: "crash 3",
    what: "crash 3. a rejection that nobody hears",
    key: "reject",
    log: /server:lost.*torn.*mod\.ts:\d+/,
    zombies: 0,
  },
] as const;

for (const { row, what, key, log, zombies } of FATAL) {
  Deno.test(`${what}: a new Server starts, and everybody is connected and in character`, async () => {
    await using scene = await newScene();
    const { program, anna, bert } = scene;
    await anna.send("north");
    await anna.until(/The Hall/);
    const since = stopwatch();
    await anna.send(key);
    await anna.until(STOPPED);
    const found = since();
    await anna.until(BACK);
    const back = since() - found;
    const limit = zombies > 0 ? ` (limit ${LIMITS.heartbeatTimeout.toLocaleString("en")} ms)` : "";
    measured(row, `found after ${found.toLocaleString("en")} ms${limit}, back ${back} ms later`);
    await bert.until(STOPPED);
    await bert.until(BACK);
    await program.until(log);
    if (zombies > 0) await anna.until(/Staff: 1 thread that hangs is left/);
    await anna.send("south");
    await anna.until(/The Vestibule/);
    await talk(anna, bert, "Back again");
    const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
    assert.equal(ready.status, 200);
    assert.partialDeepStrictEqual(await ready.json(), { ready: true, zombies });
    assert.equal(await program.stop("SIGTERM"), 0);
    await bert.until(/The server is shutting down/);
    // Anna alone is staff, and alone is told of what is staff's to know.
    assert.doesNotMatch(bert.text, /Staff:/);
    assert.equal(anna.text.split("Staff:").length - 1, zombies);
  });
}

interface Scene extends AsyncDisposable {
  readonly program: RunningProgram;
  readonly anna: TelnetClient;
  readonly bert: TelnetClient;
}

/** Starts a program with commands that do not end well, and two characters in one room. */
async function newScene(): Promise<Scene> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await tempFolder());
  const plugin = await folder.write("mod.ts", SOURCE);
  const program = stack.use(
    await startProgram({ args: [...withPlugin(plugin), ...SETTINGS, ...AT_ONCE] }),
  );
  const anna = stack.use(await enterAsSuperuser(program, "Anna"));
  const bert = stack.use(await enter(program.telnetPort, "Bert"));
  return { program, anna, bert, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const SOURCE = pluginSource({
  name: "trouble",
  commands: {
    spin: "() => { for (;;); }",
    spin_later: "async () => { await null; for (;;); }",
    spin_slowly: "async () => { for (;;) await null; }",
    spin_timer: "() => { setTimeout(() => { for (;;); }); }",
    burst: `() => { setTimeout(() => { throw new Error("burst"); }); }`,
    leave: "() => self.close()",
    reject: `() => { void Promise.reject(new Error("torn")); }`,
  },
});
