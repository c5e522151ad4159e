/**
 * What it costs the players that somebody follows them in the observatory: so many sessions play as
 * fast as they are answered, before and after somebody looks.
 */
import { Crowd } from "../../tests/e2e/crowd.ts";
import { follow } from "../../tests/e2e/followed_stream.ts";
import { median } from "../figures.ts";
import { startProgram } from "../../tests/e2e/program.ts";

const [sessions = "200", rounds = "5", ms = "2000"] = Deno.args;
const UNLIMITED = ["commandRate", "oobRate"].flatMap((name) => ["--set", `${name}=0`]);

/** How one program fares beside the other, as the median of some rounds. */
async function compare(what: string): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    const before = await unwatched.play(Number(ms));
    const rate = await watched.play(Number(ms));
    const after = await unwatched.play(Number(ms));
    ratios.push(rate / ((before + after) / 2));
    console.log(`${what}: ${rate.toFixed(0)} beside ${((before + after) / 2).toFixed(0)} lines/s`);
  }
  return median(ratios);
}

// Two programs: one that was watched goes on recording when nobody looks any more.
await using plain = await startProgram({ args: UNLIMITED });
await using looked = await startProgram({ args: UNLIMITED });
await using unwatched = await Crowd.enter(plain.webPort, Number(sessions));
await using watched = await Crowd.enter(looked.webPort, Number(sessions));
for (const crowd of [unwatched, watched]) await crowd.play(Number(ms));
const even = await compare("unwatched");
const { seen, end } = await follow(looked.webPort);
const followed = await compare("watched");
await end();
const percent = (followed / even * 100).toFixed(0);
console.log(`followed live, players do ${percent} %; ${seen.events} events, ${seen.lost} lost`);
