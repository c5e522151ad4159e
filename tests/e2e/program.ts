/** A server in a process of its own, as a hobbyist starts it. */
export interface RunningProgram extends AsyncDisposable {
  readonly telnetPort: number;
  readonly webPort: number;
  readonly dataFolder: string;
  /** The one-time code of this start, if it printed one. */
  readonly claimCode: string | undefined;
  /** Everything printed so far. */
  readonly printed: string;
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
  readonly env?: Readonly<Record<string, string>>;
}

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;

/** Starts the program on free ports and waits until it has printed where to connect. */
export async function startProgram(options: ProgramOptions = {}): Promise<RunningProgram> {
  const isOwnFolder = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? await Deno.makeTempDir({ prefix: "vestibule-" });
  const args = ["--telnet-port", "0", "--web-port", "0", "--data", dataFolder];
  const child = runMain([...args, "--set", "scryptCost=1", ...options.args ?? []], options.env);
  const output = new Output(child.stdout, child.stderr);
  const banner = await output.until(/Press Ctrl\+C to stop/);
  const port = (pattern: RegExp) => Number(pattern.exec(banner)?.[1] ?? Number.NaN);
  let isEnded = false;
  const end = async (signal: Deno.Signal): Promise<number> => {
    if (!isEnded) child.kill(signal);
    isEnded = true;
    const { code } = await child.status;
    await output.end();
    return code;
  };
  return {
    telnetPort: port(/telnet [\w.]+ (\d+)/),
    webPort: port(/http:\/\/[\w.]+:(\d+)\//),
    dataFolder,
    claimCode: /claim ([A-Z0-9-]+)/.exec(banner)?.[1],
    get printed() {
      return output.text;
    },
    kill: async () => void await end("SIGKILL"),
    stop: (signal) => end(signal),
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
      if (isOwnFolder) await Deno.remove(dataFolder, { recursive: true });
    },
  };
}

/** Runs the program to its end, and returns what it printed. */
export async function runToEnd(
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { code, stdout, stderr } = await command(args, options.env, options.cwd).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

function runMain(args: readonly string[], env?: Readonly<Record<string, string>>) {
  return command(args, env).spawn();
}

function command(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
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
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
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
