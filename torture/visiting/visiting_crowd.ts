import { CrowdProcess } from "../crowd_process.ts";
import type { StormPlan, StormReport, VisitNews, VisitOrder, VisitPlan } from "./orders.ts";

const MAIN = new URL("./main.ts", import.meta.url).pathname;

/** Visitors in a process of their own, as whoever started it holds it. */
export class VisitingCrowd implements AsyncDisposable {
  readonly #process: CrowdProcess<VisitOrder, VisitNews>;
  readonly #tell: (text: string) => void;

  /**
   * Starts the process; nobody comes yet.
   *
   * @param plan Where they are to come.
   * @param tell Is told how far it is.
   */
  constructor(plan: VisitPlan, tell: (text: string) => void) {
    this.#process = new CrowdProcess(MAIN, plan);
    this.#tell = tell;
  }

  /** Lets visitors come and leave, and waits until all are gone. */
  async storm(plan: StormPlan): Promise<StormReport> {
    const { report } = await this.#obey({ kind: "storm", plan }, "stormed");
    return report;
  }

  /** Lets so many come, log in and stay, and waits until all are there. */
  async stay(sessions: number): Promise<void> {
    await this.#obey({ kind: "stay", sessions }, "stayed");
  }

  /** Lets all leave who stay, and says how many had been dropped by then. */
  async leave(): Promise<{ readonly sessions: number; readonly dropped: number }> {
    return await this.#obey({ kind: "leave" }, "left");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }

  async #obey<Kind extends VisitNews["kind"]>(
    order: VisitOrder,
    answer: Kind,
  ): Promise<Extract<VisitNews, { kind: Kind }>> {
    await this.#process.order(order);
    for (;;) {
      const news = await this.#process.next();
      if (isOf(news, answer)) return news;
      if (news.kind === "come") this.#tell(`${news.sessions} sessions have come`);
    }
  }
}

function isOf<Kind extends VisitNews["kind"]>(
  news: VisitNews,
  kind: Kind,
): news is Extract<VisitNews, { kind: Kind }> {
  return news.kind === kind;
}
