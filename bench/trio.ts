import { AT_ONCE, wayIn } from "./enter_all.ts";
import { LoadProcess } from "./load_process.ts";
import type { Figures, Step, Task } from "./load/wire.ts";
import { startBare, startGame, type Target } from "./targets/target.ts";

/** A game, the two bare servers beside it, and who makes load on all three. */
export class Trio implements AsyncDisposable {
  readonly #load: LoadProcess;
  readonly #stack: AsyncDisposableStack;
  readonly #targets: Readonly<Record<"echo" | "wall" | "game", Target>>;

  private constructor(
    stack: AsyncDisposableStack,
    load: LoadProcess,
    targets: Readonly<Record<"echo" | "wall" | "game", Target>>,
  ) {
    this.#stack = stack;
    this.#load = load;
    this.#targets = targets;
  }

  /** Starts all. */
  static async start(settings: readonly string[] = []): Promise<Trio> {
    await using stack = new AsyncDisposableStack();
    const echo = stack.use(await startBare("echo"));
    const wall = stack.use(await startBare("wall"));
    const game = stack.use(await startGame({ settings }));
    const load = stack.use(new LoadProcess());
    return new Trio(stack.move(), load, { echo, wall, game });
  }

  /** Lets so many connect to each, and those of the game go into the world; see {@linkcode wayIn}. */
  async enter(count: number, place: string): Promise<void> {
    for (const crowd of ["echo", "wall", "game"] as const) {
      await this.order(crowd, { kind: "connect", how: "telnet", count, atOnce: AT_ONCE });
    }
    await this.steps(wayIn(place));
  }

  /** Lets those of the game go through steps. */
  async steps(steps: readonly Step[]): Promise<void> {
    await this.order("game", { kind: "steps", steps, from: 0, atOnce: AT_ONCE });
  }

  /** Lets one of them take a step. */
  async first(step: Step): Promise<void> {
    await this.order("game", { kind: "first", step });
  }

  /** Finds out how many lines the answer to a line has. */
  async linesOf(line: string): Promise<number> {
    return (await this.order("game", { kind: "probe", line })).count;
  }

  /** Gives those of one of the three an order. */
  async order(crowd: "echo" | "wall" | "game", task: Task): Promise<Figures> {
    const { port } = this.#targets[crowd];
    return await this.#load.order({ crowd, port, task });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}
