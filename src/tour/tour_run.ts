import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/trace/error_text.ts";
import type { House } from "../portals/observatory/house.ts";
import { houseOf } from "../portals/observatory/house_of.ts";
import type { ActOutcome } from "../portals/observatory/house_control.ts";
import type { TourPace } from "../portals/observatory/tours.ts";
import type { Chapter } from "./chapter.ts";
import { Performance } from "./performance.ts";
import { type MultisessionMode, TourHouse } from "./tour_house.ts";

/** What a {@linkcode TourRun} is opened with. */
export interface TourRunOptions {
  /** What its house is called. */
  readonly name: string;
  readonly mode: MultisessionMode;
  readonly pace: TourPace;
  readonly clock: Clock;
  /** Is told, once, that the house is closed. */
  readonly onEnd: () => void;
}

/** The time between two steps of a chapter that plays by itself, in milliseconds. */
const STEP_MS = 700;
/** How long a house waits for the first who watches, in milliseconds. */
const UNWATCHED_MS = 600_000;

/**
 * A chapter that is played in a house of its own for those who watch it. It begins when the first
 * comes, and the house is closed when the last has left.
 */
export class TourRun {
  /** The house, as an observatory looks at it. */
  readonly shown: House;
  readonly #house: TourHouse;
  readonly #performance: Performance;
  readonly #options: TourRunOptions;
  #pace: TourPace;
  #watchers = 0;
  /** Whether something of the chapter happens just now. */
  #isBusy = false;
  #state: "waiting" | "playing" | "over" = "waiting";
  #timer: Disposable | undefined;
  #closing: Promise<void> | undefined;

  private constructor(chapter: Chapter, house: TourHouse, options: TourRunOptions) {
    this.#house = house;
    this.#options = options;
    this.#pace = options.pace;
    this.#performance = new Performance(chapter, { house, mode: options.mode });
    this.shown = { ...houseOf(house), watch: () => this.#watched() };
  }

  /** Opens a house, and makes ready what the chapter begins with. */
  static async open(chapter: Chapter, options: TourRunOptions): Promise<TourRun> {
    const house = await TourHouse.open(options);
    const run = new TourRun(chapter, house, options);
    try {
      await run.#performance.prepare();
    } catch (error) {
      await run.close();
      throw error;
    }
    run.#timer = options.clock.timer(UNWATCHED_MS, () => void run.close());
    return run;
  }

  /** Does the next thing, and nothing more until it is asked again. */
  next(): ActOutcome {
    if (this.#state === "over") return { ok: false, why: "The chapter is over." };
    if (this.#isBusy) return { ok: false, why: "One moment: the last step is still under way." };
    this.#pace = "step";
    this.#timer?.[Symbol.dispose]();
    void this.#goOn();
    return { ok: true };
  }

  /** Goes on by itself from now on, or no longer. */
  setPace(pace: TourPace): ActOutcome {
    if (this.#state === "over") return { ok: false, why: "The chapter is over." };
    this.#pace = pace;
    if (this.#state === "waiting") return { ok: true };
    this.#timer?.[Symbol.dispose]();
    if (!this.#isBusy) this.#playOn();
    return { ok: true };
  }

  /** Closes the house. */
  close(): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    this.#state = "over";
    this.#timer?.[Symbol.dispose]();
    this.#performance[Symbol.dispose]();
    this.#options.onEnd();
    await this.#house.close();
  }

  #watched(): Disposable {
    const watching = this.#house.watch();
    this.#watchers++;
    if (this.#state === "waiting") {
      this.#timer?.[Symbol.dispose]();
      void this.#goOn();
    }
    return {
      [Symbol.dispose]: () => {
        watching[Symbol.dispose]();
        if (--this.#watchers === 0) void this.close();
      },
    };
  }

  async #goOn(): Promise<void> {
    this.#state = "playing";
    this.#isBusy = true;
    try {
      if (await this.#performance.next() === undefined) this.#end();
    } catch (error) {
      this.#state = "over";
      this.#house.trace.emit("tour:fail", { level: "error", data: { error: messageOf(error) } });
    }
    this.#isBusy = false;
    this.#playOn();
  }

  #playOn(): void {
    if (this.#pace !== "play" || this.#state !== "playing") return;
    this.#timer = this.#options.clock.timer(STEP_MS, () => void this.#goOn());
  }

  #end(): void {
    this.#state = "over";
    this.#performance.conclude();
  }
}
