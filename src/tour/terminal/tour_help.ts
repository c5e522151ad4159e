import type { Chapter } from "../chapter.ts";

/** Returns the help of the tour's command line. */
export function tourHelp(chapters: readonly Chapter[]): string {
  const titles = chapters.map(({ number, title }) => `  ${String(number).padStart(2)}  ${title}`);
  return [
    "A tour through the life of a session: real sessions, in a house of their own.",
    "",
    "Usage: deno task tour [--fast] [--chapter N]",
    "",
    "  --chapter N  play this chapter alone",
    "  --fast       wait for nothing; else Enter goes on",
    "  --help       show this text",
    "",
    "Chapters:",
    ...titles,
  ].join("\n");
}
