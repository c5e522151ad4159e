import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { measured, stopwatch } from "../reliability/measured.ts";
import { enter, logIn } from "./players.ts";
import { AT_ONCE, inheritedEnv, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

const DATA = new URL("../../src/data.ts", import.meta.url).pathname;

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one of the tasks, typed in this folder. */
async function run(folder: string, args: readonly string[]): Promise<Done> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", DATA, ...args],
    clearEnv: true,
    env: { ...inheritedEnv(), NO_COLOR: "1", INIT_CWD: folder },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** Looks around until something is done, and returns how long each look took, in milliseconds. */
async function lookUntil(player: TelnetClient, done: Promise<unknown>): Promise<readonly number[]> {
  const waits: number[] = [];
  let isDone = false;
  done.finally(() => isDone = true);
  while (!isDone) {
    const since = stopwatch();
    await player.send("look");
    await player.until(/You see: /);
    waits.push(since());
  }
  return waits;
}

Deno.test("store 6. a backup made while people play is what a restore brings back", async () => {
  await using folder = await tempFolder();
  const data = `${folder.path}/data`;
  const at = ["--data", data];
  {
    const args = [...AT_ONCE, "--set", "commandRate=0"];
    await using program = await startProgram({ dataFolder: data, args });
    await using anna = await enter(program.telnetPort, "Anna");
    const since = stopwatch();
    const making = run(folder.path, ["backup", "copy.db", ...at]);
    const waits = await lookUntil(anna, making);
    const made = await making;
    assert.equal(made.code, 0, made.err);
    assert.match(made.err, /^Backed up to .*copy\.db: 1 account, \d+ objects, 0 bans\./);
    const answered = `${waits.length} lines answered meanwhile in ${Math.max(...waits)} ms at most`;
    measured("store 6", `made in ${since()} ms; ${answered}`);
    const again = await run(folder.path, ["backup", "copy.db", ...at]);
    assert.equal(again.code, 1);
    assert.match(again.err, /Cannot write ".*copy\.db" as nothing may have that name/);
    await anna.send("get key");
    await anna.until(/You take brass key/);
    const refused = await run(folder.path, ["restore", "copy.db", ...at]);
    assert.equal(refused.code, 1);
    assert.match(
      refused.err,
      /another server has it open, as process \d+ since [\d-]+T[\d:]+Z; stop/,
    );
    assert.equal(await program.stop("SIGTERM"), 0);
  }
  const since = stopwatch();
  const restored = await run(folder.path, ["restore", "copy.db", ...at]);
  measured("store 7", `restored in ${since()} ms`);
  assert.equal(restored.code, 0, restored.err);
  assert.match(restored.err, /What was there is now .*vestibule\.db\.before-restore-/);
  await using program = await startProgram({ dataFolder: data, args: AT_ONCE });
  await using anna = await logIn(program.telnetPort, "Anna");
  await anna.until(/You see: .*brass key/); // as it was before Anna took it
});

Deno.test("store 8. an export of a world that is played in makes the same world elsewhere", async () => {
  await using folder = await tempFolder();
  const [data, other] = [`${folder.path}/data`, `${folder.path}/other`];
  {
    await using program = await startProgram({ dataFolder: data, args: AT_ONCE });
    await using anna = await enter(program.telnetPort, "Anna");
    await anna.send("get key");
    await anna.until(/You take brass key/);
    const { code, out } = await run(folder.path, ["export", "--data", data]);
    assert.equal(code, 0);
    const written = await run(folder.path, ["export", "world.jsonl", "--data", data]);
    assert.match(written.err, /^Exported \d+ rows\.$/m);
    assert.equal(await Deno.readTextFile(`${folder.path}/world.jsonl`), out);
  }
  const made = await run(folder.path, ["import", "world.jsonl", "--data", other]);
  assert.equal(made.code, 0, made.err);
  const lines = (await Deno.readTextFile(`${folder.path}/world.jsonl`)).trimEnd().split("\n");
  const others = (await run(folder.path, ["export", "--data", other])).out.trimEnd().split("\n");
  assert.deepEqual(others, lines);
  const same = lines.filter((line, at) => line === others[at]);
  measured(
    "store 8",
    `${same.length} of ${lines.length} lines of an export are the same elsewhere`,
  );
  const again = await run(folder.path, ["import", "world.jsonl", "--data", other]);
  assert.equal(again.code, 1);
  assert.match(again.err, /as nothing may have that name/);
  await using program = await startProgram({ dataFolder: other, args: AT_ONCE });
  await using anna = await logIn(program.telnetPort, "Anna");
  await anna.until(/You become/);
  await anna.send("inventory");
  await anna.until(/You carry: brass key/);
});
