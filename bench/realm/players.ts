import { AT_ONCE, wayIn } from "../enter_all.ts";
import type { Figures, Step, Task } from "../load/wire.ts";
import { LoadProcess } from "../load_process.ts";

/** What is measured of all players together. */
export type Answered = Pick<Figures, "perSecond" | "p50" | "p99" | "count">;

/** Players of one game, as many at each of its Portals, who play at the same time. */
export class Players implements AsyncDisposable {
  readonly #process = new LoadProcess();
  readonly #ports: readonly number[];
  readonly #counts: number[];

  /** Creates nobody, who will connect to these ports. */
  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#counts = ports.map(() => 0);
  }

  /** The number of the process that plays them. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Lets so many come in, and puts them into rooms; those of a room come by all Portals. */
  async enter(count: number, ofRoom: number): Promise<void> {
    for (let room = 0; room * ofRoom < count; room++) {
      const coming = this.#shares(Math.min(ofRoom, count - room * ofRoom), room);
      const how = { how: "telnet", atOnce: AT_ONCE } as const;
      await this.#order((at) => ({ kind: "connect", ...how, count: coming[at] ?? 0 }));
      await this.#order((at) => this.#steps(wayIn(`hall-${room} 0`), at, this.#counts[at]));
      coming.forEach((come, at) => this.#counts[at] = (this.#counts[at] ?? 0) + come);
    }
  }

  /** Puts each into a room alone. */
  async part(): Promise<void> {
    const steps = [{ line: "place alone-{n} 0", until: "placed" }];
    await this.#order((at) => this.#steps(steps, at));
  }

  /** Finds out how many lines the answer to a line has. */
  async linesOf(line: string): Promise<number> {
    const [figures] = await this.#order((at) => at === 0 ? { kind: "probe", line } : undefined);
    return figures?.count ?? 0;
  }

  /** Lets all send a line again as soon as it is answered. */
  async closed(task: Omit<Extract<Task, { kind: "closed" }>, "kind">): Promise<Answered> {
    return together(await this.#order(() => ({ kind: "closed", ...task })));
  }

  /** Lets lines be sent at a rate, which is that of all together. */
  async open(task: Omit<Extract<Task, { kind: "open" }>, "kind">): Promise<Answered> {
    const perSecond = task.perSecond / this.#ports.length;
    return together(await this.#order(() => ({ kind: "open", ...task, perSecond })));
  }

  /**
   * Lets each send so many lines within a time, and waits until all have heard all; all rooms must
   * be full.
   *
   * @param task The line, by how many it is heard, how many each sends, and within how long.
   */
  async flood(
    task: Readonly<{ line: string; lines: number; each: number; ms: number }>,
  ): Promise<Answered> {
    const from = performance.now();
    const figures = together(
      await this.#order((at) => {
        // The last line is due before the time is over.
        const perSecond = ((this.#counts[at] ?? 0) * task.each - 0.5) * 1000 / task.ms;
        return { kind: "open", ...task, perSecond };
      }),
    );
    return { ...figures, perSecond: figures.count * 1000 / (performance.now() - from) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }

  /** As many for each Portal; what is left over is another one's from room to room. */
  #shares(count: number, room: number): readonly number[] {
    const portals = this.#ports.length;
    return this.#ports.map((_, at) => {
      const turn = (at + room) % portals;
      return Math.floor(count / portals) + (turn < count % portals ? 1 : 0);
    });
  }

  /** Players of two Portals have the same numbers: what is named after them gets a letter more. */
  #steps(steps: readonly Step[], at: number, from = 0): Task {
    const letter = "xyzuvw"[at] ?? "w".repeat(at);
    const own = steps.map(({ line, until }) => ({
      line: line.replaceAll("{name}", `{name}${letter}`).replaceAll("{n}", `{n}${letter}`),
      until,
    }));
    return { kind: "steps", steps: own, from, atOnce: AT_ONCE };
  }

  async #order(taskOf: (at: number) => Task | undefined): Promise<readonly Figures[]> {
    const orders = this.#ports.flatMap((port, at) => {
      const task = taskOf(at);
      return task === undefined ? [] : [{ crowd: `portal ${at}`, port, task }];
    });
    return await this.#process.orderAll(orders);
  }
}

/** Times are those of the Portal where they are longest. */
function together(figures: readonly Figures[]): Answered {
  const sum = (key: keyof Figures) => figures.reduce((all, one) => all + one[key], 0);
  const most = (key: keyof Figures) => Math.max(...figures.map((one) => one[key]));
  return { perSecond: sum("perSecond"), count: sum("count"), p50: most("p50"), p99: most("p99") };
}
