/**
 * `deno task start`: reads the command line, starts the program, and ends it on a signal.
 *
 * @module
 */
import { parseArgs } from "./cli/args.ts";
import { loadSettings } from "./cli/load_settings.ts";
import { helpText, settingsHelpText } from "./cli/help.ts";
import { VERSION } from "./version.ts";
import { systemClock } from "./core/clock.ts";
import { Program } from "./program.ts";
import { watchCode } from "./watch_code.ts";
import { messageOf } from "./core/trace/error_text.ts";

/** The exit code for a command line that makes no sense (EX_USAGE of sysexits). */
const EXIT_USAGE = 64;

/** How long an orderly end may take, in milliseconds. */
const STOP_TIMEOUT_MS = 10_000;

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const args = parseArgs(argv);
  switch (args.kind) {
    case "help":
      return console.log(args.topic === "settings" ? settingsHelpText() : helpText());
    case "version":
      return console.log(VERSION);
    case "error":
      for (const problem of args.problems) console.error(problem);
      console.error("Type --help to see what is possible.");
      return Deno.exit(EXIT_USAGE);
  }
  const places = { args, folder: Deno.cwd(), clock: systemClock };
  const program = new Program({
    loadSettings: () => loadSettings({ ...places, env: Deno.env.toObject() }),
    ...places,
    print: (text) => console.log(text),
    log: writeLog,
    color: Deno.stdout.isTerminal() && Deno.env.get("NO_COLOR") === undefined,
    onEnd: (code) => void end(program, code),
  });
  onSignals(() => void end(program, 0));
  try {
    await program.start();
  } catch (error) {
    console.error(messageOf(error));
    return await end(program, 1);
  }
  if (args.dev) watch(program, Deno.cwd());
}

/** Whoever read the log may be gone; the players are not. */
function writeLog(text: string): void {
  try {
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  } catch {
    // Nobody is left to tell.
  }
}

function watch(program: Program, folder: string): void {
  void watchCode(folder, {
    onWatching: () => console.log(`Watching ${folder}; a change of code reloads the game.`),
    onChange: () => void program.reload(),
    onFailure: (reason) =>
      console.error(`Cannot watch ${folder}: ${reason}. Type reload in the game instead.`),
  });
}

/** A thread stuck in game code cannot be ended, so the process is. */
async function end(program: Program, code: number): Promise<void> {
  const timer = setTimeout(() => Deno.exit(code), STOP_TIMEOUT_MS);
  try {
    await program.stop();
  } finally {
    clearTimeout(timer);
    Deno.exit(code);
  }
}

/** Windows knows SIGINT and SIGBREAK only. */
function onSignals(run: () => void): void {
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, run);
}
