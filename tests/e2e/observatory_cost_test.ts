import assert from "node:assert/strict";
import { Crowd } from "./crowd.ts";
import { median } from "../../bench/figures.ts";
import { follow } from "./followed_stream.ts";
import { startProgram } from "./program.ts";

const UNLIMITED = ["commandRate", "oobRate"].flatMap((name) => ["--set", `${name}=0`]);
const SESSIONS = 200;
const ROUNDS = 4;
const PLAY_MS = 1_000;

/**
 * The benchmark `bench/micro/observatory.ts` measures it on a quiet machine. Here only a watcher that costs
 * a multiple of what it may is found: other tests run beside this one. There are two programs, as one
 * that was watched goes on recording when nobody looks any more.
 */
Deno.test("observatory 22. two hundred playing sessions go on playing while they are followed live", async () => {
  await using plain = await startProgram({ args: UNLIMITED });
  await using looked = await startProgram({ args: UNLIMITED });
  await using unwatched = await Crowd.enter(plain.webPort, SESSIONS);
  await using watched = await Crowd.enter(looked.webPort, SESSIONS);
  const { seen, end } = await follow(looked.webPort);
  for (const crowd of [unwatched, watched]) await crowd.play(PLAY_MS);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await unwatched.play(PLAY_MS);
    const rate = await watched.play(PLAY_MS);
    const after = await unwatched.play(PLAY_MS);
    ratios.push(rate / ((before + after) / 2));
  }
  await end();
  assert.ok(seen.events > SESSIONS, `only ${seen.events} events were seen`);
  assert.ok(median(ratios) > 0.5, `watched, the players did ${ratios.join(", ")} of what they do`);
});
