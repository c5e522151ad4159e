/** A load generator in a process of its own: orders go in, and news come out, each a line of JSON. */
export class CrowdProcess<Order, News> implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #orders: WritableStreamDefaultWriter<Uint8Array>;
  readonly #news: AsyncGenerator<News>;

  /**
   * Starts it.
   *
   * @param main The path of its program, which speaks so.
   * @param plan Its argument, written as JSON.
   */
  constructor(main: string, plan: unknown) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", main, JSON.stringify(plan)],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#orders = this.#child.stdin.getWriter();
    // Written by a program of this folder.
    this.#news = linesOf(this.#child.stdout) as AsyncGenerator<News>;
  }

  /** The number by which the system knows it. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Orders something. */
  async order(order: Order): Promise<void> {
    await this.#orders.write(new TextEncoder().encode(`${JSON.stringify(order)}\n`));
  }

  /**
   * Waits for what it says next.
   *
   * @throws {Error} When it has ended.
   */
  async next(): Promise<News> {
    const { value, done } = await this.#news.next();
    if (done) throw new Error("Cannot go on as the crowd must be there: it has ended");
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await this.#child.status;
    await this.#news.return(undefined);
    await this.#orders.abort().catch(() => {});
  }
}

/** Reads lines of JSON as they come. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}
