import type { Clock } from "../core/clock.ts";
import type { ActOutcome } from "../portals/observatory/house_control.ts";
import type { Houses } from "../portals/observatory/houses.ts";
import type {
  TourChapter,
  TourOutcome,
  TourPace,
  TourRequest,
  Tours,
} from "../portals/observatory/tours.ts";
import type { Chapter } from "./chapter.ts";
import { CHAPTERS } from "./chapters/chapters.ts";
import { type MultisessionMode, USUAL_MODE } from "./tour_house.ts";
import { TourRun } from "./tour_run.ts";

/** What {@linkcode LiveTours} are made with. */
export interface LiveToursOptions {
  /** Among which the houses of the tours are, as long as they live. */
  readonly houses: Houses;
  readonly clock: Clock;
}

/** How many houses of tours there are at most; the oldest makes way. */
const MOST_RUNS = 4;

/** The tours that are taken in the observatory of one program. */
export class LiveTours implements Tours {
  readonly chapters: readonly TourChapter[] = CHAPTERS.map(shownChapter);
  readonly #options: LiveToursOptions;
  /** The runs by the names of their houses, the oldest first, each with its place among all. */
  readonly #runs = new Map<string, { readonly run: TourRun; readonly place: Disposable }>();
  #isOpening = false;
  #isOver = false;
  #lastNumber = 0;

  /** Creates it; no tour is taken yet. */
  constructor(options: LiveToursOptions) {
    this.#options = options;
  }

  async start({ chapter: number, mode, pace }: TourRequest): Promise<TourOutcome> {
    const chapter = CHAPTERS.find((chapter) => chapter.number === number);
    if (chapter === undefined) return refused(`There is no chapter ${number}.`);
    const modes = modesOf(chapter);
    const chosen = modes.find((one) => mode === undefined || one === mode);
    if (chosen === undefined) return refused(`Chapter ${number} is not shown in mode ${mode}.`);
    if (this.#isOver) return refused("The server is shutting down.");
    if (this.#isOpening) return refused("One moment: another chapter is being opened.");
    this.#isOpening = true;
    try {
      const house = `tour ${++this.#lastNumber}: ${chapter.title}`;
      await this.#open(chapter, { name: house, mode: chosen, pace });
      return { ok: true, house, chapter: shownChapter(chapter) };
    } finally {
      this.#isOpening = false;
    }
  }

  next(house: string): ActOutcome {
    return this.#runs.get(house)?.run.next() ?? GONE;
  }

  setPace(house: string, pace: TourPace): ActOutcome {
    return this.#runs.get(house)?.run.setPace(pace) ?? GONE;
  }

  /** Closes every house; none is opened any more. */
  async close(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#runs.values()].map(({ run }) => run.close()));
  }

  async #open(
    chapter: Chapter,
    how: { readonly name: string; readonly mode: MultisessionMode; readonly pace: TourPace },
  ): Promise<void> {
    const { houses, clock } = this.#options;
    const [oldest] = this.#runs.values();
    if (this.#runs.size >= MOST_RUNS) await oldest?.run.close();
    const run = await TourRun.open(chapter, { ...how, clock, onEnd: () => this.#forget(how.name) });
    if (this.#isOver) return await run.close();
    this.#runs.set(how.name, { run, place: houses.add(run.shown) });
  }

  #forget(name: string): void {
    const place = this.#runs.get(name)?.place;
    this.#runs.delete(name);
    place?.[Symbol.dispose]();
  }
}

const GONE: ActOutcome = { ok: false, why: "This tour has ended. Choose a chapter again." };

function refused(why: string): TourOutcome {
  return { ok: false, why };
}

function modesOf({ modes = [USUAL_MODE] }: Chapter) {
  return modes;
}

function shownChapter(chapter: Chapter): TourChapter {
  const { number, title, seen } = chapter;
  return { number, title, seen, modes: modesOf(chapter) };
}
