import { withPlugin } from "../../tests/e2e/plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "../../tests/e2e/program.ts";
import { linesOf } from "../../torture/crowd_process.ts";
import { NO_LIMITS } from "../../torture/house.ts";

/** A server under load. */
export interface Target extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
}

/** The program with the bench's plugin. */
export interface Game extends Target {
  readonly program: RunningProgram;
}

const PLUGIN = new URL("../plugin/plugin.ts", import.meta.url).pathname;

/** Starts a server without a game. */
export async function startBare(name: "echo" | "wall"): Promise<Target> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", new URL(`./${name}_server.ts`, import.meta.url).pathname],
    stdout: "piped",
  }).spawn();
  const lines = linesOf(child.stdout);
  const { value } = await lines.next();
  return {
    pid: child.pid,
    port: Number(value),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
      await lines.return(undefined);
    },
  };
}

/** How a game is started. */
export interface GameOptions {
  /** Settings beside those that let everybody in at once. */
  readonly settings?: readonly string[];
  /** Flags of Deno itself. */
  readonly flags?: readonly string[];
  /** Where it keeps its data; a new folder, removed at the end, unless given. */
  readonly dataFolder?: string;
}

/** Starts the program. */
export async function startGame({ settings = [], ...own }: GameOptions = {}): Promise<Game> {
  const program = await startProgram({
    ...own,
    args: [
      ...[...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
      ...settings.flatMap((setting) => ["--set", setting]),
    ],
  });
  return {
    program,
    pid: program.pid,
    port: program.telnetPort,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
