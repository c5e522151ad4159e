/**
 * `deno task backup`, `restore`, `export` and `import`: what is kept of a world, in one file; and
 * `deno task store copy`, from a file into a database and back; and `deno task store realm`, which
 * says whose world it is.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { parseCopyArgs, type Place } from "./cli/data/copy_args.ts";
import { parseDataArgs } from "./cli/data/data_args.ts";
import { copyHelp, dataHelp, realmHelp } from "./cli/data/data_help.ts";
import { parseRealmArgs } from "./cli/data/realm_args.ts";
import { runCopy } from "./cli/data/run_copy.ts";
import { runData } from "./cli/data/run_data.ts";
import { runRealm } from "./cli/data/run_realm.ts";
import { loadSettings } from "./cli/load_settings.ts";
import { refuseUsage } from "./cli/refuse_usage.ts";
import { typedIn } from "./cli/typed_in.ts";
import { systemClock } from "./core/clock.ts";
import { messageOf } from "./core/trace/error_text.ts";
import { DATABASE_NAME } from "./database_name.ts";

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  if (argv[0] === "copy") return await copy(argv.slice(1));
  if (argv[0] === "realm") return await nameRealm(argv.slice(1));
  const parsed = parseDataArgs(argv);
  switch (parsed.kind) {
    case "help":
      return console.log(dataHelp(parsed.action));
    case "error":
      return refuseUsage(parsed.problems);
  }
  const { action, file, flags } = parsed;
  const folder = Deno.cwd();
  await told(async () => {
    const places = { args: flags, env: Deno.env.toObject(), folder, clock: systemClock };
    const { settings } = await loadSettings(places);
    const inFile = join(resolve(folder, settings.dataFolder), DATABASE_NAME);
    return await runData({
      action,
      database: settings.database || inFile,
      ...(file === undefined ? {} : { file: file === "-" ? file : resolve(typedIn(), file) }),
      now: systemClock.now(),
    });
  });
}

async function copy(argv: readonly string[]): Promise<void> {
  const parsed = parseCopyArgs(argv);
  switch (parsed.kind) {
    case "help":
      return console.log(copyHelp());
    case "error":
      return refuseUsage(parsed.problems);
  }
  const [from, to] = [whole(parsed.from), whole(parsed.to)];
  await told(() => runCopy({ from, to, tell: (text) => console.error(text) }));
}

async function nameRealm(argv: readonly string[]): Promise<void> {
  const parsed = parseRealmArgs(argv);
  switch (parsed.kind) {
    case "help":
      return console.log(realmHelp());
    case "error":
      return refuseUsage(parsed.problems);
  }
  const { of, name } = parsed;
  await told(() => runRealm({ of: whole(of), name }));
}

/** A file is named from where the task was typed. */
function whole(place: Place): Place {
  return place.kind === "sqlite" ? { ...place, path: resolve(typedIn(), place.path) } : place;
}

/** Does something, and tells what was done, or why nothing was. */
async function told(run: () => Promise<string>): Promise<void> {
  try {
    console.error(await run());
  } catch (error) {
    console.error(messageOf(error));
    Deno.exit(1);
  }
}
