import { soon } from "../soon.ts";

const COLUMNS = 80;
const ROWS = 24;

/** A program on a pseudo-terminal, as in a window of 80 columns and 24 rows. */
export class Terminal implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #keyboard: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<void>;
  /** The home of the program, which writes nothing into that of who runs the test. */
  readonly #home = Deno.makeTempDirSync({ prefix: "vestibule-home-" });
  #screen = "";
  #raw = "";
  #from = 0;
  #isEnded = false;
  #waiting: (() => void)[] = [];

  /**
   * Starts a program.
   *
   * @param script The path of util-linux's `script`, which makes the terminal.
   * @param command What to run, as for a shell.
   */
  constructor(script: string, command: string) {
    const inside = `tty > ${this.#home}/tty; stty cols ${COLUMNS} rows ${ROWS}; exec ${command}`;
    this.#child = new Deno.Command(script, {
      args: ["--quiet", "--flush", "--return", "--command", inside, "/dev/null"],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      env: { TERM: "xterm", LC_ALL: "C.UTF-8", SHELL: "/bin/sh", HOME: this.#home },
    }).spawn();
    this.#keyboard = this.#child.stdin.getWriter();
    this.#reading = this.#read();
  }

  /** Everything that was on the screen, with what was typed as the terminal showed it. */
  get screen(): string {
    return this.#screen;
  }

  /** Everything that the terminal was told, with colours and moves of the cursor. */
  get raw(): string {
    return this.#raw;
  }

  /** Makes the window as wide as this, as if its edge were dragged. */
  async resize(columns: number): Promise<void> {
    const tty = Deno.readTextFileSync(`${this.#home}/tty`).trim();
    const args = ["-F", tty, "cols", String(columns), "rows", String(ROWS)];
    const { success } = await new Deno.Command("stty", { args }).output();
    if (!success) throw new Error(`Cannot resize ${tty} as it must be the program's terminal`);
  }

  /** Presses the keys of a line, and Enter. */
  async type(line: string): Promise<void> {
    await this.press(`${line}\r`);
  }

  /** Presses keys, as a terminal sends them. */
  async press(keys: string): Promise<void> {
    await this.#keyboard.write(new TextEncoder().encode(keys));
  }

  /** Waits until something is shown that was not there at the last wait. */
  async until(pattern: RegExp): Promise<void> {
    for (;;) {
      const shown = this.#screen.slice(this.#from);
      const found = pattern.exec(shown);
      if (found !== null) {
        this.#from += found.index + found[0].length;
        return;
      }
      if (this.#isEnded) throw new Error(`It ended before ${pattern} in:\n${this.#screen}`);
      const news = new Promise<void>((resolve) => this.#waiting.push(resolve));
      await soon(news, () => `Cannot find ${pattern} in:\n${this.#screen}`);
    }
  }

  /** Waits until the program has ended by itself. */
  async ended(): Promise<void> {
    await soon(this.#reading, () => `It has not ended, but shown:\n${this.#screen}`);
    await this.#child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isEnded) this.#child.kill("SIGKILL");
    await this.#keyboard.close().catch(() => {});
    await this.#child.status;
    await this.#reading;
    Deno.removeSync(this.#home, { recursive: true });
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#child.stdout) {
      const text = decoder.decode(bytes, { stream: true });
      this.#raw += text;
      this.#screen += plain(text);
      this.#wake();
    }
    this.#isEnded = true;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Takes out what moves the cursor or changes the colour. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex -- what a terminal is told is made of controls
  return text.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[ -/]*[0-~])/g, "")
    .replaceAll("\r", "");
}
