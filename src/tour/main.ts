/**
 * `deno task tour`: plays the tour through a session's life in a terminal.
 *
 * @module
 */
import { refuseUsage } from "../cli/refuse_usage.ts";
import { systemClock } from "../core/clock.ts";
import { messageOf } from "../core/trace/error_text.ts";
import { CHAPTERS } from "./chapters/chapters.ts";
import { Enters } from "./terminal/enters.ts";
import { terminalTour } from "./terminal/terminal_tour.ts";
import { parseTourArgs } from "./terminal/tour_args.ts";
import { tourHelp } from "./terminal/tour_help.ts";

/** The columns of a terminal that does not tell. */
const USUAL_WIDTH = 80;

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const args = parseTourArgs(argv, CHAPTERS.length);
  switch (args.kind) {
    case "help":
      return console.log(tourHelp(CHAPTERS));
    case "error":
      return refuseUsage([args.problem]);
  }
  const { isFast, chapter } = args;
  const chapters = CHAPTERS.filter(({ number }) => chapter === undefined || number === chapter);
  // Nothing is kept outside of this process, so that its end is a clean end.
  Deno.addSignalListener("SIGINT", () => Deno.exit(0));
  const enters = isFast ? undefined : new Enters(Deno.stdin.readable);
  if (!isFast) console.log("Enter goes on, Ctrl+C ends the tour.");
  try {
    const isTrue = await terminalTour(chapters, {
      clock: systemClock,
      width: Deno.stdout.isTerminal() ? Deno.consoleSize().columns : USUAL_WIDTH,
      color: Deno.stdout.isTerminal() && Deno.env.get("NO_COLOR") === undefined,
      print: (text) => console.log(text),
      pause: async () => await enters?.next(),
    });
    Deno.exit(isTrue ? 0 : 1);
  } catch (error) {
    console.error(messageOf(error));
    Deno.exit(1);
  }
}
