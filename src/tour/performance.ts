import type { TraceEvent } from "../core/trace/trace.ts";
import type { Chapter, Claim } from "./chapter.ts";
import { Stage } from "./stage.ts";
import { Told } from "./told.ts";
import type { MultisessionMode, TourHouse } from "./tour_house.ts";

/** Where a chapter is played. */
export interface PerformanceOptions {
  /** The house; nobody has been there yet. */
  readonly house: TourHouse;
  readonly mode: MultisessionMode;
}

/**
 * One chapter as it is played in a house, thing by thing. What it tells its reader is in the house's
 * trace as well: `tour:begin`, `tour:step`, `tour:claim` and `tour:end`.
 */
export class Performance implements Disposable {
  readonly #chapter: Chapter;
  readonly #house: TourHouse;
  readonly #stage: Stage;
  readonly #script: AsyncGenerator<string, void, void>;
  readonly #events: TraceEvent[] = [];
  readonly #watch: Disposable;
  #reading: Disposable | undefined;
  #isBegun = false;

  /**
   * Creates a performance; nothing happens yet.
   *
   * @param chapter What is played.
   * @param options Where.
   */
  constructor(chapter: Chapter, { house, mode }: PerformanceOptions) {
    this.#chapter = chapter;
    this.#house = house;
    this.#stage = new Stage(house, mode);
    this.#script = chapter.script(this.#stage);
    this.#watch = house.watch();
  }

  /** Brings the house to where the chapter begins. */
  async prepare(): Promise<void> {
    await this.#chapter.before?.run(this.#stage);
    this.#reading = this.#house.trace.read((event) => void this.#events.push(event));
  }

  /**
   * Does what was said last, and waits until all of it has happened.
   *
   * @returns The sentence of what comes next; `undefined` at the end.
   */
  async next(): Promise<string | undefined> {
    if (!this.#isBegun) this.#begin();
    const { done, value } = await this.#script.next();
    if (done === true) return undefined;
    this.#tell("tour:step", { says: value });
    return value;
  }

  /** Holds what the chapter says against what happened. */
  conclude(): readonly Claim[] {
    const told = new Told(this.#events, {
      stage: this.#stage,
      syncs: this.#house.sessions.syncs,
    });
    const claims = this.#chapter.claims(told, this.#stage);
    for (const claim of claims) this.#tell("tour:claim", { ...claim });
    this.#tell("tour:end", { chapter: this.#chapter.number });
    return claims;
  }

  /** Takes nothing more from the house, which stays as it is. */
  [Symbol.dispose](): void {
    this.#reading?.[Symbol.dispose]();
    this.#watch[Symbol.dispose]();
  }

  #begin(): void {
    this.#isBegun = true;
    const { number, title, seen, modeSays, before } = this.#chapter;
    const { mode } = this.#stage;
    this.#tell("tour:begin", {
      ...{ chapter: number, title, seen },
      ...(modeSays === undefined ? {} : { mode, modeSays: modeSays[mode] }),
      ...(before === undefined ? {} : { before: before.says }),
    });
  }

  #tell(kind: string, data: Readonly<Record<string, unknown>>): void {
    this.#house.trace.emit(kind, { data });
  }
}
