import { enterAsSuperuser } from "../../tests/e2e/players.ts";
import { heldMs } from "../../torture/house.ts";
import { type BenchRun, within } from "../bench_run.ts";
import { enterAll } from "../enter_all.ts";
import { LoadProcess } from "../load_process.ts";
import { startGame } from "../targets/target.ts";

const SESSIONS = [10, 100, 1000, 5000];
const RELOADS = 5;

/** How long input is held while the game is loaded again, with more and more sessions. */
export async function reloading({ scale, add, tell }: BenchRun): Promise<void> {
  await using load = new LoadProcess();
  await using game = await startGame();
  await using berta = await enterAsSuperuser(game.program, "Berta");
  let there = 0;
  for (const sessions of within(SESSIONS, scale)) {
    tell(`reload: ${sessions} sessions come in`);
    await enterAll(load, { port: game.port, count: sessions - there, there });
    there = sessions;
    for (let reload = 0; reload < RELOADS; reload++) {
      await berta.send("reload");
      await berta.until(/The world has been reloaded\./);
    }
    const rounds = heldMs(game.program, "reload").slice(-RELOADS);
    const row = { group: "reload", unit: "ms", better: "less", rounds } as const;
    const point = { picture: "reload", line: "input is held", x: sessions };
    add({ ...row, name: `input is held, ${sessions} sessions`, point });
  }
}
