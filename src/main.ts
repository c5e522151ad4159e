/**
 * `deno task start`: reads the command line, starts the program, and ends it on a signal.
 *
 * @module
 */
import { type Classroom, makeClassroom } from "./classroom.ts";
import { parseArgs, type Role } from "./cli/args.ts";
import { loadSettings } from "./cli/load_settings.ts";
import { helpText, settingsHelpText } from "./cli/help.ts";
import { refuseUsage } from "./cli/refuse_usage.ts";
import { VERSION } from "./version.ts";
import { systemClock } from "./core/clock.ts";
import { Program } from "./program.ts";
import type { ProgramOptions } from "./program_options.ts";
import { watchCode } from "./watch_code.ts";
import { messageOf } from "./core/trace/error_text.ts";
import { LogLines } from "./core/trace/log_lines.ts";

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
      return refuseUsage(args.problems);
  }
  const { classroom: seats } = args;
  const classroom = seats === undefined ? undefined : await makeClassroom(seats);
  const { lesson } = classroom ?? {};
  const places = {
    ...{ args, folder: Deno.cwd(), clock: systemClock },
    ...(lesson === undefined ? {} : { lesson }),
  };
  const log = new LogLines((bytes) => Deno.stderr.writeSync(bytes));
  // Whatever ends the process; the two last do so without the first.
  for (const end of ["unload", "error", "unhandledrejection"]) {
    globalThis.addEventListener(end, () => log.flush());
  }
  const program = await programOf(args.role, {
    ...(classroom === undefined ? {} : { classroom: classroom.facts }),
    loadSettings: () => loadSettings({ ...places, env: Deno.env.toObject() }),
    ...places,
    print: (text) => console.log(text),
    log: (line, level) => log.add(line, level),
    color: Deno.stdout.isTerminal() && Deno.env.get("NO_COLOR") === undefined,
    onEnd: (code) => endWith(code),
  });
  let isEnding = false;
  const endWith = (code: number) => {
    isEnding = true;
    void end(program, { code, classroom });
  };
  onSignals(whenAsked(program, () => endWith(0)));
  try {
    await program.start();
  } catch (error) {
    // Whoever ended it meanwhile knows why it did not start.
    if (isEnding) return;
    console.error(messageOf(error));
    return await end(program, { code: 1, classroom });
  }
  if (args.dev) watch(program, Deno.cwd());
}

/** What a process runs, whatever of the server it is. */
interface Runs extends Pick<Program, "start" | "stop" | "reload"> {
  /** Lets its clients go before it stops, until that is to be hurried. */
  drain?(hurry: AbortSignal): Promise<void>;
}

/** Returns what ends a program that is asked to; asked once more, it ends at once. */
function whenAsked(program: Runs, end: () => void): () => void {
  const hurry = new AbortController();
  let isAsked = false;
  return () => {
    if (program.drain === undefined) return end();
    if (isAsked) return hurry.abort();
    isAsked = true;
    void program.drain(hurry.signal).catch((error) => console.error(messageOf(error))).then(end);
  };
}

/** What only a server of several processes needs is loaded for that alone. */
async function programOf(role: Role, options: ProgramOptions): Promise<Runs> {
  switch (role) {
    case "all":
      return new Program(options);
    case "portal":
      return new (await import("./portal_program.ts")).PortalProgram(options);
    case "server":
      return new (await import("./server_program.ts")).ServerProgram(options);
  }
}

function watch(program: Runs, folder: string): void {
  void watchCode(folder, {
    onWatching: () => console.log(`Watching ${folder}; a change of code reloads the game.`),
    onChange: () => void program.reload(),
    onFailure: (reason) =>
      console.error(`Cannot watch ${folder}: ${reason}. Type reload in the game instead.`),
  });
}

/** With what the process ends, and the class whose data is thrown away. */
interface Ending {
  readonly code: number;
  readonly classroom: Classroom | undefined;
}

/** A thread stuck in game code cannot be ended, so the process is. */
async function end(program: Runs, { code, classroom }: Ending): Promise<void> {
  const timer = setTimeout(() => Deno.exit(code), STOP_TIMEOUT_MS);
  try {
    await program.stop();
    await classroom?.end();
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
