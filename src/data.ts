/**
 * `deno task backup`, `restore`, `export` and `import`: what is kept of a world, in one file.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { parseDataArgs } from "./cli/data/data_args.ts";
import { dataHelp } from "./cli/data/data_help.ts";
import { runData } from "./cli/data/run_data.ts";
import { loadSettings } from "./cli/load_settings.ts";
import { refuseUsage } from "./cli/refuse_usage.ts";
import { typedIn } from "./cli/typed_in.ts";
import { systemClock } from "./core/clock.ts";
import { messageOf } from "./core/trace/error_text.ts";
import { DATABASE_NAME } from "./database_name.ts";

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const parsed = parseDataArgs(argv);
  switch (parsed.kind) {
    case "help":
      return console.log(dataHelp(parsed.action));
    case "error":
      return refuseUsage(parsed.problems);
  }
  const { action, file, flags } = parsed;
  const folder = Deno.cwd();
  try {
    const places = { args: flags, env: Deno.env.toObject(), folder, clock: systemClock };
    const { settings } = await loadSettings(places);
    const done = await runData({
      action,
      database: join(resolve(folder, settings.dataFolder), DATABASE_NAME),
      ...(file === undefined ? {} : { file: file === "-" ? file : resolve(typedIn(), file) }),
      now: systemClock.now(),
    });
    console.error(done);
  } catch (error) {
    console.error(messageOf(error));
    Deno.exit(1);
  }
}
