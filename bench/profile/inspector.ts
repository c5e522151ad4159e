/** The part of the inspector's protocol that is used here. */
interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly sessionId: string; readonly targetInfo: { readonly url: string } };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** What V8 sampled in one isolate. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  /** Which node each sample was in. */
  readonly samples: readonly number[];
  /** How long it was since the sample before, in microseconds. */
  readonly timeDeltas: readonly number[];
}

/** Speaks to the inspector of a program that was started with `--inspect`, of all its isolates. */
export class Inspector implements Disposable {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  /** The isolates of workers: their sessions, by what they run. */
  readonly #workers = new Map<string, string>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
  }

  /** Connects, and finds the workers that run by then. */
  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const inspector = new Inspector(socket);
    const all = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await inspector.#ask("Target.setAutoAttach", all);
    return inspector;
  }

  /**
   * Samples what an isolate does while something runs.
   *
   * @param pattern Finds a worker by the address of its code; `undefined` is the main isolate.
   */
  async profile(pattern: RegExp | undefined, run: () => Promise<void>): Promise<Profile> {
    const sessionId = pattern && this.#worker(pattern);
    const ask = (method: string, params = {}) => this.#ask(method, params, sessionId);
    await ask("Profiler.enable");
    await ask("Profiler.setSamplingInterval", { interval: 100 });
    await ask("Profiler.start");
    await run();
    const { profile } = await ask("Profiler.stop") as { readonly profile: Profile }; // by its protocol
    return profile;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #worker(pattern: RegExp): string {
    for (const [url, sessionId] of this.#workers) if (pattern.test(url)) return sessionId;
    throw new Error(`Cannot find a worker whose address is like ${pattern}`);
  }

  async #ask(method: string, params: unknown, sessionId?: string): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  #take({ id, method, params, ...reply }: Reply): void {
    if (method === "Target.attachedToTarget" && params !== undefined) {
      this.#workers.set(params.targetInfo.url, params.sessionId);
    }
    if (id === undefined) return;
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }
}
