import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { enter, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

Deno.test("a command that loops is ended: its user is told, everybody goes on, no Server restarts", async () => {
  await using scene = await newScene();
  const { program, anna, bert } = scene;
  await anna.send("spin");
  await bert.send("say Meanwhile");
  await anna.until(/That command took too long and was stopped; nothing was changed\./);
  await bert.until(/You say, "Meanwhile"/);
  await anna.until(/Bert says, "Meanwhile"/);
  await talk(anna, bert, "Where was I");
  assert.doesNotMatch(program.printed, /server:lost/);
});

const SILENT = /server:lost.*no sign of life/;

/** What ends the Server, what the log says of it, and how many threads it leaves that spin on. */
const FATAL = [
  { what: "a loop after an await", key: "spin_later", log: SILENT, zombies: 1 },
  { what: "a loop of awaits", key: "spin_slowly", log: SILENT, zombies: 1 },
  { what: "a loop in a timer", key: "spin_timer", log: SILENT, zombies: 1 },
  {
    what: "an error that nobody catches",
    key: "burst",
    log: /server:lost.*burst.*mod\.ts:\d+/,
    zombies: 0,
  },
  {
    what: "a rejection that nobody hears",
    key: "reject",
    log: /server:lost.*torn.*mod\.ts:\d+/,
    zombies: 0,
  },
];

for (const { what, key, log, zombies } of FATAL) {
  Deno.test(`after ${what} a new Server starts, and everybody is connected and in character`, async () => {
    await using scene = await newScene();
    const { program, anna, bert } = scene;
    await anna.send("north");
    await anna.until(/The Hall/);
    await anna.send(key);
    for (const client of [anna, bert]) {
      await client.until(/The world has stopped\. One moment, it is being started again\./);
      await client.until(/The world is back\. You are where you were/);
    }
    await program.until(log);
    await anna.send("south");
    await anna.until(/The Vestibule/);
    await talk(anna, bert, "Back again");
    const ready = await fetch(`http://127.0.0.1:${program.webPort}/readyz`);
    assert.equal(ready.status, 200);
    assert.partialDeepStrictEqual(await ready.json(), { ready: true, zombies });
    assert.equal(await program.stop("SIGTERM"), 0);
    await bert.until(/The server is shutting down/);
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
    await startProgram({ args: [...withPlugin(plugin), ...LIMITS, ...AT_ONCE] }),
  );
  const anna = stack.use(await enter(program.telnetPort, "Anna"));
  const bert = stack.use(await enter(program.telnetPort, "Bert"));
  return { program, anna, bert, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const LIMITS = ["commandTimeLimit=200", "heartbeatInterval=100", "heartbeatTimeout=1500"]
  .flatMap((setting) => ["--set", setting]);

const SOURCE = pluginSource({
  name: "trouble",
  commands: {
    spin: "() => { for (;;); }",
    spin_later: "async () => { await null; for (;;); }",
    spin_slowly: "async () => { for (;;) await null; }",
    spin_timer: "() => { setTimeout(() => { for (;;); }); }",
    burst: `() => { setTimeout(() => { throw new Error("burst"); }); }`,
    reject: `() => { void Promise.reject(new Error("torn")); }`,
  },
});
