import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { Tables } from "../../../src/core/store/tables.ts";
import { temporaryFolder } from "./samples.ts";

const CHILD = fileURLToPath(new URL("./kill_child.ts", import.meta.url));

/** Runs the writer, kills it after it said `count` numbers, and returns all it said. */
async function runAndKill(path: string, first: number, count: number): Promise<number[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CHILD, path, String(first)],
    stdout: "piped",
  }).spawn();
  let text = "";
  let isKilled = false;
  for await (const part of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (isKilled || text.split("\n").length <= count) continue;
    child.kill("SIGKILL");
    isKilled = true;
  }
  await child.status;
  // What follows the last line end was cut off by the kill.
  return text.split("\n").slice(0, -1).map(Number);
}

Deno.test("store 1. StoreEngine has everything it acknowledged after its process was killed", async () => {
  using folder = temporaryFolder();
  const path = `${folder.path}/world.db`;
  const said: number[] = [];
  for (let round = 0; round < 10; round++) {
    said.push(...await runAndKill(path, round * 1_000_000 + 1, 1 + Math.floor(Math.random() * 60)));
    const database = openDatabase(path);
    const kept = new Set(new Tables(database.sql).objectsAfter(0, 1_000_000).map((row) => row.id));
    database.close();
    assert.deepEqual(said.filter((number) => !kept.has(number)), []);
  }
  assert(said.length >= 10);
});
