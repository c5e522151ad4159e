import { CountingCrowd } from "./counting/crowd.ts";
import { countingHouse, heldMs } from "./house.ts";
import { percentile } from "./percentile.ts";
import { readNumbers } from "./read_numbers.ts";

/** What `deno task torture --help` says. */
export const says = "crashes under sessions that count: --sessions 1000 --crashes 10 --everyMs 500";

/** Lets the Server crash as often as the options say, with a reload between, as staff would. */
export async function run(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { sessions, crashes, everyMs } = readNumbers(args, {
    ...{ sessions: 1000, crashes: 10, everyMs: 500 },
  });
  await using house = await countingHouse();
  const { program, berta } = house;
  const { telnetPort, webPort } = program;
  const telnet = Math.ceil(sessions / 2);
  await using crowd = await CountingCrowd.enter(
    { telnetPort, webPort, telnet, websocket: sessions - telnet, everyMs },
    (text) => console.error(text),
  );
  await crowd.count();
  for (let crash = 1; crash <= crashes; crash++) {
    await berta.send("burst");
    await berta.until(/The world is back\./);
    await berta.send("reload");
    await berta.until(/The world has been reloaded\./);
    console.error(`crash ${crash}: back after ${heldMs(program, "crash").at(-1)} ms`);
  }
  const report = await crowd.finish();
  const back = heldMs(program, "crash");
  return {
    ...report,
    // What the Server that died had taken is lost with it.
    lost: report.sent - report.answered,
    crashes: back.length,
    back: { p50: percentile(back, 0.5), p99: percentile(back, 0.99) },
  };
}
