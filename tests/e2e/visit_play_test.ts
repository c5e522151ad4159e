import chargen from "@vestibule/chargen";
import { testGame } from "../../src/plugins/testing.ts";
import { playVisit, recordVisit } from "./play_visit.ts";
import { startProgram } from "./program.ts";
import { formatTranscript, parseTranscript } from "../../src/plugins/testing/transcript.ts";
import { visitByTelnet, visitGame } from "./visitor.ts";

const TRANSCRIPT = new URL("visit.txt", import.meta.url);

Deno.test("a first visit shows what its transcript says, without a network", async () => {
  await using game = await testGame({ plugins: [chargen] });
  await using visit = await visitGame(game);
  const text = await Deno.readTextFile(TRANSCRIPT);
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    const comment = /^(?:#.*\n)*/.exec(text)?.[0] ?? "";
    const recorded = await recordVisit(visit, parseTranscript(text));
    return await Deno.writeTextFile(TRANSCRIPT, `${comment}\n${formatTranscript(recorded)}`);
  }
  await playVisit(visit, parseTranscript(text), { compare: "lines" });
});

Deno.test("a first visit shows what its transcript says, by telnet", async () => {
  await using program = await startProgram();
  await using visit = await visitByTelnet(program);
  await playVisit(visit, parseTranscript(await Deno.readTextFile(TRANSCRIPT)), {
    compare: "lines",
  });
  const isMore = await visit.visitor.more();
  if (isMore) throw new Error(`The visit was over, but more was shown: ${visit.visitor.screen}`);
});
