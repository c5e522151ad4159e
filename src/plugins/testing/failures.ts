import { formatEvent } from "../../core/trace/log.ts";
import type { TraceEvent } from "../../core/trace/trace.ts";

/** A Server that is refused at a reload is told of by the reload. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set(["server:refuse"]);

/** What went wrong in a game while it was tested, and whether the test said that it would. */
export class Failures {
  readonly #mayHappen: ((text: string) => boolean)[] = [];
  readonly #texts: string[] = [];
  #untold: string[] = [];

  /** Everything that went wrong, each as the log tells it. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Takes an event of the trace; only errors are failures. */
  note(event: TraceEvent): void {
    if (event.level !== "error" || TOLD_OTHERWISE.has(event.kind)) return;
    const text = formatEvent(withStack(event), { color: false });
    this.#texts.push(text);
    if (!this.#mayHappen.some((allows) => allows(text))) this.#untold.push(text);
  }

  /** Lets failures happen from now on whose text fits. */
  allow(fits: (text: string) => boolean): void {
    this.#mayHappen.push(fits);
  }

  /**
   * Tells of every failure that may not happen, once.
   *
   * @param transcript What the players typed and saw.
   * @throws {Error} When there is one.
   */
  check(transcript: () => string): void {
    const untold = this.#untold;
    if (untold.length === 0) return;
    this.#untold = [];
    throw new Error(
      `Cannot go on with the test as nothing in the game may fail: this did\n\n` +
        `${untold.join("\n")}\n\n` +
        "If it should, say so before: game.allowFailures(/what the log says/), " +
        'or testGame({ failures: "allow" }).\n\n' +
        transcript(),
    );
  }
}

/** Shows a stack as lines of their own: the log keeps to one line where it did not ask for more. */
function withStack(event: TraceEvent): TraceEvent {
  const { error } = event.data;
  if (typeof error !== "string" || !error.includes("\n")) return event;
  const said = error.split("\n", 1)[0];
  return { ...event, data: { ...event.data, error: said, stack: error } };
}
