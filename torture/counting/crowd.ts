import { CrowdProcess } from "../crowd_process.ts";
import type { CrowdNews, CrowdOrder, CrowdPlan, CrowdReport } from "./report.ts";

const MAIN = new URL("./main.ts", import.meta.url).pathname;

/** A crowd of counters in a process of its own, as whoever started it holds it. */
export class CountingCrowd implements AsyncDisposable {
  readonly #process: CrowdProcess<CrowdOrder, CrowdNews>;

  private constructor(plan: CrowdPlan) {
    this.#process = new CrowdProcess(MAIN, plan);
  }

  /**
   * Starts it, and waits until everybody is in the world.
   *
   * @param tell Is told how far it is.
   */
  static async enter(plan: CrowdPlan, tell: (text: string) => void): Promise<CountingCrowd> {
    const crowd = new CountingCrowd(plan);
    for (;;) {
      const news = await crowd.#process.next();
      if (news.kind === "in") return crowd;
      if (news.kind === "come") tell(`${news.sessions} sessions have come`);
    }
  }

  /** Lets everybody count from now on. */
  async count(): Promise<void> {
    await this.#process.order("count");
  }

  /** Ends the counting, waits for the last answers, and returns what was seen. */
  async finish(): Promise<CrowdReport> {
    await this.#process.order("finish");
    for (;;) {
      const news = await this.#process.next();
      if (news.kind === "done") return news.report;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
