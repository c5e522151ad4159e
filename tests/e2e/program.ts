import config from "../../deno.json" with { type: "json" };
import { soon } from "./soon.ts";

/** A server in a process of its own, as a hobbyist starts it. */
export interface RunningProgram extends AsyncDisposable {
  /** The number by which the system knows its process. */
  readonly pid: number;
  readonly telnetPort: number;
  readonly webPort: number;
  readonly tlsPort: number;
  readonly sshPort: number;
  readonly dataFolder: string;
  /** The one-time code of this start, if it printed one. */
  readonly claimCode: string | undefined;
  /** Everything printed so far. */
  readonly printed: string;
  /** Its exit code, when it has ended by itself or was ended. */
  readonly ended: Promise<number>;
  /** Waits until something has been printed, since the start. */
  until(pattern: RegExp): Promise<string>;
  /** Sends a signal and does not wait for what comes of it. */
  signal(signal: Deno.Signal): void;
  /** Ends it without warning, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end, and returns its exit code. */
  stop(signal: "SIGINT" | "SIGTERM"): Promise<number>;
}

/** How a program is started. */
export interface ProgramOptions {
  /** Where it keeps its data; a new folder, removed at the end, unless given. */
  readonly dataFolder?: string;
  readonly args?: readonly string[];
  /** Flags of Deno itself. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its working folder; that of the tests unless given. */
  readonly cwd?: string;
}

/** What `deno task start` sets for the program. */
const START_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  [...config.tasks.start.command.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;

/** Flags that let the system choose every port. */
export const FREE_PORTS: readonly string[] = ["telnet", "web", "tls", "ssh"]
  .flatMap((name) => [`--${name}-port`, "0"]);

/** Flags that give clients no time to negotiate, for tests whose clients never do. */
export const AT_ONCE: readonly string[] = ["--set", "negotiationWait=0"];

/** Starts the program on free ports and waits until it has printed where to connect. */
export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const isOwnFolder = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? await Deno.makeTempDir({ prefix: "vestibule-" });
  const args = [...FREE_PORTS, "--data", dataFolder];
  const program = await startBare({
    ...options,
    args: [...args, "--set", "scryptCost=1", ...options.args ?? []],
  });
  return {
    ...program,
    dataFolder,
    get printed() {
      return program.printed;
    },
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      if (isOwnFolder) await Deno.remove(dataFolder, { recursive: true });
    },
  };
}

/** Starts the program with these arguments and no others, on its default ports unless they say. */
export async function startBare(
  options: Omit<ProgramOptions, "dataFolder">,
): Promise<RunningProgram> {
  const child = command(options).spawn();
  const output = new Output(child.stdout, child.stderr);
  const banner = await output.until(/Press Ctrl\+C to stop/);
  const port = (pattern: RegExp) => Number(pattern.exec(banner)?.[1] ?? Number.NaN);
  const ended = child.status.then(async ({ code }) => {
    await output.end();
    return code;
  });
  const signal = (name: Deno.Signal) => {
    try {
      child.kill(name);
    } catch {
      // It has ended already.
    }
  };
  const end = async (name: Deno.Signal): Promise<number> => {
    signal(name);
    return await ended;
  };
  return {
    pid: child.pid,
    telnetPort: port(/telnet [\w.]+ (\d+)/),
    webPort: port(/https?:\/\/[\w.]+:(\d+)\//),
    tlsPort: port(/TLS: +[\w.]+ port (\d+)/),
    sshPort: port(/ssh -p (\d+)/),
    dataFolder: /Data: +(\S+)/.exec(banner)?.[1] ?? "",
    claimCode: /claim ([A-Z0-9-]+)/.exec(banner)?.[1],
    get printed() {
      return output.text;
    },
    ended,
    until: (pattern) => output.until(pattern),
    signal,
    kill: async () => void await end("SIGKILL"),
    stop: (name) => end(name),
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}

/** Runs the program to its end, and returns what it printed. */
export async function runToEnd(
  args: readonly string[],
  options: Pick<ProgramOptions, "env" | "cwd"> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { code, stdout, stderr } = await command({ ...options, args }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

function command(
  { args = [], flags = [], env = {}, cwd }: Omit<ProgramOptions, "dataFolder">,
): Deno.Command {
  // What a test serves for a moment must not be remembered in the repository's deno.lock.
  const lock = args.some((arg) => arg.includes("http://127.0.0.1:")) ? ["--no-lock"] : [];
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...lock, ...flags, MAIN, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    clearEnv: true,
    env: { ...inheritedEnv(), ...START_ENV, NO_COLOR: "1", ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** What is meant for the tests, such as `VESTIBULE_BROWSER`, is no setting of the program. */
export function inheritedEnv(): Readonly<Record<string, string>> {
  const entries = Object.entries(Deno.env.toObject());
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith("VESTIBULE_")));
}

/** What a process prints, on both streams, as it comes. */
class Output {
  text = "";
  readonly #reading: Promise<unknown>;
  #waiting: (() => void)[] = [];
  #isEnded = false;

  constructor(...streams: ReadableStream<Uint8Array>[]) {
    this.#reading = Promise.all(streams.map((stream) => this.#read(stream))).then(() => {
      this.#isEnded = true;
      this.#wake();
    });
  }

  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      if (this.#isEnded) {
        throw new Error(`Cannot find ${pattern} in what was printed:\n${this.text}`);
      }
      await soon(
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        () => `Cannot find ${pattern} in what was printed:\n${this.text}`,
      );
    }
    return this.text;
  }

  async end(): Promise<void> {
    await this.#reading;
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.text += decoder.decode(chunk, { stream: true });
      this.#wake();
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
