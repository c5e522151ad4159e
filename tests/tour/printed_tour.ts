import { systemClock } from "../../src/core/clock.ts";
import type { Chapter } from "../../src/tour/chapter.ts";
import { terminalTour } from "../../src/tour/terminal/terminal_tour.ts";

/** What a tour printed, and whether it was true. */
export interface PrintedTour {
  readonly text: string;
  readonly isTrue: boolean;
}

/** Plays chapters as `deno task tour --fast` does where there is no terminal. */
export async function printedTour(
  chapters: readonly Chapter[],
  { width = 80 }: { readonly width?: number } = {},
): Promise<PrintedTour> {
  const printed: string[] = [];
  const isTrue = await terminalTour(chapters, {
    ...{ width, color: false, clock: systemClock },
    print: (text) => void printed.push(`${text}\n`),
    pause: () => Promise.resolve(),
  });
  return { text: printed.join(""), isTrue };
}

/** Where the golden output of a chapter is. */
export function goldenOf({ number }: Chapter): URL {
  return new URL(`golden/${String(number).padStart(2, "0")}.txt`, import.meta.url);
}
