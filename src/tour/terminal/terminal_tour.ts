import type { Clock } from "../../core/clock.ts";
import type { Chapter } from "../chapter.ts";
import { Performance } from "../performance.ts";
import { type MultisessionMode, TourHouse, USUAL_MODE } from "../tour_house.ts";
import { eventLine } from "./event_line.ts";
import { type PageOptions, TourPage } from "./page.ts";

/** What a tour in a terminal is given. */
export interface TerminalTourOptions extends PageOptions {
  readonly clock: Clock;
  /** Prints lines, their end left out. */
  readonly print: (text: string) => void;
  /** Waits until the reader wants to go on. */
  readonly pause: () => Promise<void>;
}

/**
 * Plays chapters in a terminal, each in a house of its own.
 *
 * @param chapters What is played.
 * @param options The terminal.
 * @returns Whether everything was as the chapters say.
 */
export async function terminalTour(
  chapters: readonly Chapter[],
  options: TerminalTourOptions,
): Promise<boolean> {
  const parts = chapters.flatMap((chapter) =>
    (chapter.modes ?? [USUAL_MODE]).map((mode) => ({ chapter, mode }))
  );
  let isTrue = true;
  for (const [nth, { chapter, mode }] of parts.entries()) {
    if (nth > 0) await options.pause();
    if (!await playChapter(chapter, { ...options, mode })) isTrue = false;
  }
  return isTrue;
}

async function playChapter(
  chapter: Chapter,
  { mode, clock, print, pause, ...look }: TerminalTourOptions & { readonly mode: MultisessionMode },
): Promise<boolean> {
  const page = new TourPage(look);
  print(page.heading(chapter, mode));
  await using house = await TourHouse.open({ name: "tour", mode, clock });
  using performance = new Performance(chapter, { house, mode });
  await performance.prepare();
  if (chapter.before !== undefined) print(page.before(chapter.before.says));
  {
    using _reading = house.trace.read((event) => {
      const line = eventLine(event);
      if (line !== undefined) print(page.event(line));
    });
    for (let says = await performance.next(); says !== undefined; says = await performance.next()) {
      print(page.step(says));
      await pause();
    }
  }
  const claims = performance.conclude();
  print("");
  for (const claim of claims) print(page.claim(claim));
  return claims.every(({ holds }) => holds);
}
