import assert from "node:assert/strict";
import { type TempFolder, tempFolder } from "../cli/temp_folder.ts";
import { inheritedEnv } from "./program.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

Deno.test("`new plugin` and `new game` make code that is right in every way, and can be published", async () => {
  await Promise.all([makePlugin(), makeGame()]);
});

async function makePlugin(): Promise<void> {
  await using folder = await tempFolder();
  await makeIn(folder, ["plugin", "@anna/weather"]);
  const { code, text } = await deno(`${folder.path}/weather`, ["task", "ok"]);
  assert.equal(code, 0, text);
  assert.match(text, /2 passed/);
  assert.match(text, /Simulating publish of @anna\/weather@0\.1\.0/);
  for (const file of ["README.md", "deno.json", "mod.ts", "settings.ts", "dance.ts"]) {
    assert.ok(text.includes(`/weather/${file} (`), `${file} is published:\n${text}`);
  }
  assert.doesNotMatch(text, /_test\.ts \(|deno\.lock \(|\.gitignore \(|Warning/);
}

async function makeGame(): Promise<void> {
  await using folder = await tempFolder();
  await makeIn(folder, ["game", "village"]);
  const { code, text } = await deno(`${folder.path}/village`, ["task", "ok"]);
  assert.equal(code, 0, text);
  assert.match(text, /1 passed/);
  assert.doesNotMatch(text, /Warning/);
}

Deno.test("`new` makes well-formatted code whatever the name's length", async () => {
  await using folder = await tempFolder();
  const longest = `w${"-long".repeat(11)}ly`;
  await makeIn(folder, ["plugin", `@${longest.slice(0, 20)}/${longest}`, "--dir", "a"]);
  await makeIn(folder, ["game", longest, "--dir", "b"]);
  const { code, text } = await deno(folder.path, ["fmt", "--check", "--line-width", "100"]);
  assert.equal(code, 0, text);
});

async function makeIn(folder: TempFolder, args: readonly string[]): Promise<void> {
  const { code, text } = await deno(folder.path, ["run", "-A", `${ROOT}src/new.ts`, ...args]);
  assert.equal(code, 0, text);
}

/** Runs Deno in a folder, as somebody does who typed it there. */
async function deno(cwd: string, args: readonly string[]) {
  const { INIT_CWD: _, ...env } = inheritedEnv();
  const command = new Deno.Command(Deno.execPath(), {
    ...{ args: [...args], cwd, stdin: "null", stdout: "piped", stderr: "piped" },
    ...{ clearEnv: true, env: { ...env, NO_COLOR: "1" } },
  });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}
