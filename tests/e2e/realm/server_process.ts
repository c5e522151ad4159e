import { inheritedEnv } from "../program.ts";
import { soon } from "../soon.ts";

const MAIN = new URL("../../../src/main.ts", import.meta.url).pathname;

/** What a Server prints once it runs the game. */
const RUNS = /Press Ctrl\+C to stop/;
/** What a Server prints once it waits for the place of another one. */
const STANDS_BY = /Standing by/;

/** A process with the Server of a realm, which runs the game or stands by. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<unknown>;
  #printed = "";
  #waiting: (() => void)[] = [];
  #hasEnded = false;
  /** Its exit code, once it has ended, by itself or not. */
  readonly ended: Promise<number>;

  /** Starts it and waits for nothing. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "--server-only", ...args],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      clearEnv: true,
      env: { ...inheritedEnv(), NO_COLOR: "1", DENO_NO_PROMPT: "1", ...env },
    }).spawn();
    const { stdout, stderr, status } = this.#child;
    this.#reading = Promise.all([stdout, stderr].map((stream) => this.#read(stream)));
    this.ended = status.then(async ({ code }) => {
      await this.#reading;
      this.#hasEnded = true;
      this.#wake();
      return code;
    });
  }

  /** Everything printed so far, on both streams. */
  get printed(): string {
    return this.#printed;
  }

  /** Whether it has begun to run the game, and has not ended. */
  get isActive(): boolean {
    return !this.#hasEnded && RUNS.test(this.#printed);
  }

  /** Whether it has not ended. */
  get isAlive(): boolean {
    return !this.#hasEnded;
  }

  /** Waits until it runs the game. */
  active(): Promise<void> {
    return this.#until(RUNS);
  }

  /** Waits until it runs the game, or stands by. */
  settled(): Promise<void> {
    return this.#until(new RegExp(`${RUNS.source}|${STANDS_BY.source}`));
  }

  /** Sends a signal and does not wait for what comes of it. */
  signal(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch {
      // It has ended already.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.signal("SIGKILL");
    await this.ended;
  }

  async #until(pattern: RegExp): Promise<void> {
    const problem = () => `Cannot find ${pattern} in what a Server printed:\n${this.#printed}`;
    while (!pattern.test(this.#printed)) {
      if (this.#hasEnded) throw new Error(problem());
      await soon(new Promise<void>((resolve) => this.#waiting.push(resolve)), problem);
    }
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#printed += decoder.decode(chunk, { stream: true });
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
