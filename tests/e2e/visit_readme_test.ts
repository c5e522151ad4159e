import assert from "node:assert/strict";
import { playVisit } from "./play_visit.ts";
import { startProgram } from "./program.ts";
import { parseTranscript } from "../../src/plugins/testing/transcript.ts";
import { readBlock, replaceBlock, visitBlock } from "./visit_block.ts";
import { visitByTelnet } from "./visitor.ts";

const README = new URL("../../README.md", import.meta.url);
const TRANSCRIPT = new URL("visit.txt", import.meta.url);
const COLUMNS = 78;

Deno.test("README.md shows a first visit as it is now (VESTIBULE_UPDATE=1 writes it anew)", async () => {
  await using program = await startProgram();
  await using visit = await visitByTelnet(program, COLUMNS);
  const steps = parseTranscript(await Deno.readTextFile(TRANSCRIPT));
  const screens = await playVisit(visit, steps, { compare: "words" });
  const block = visitBlock(steps, screens);
  const readme = await Deno.readTextFile(README);
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    return await Deno.writeTextFile(README, replaceBlock(readme, block));
  }
  assert.equal(readBlock(readme), block);
});
