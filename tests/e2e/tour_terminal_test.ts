import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CHAPTERS } from "../../src/tour/chapters/chapters.ts";
import { goldenOf } from "../tour/printed_tour.ts";
import { tempFolder } from "../cli/temp_folder.ts";
import { inheritedEnv } from "./program.ts";
import { soon } from "./soon.ts";

const MAIN = new URL("../../src/tour/main.ts", import.meta.url).pathname;

const GOLDEN = CHAPTERS.map((chapter) => readFileSync(goldenOf(chapter), "utf8"));

/** Starts the tour as `deno task tour` does. */
function start(args: readonly string[], cwd?: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, ...args],
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
    ...{ clearEnv: true, env: inheritedEnv() },
    ...(cwd === undefined ? {} : { cwd }),
  }).spawn();
}

interface Played {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

async function play(args: readonly string[], cwd?: string): Promise<Played> {
  const child = start(args, cwd);
  await child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, printed: decoder.decode(stdout), complained: decoder.decode(stderr) };
}

Deno.test("tour 4. `deno task tour --fast` prints every chapter, and leaves no file behind", async () => {
  await using folder = await tempFolder();
  const { code, printed, complained } = await play(["--fast"], folder.path);
  assert.equal(complained, "");
  assert.equal(printed, GOLDEN.join(""));
  assert.equal(code, 0);
  assert.deepEqual([...Deno.readDirSync(folder.path)], []);
});

Deno.test("tour 4. `deno task tour --chapter N` prints one chapter, and waits for Enter before each thing", async () => {
  const child = start(["--chapter", "6"]);
  const writer = child.stdin.getWriter();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  const until = async (text: string): Promise<void> => {
    while (!printed.includes(text)) {
      const { done, value = "" } = await soon(reader.read(), () => `no "${text}" in:\n${printed}`);
      printed += value;
      assert.equal(done && !printed.includes(text), false, `no "${text}" in:\n${printed}`);
    }
  };
  const steps = ["types ic.", "types say hello.", "types ooc.", "types say hello once more."];
  for (const [nth, step] of steps.entries()) {
    await until(step);
    // What comes after it is not begun before the reader wants it.
    for (const later of steps.slice(nth + 1)) assert.equal(printed.includes(later), false);
    await writer.write(new TextEncoder().encode("\n"));
  }
  await until("The character spoke.");
  assert.equal(printed, `Enter goes on, Ctrl+C ends the tour.\n${GOLDEN[5]}`);
  await writer.close();
  await reader.cancel();
  await child.stderr.cancel();
  assert.equal((await child.status).code, 0);
});

Deno.test("tour 4. `deno task tour` tells what is wrong with its arguments, and what it can do", async () => {
  const wrong = await play(["--chapter", "eleven"]);
  assert.equal(wrong.code, 64);
  assert.match(wrong.complained, /a number from 1 to 10 must follow it: it is "eleven"/);
  assert.equal(wrong.printed, "");
  const help = await play(["--help"]);
  assert.equal(help.code, 0);
  for (const { title } of CHAPTERS) assert.ok(help.printed.includes(title), title);
});

Deno.test("tour 4. Ctrl+C ends the tour cleanly", async () => {
  const child = start(["--chapter", "1"]);
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  while (!printed.includes("client connects.")) {
    printed += (await soon(reader.read(), () => printed)).value ?? "";
  }
  child.kill("SIGINT");
  const { code } = await soon(child.status, () => "the tour goes on");
  assert.equal(code, 0);
  await reader.cancel();
  assert.equal(await new Response(child.stderr).text(), "");
  await child.stdin.close().catch(() => {});
});
