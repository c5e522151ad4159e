import type { Call } from "../../core/boundary/messages.ts";
import type { Clock } from "../../core/clock.ts";
import { isSecretText } from "../secrets/shown_calls.ts";
import { SharedRender } from "./shared_render.ts";

/** A shorter text is rendered in no more time than it takes to find it. */
const SHORTEST = 100;

/** How long a text is kept at least that is not shown again while others are, in milliseconds. */
const KEPT_MS = 2_000;

/** How much is kept, as the length of the markup once for each way in which it is shown. */
const MOST = 500_000;

/** A text whose renderings take more than this is kept no longer. */
const MOST_OF_ONE = MOST / 10;

/**
 * What was shown lately, as it was rendered: where much happens, the same rooms and screens are
 * shown again and again, and mostly in the same few ways.
 */
export class RecentRenders {
  readonly #clock: Clock;
  /** By markup: what was shown since the last turn, and what was shown before it and not since. */
  #young = new Map<string, SharedRender>();
  #old = new Map<string, SharedRender>();
  /** How much of it is young. */
  #size = 0;
  #turnedAt = 0;

  /**
   * Creates it; nothing was shown.
   *
   * @param clock Tells when what was shown is no longer recent.
   */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns what renders these calls, and has done so before if they were shown lately. */
  of(calls: readonly Call[]): SharedRender {
    const markup = onlyText(calls);
    if (markup === undefined) return new SharedRender();
    if (this.#clock.now() - this.#turnedAt >= KEPT_MS) this.#turn();
    const young = this.#young.get(markup);
    const shared = young ?? this.#old.get(markup) ?? new SharedRender();
    if (shared.size > MOST_OF_ONE) {
      this.#young.delete(markup);
      this.#old.delete(markup);
    } else if (young === undefined) {
      this.#keep(markup, shared);
    }
    return shared;
  }

  /** Forgets all: nobody is there to be shown it. */
  forget(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#size = 0;
  }

  #keep(markup: string, shared: SharedRender): void {
    this.#size += Math.max(markup.length, shared.size);
    if (this.#size > MOST / 2) this.#turn();
    this.#young.set(markup, shared);
  }

  /** What was not shown since the last turn is forgotten. */
  #turn(): void {
    this.#turnedAt = this.#clock.now();
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}

/** The text of calls that say nothing else, if it is worth keeping and may be kept. */
function onlyText(calls: readonly Call[]): string | undefined {
  const [call, ...others] = calls;
  if (call === undefined || others.length > 0 || call[0] !== "text" || isSecretText(call)) return;
  const [markup] = call[1];
  return typeof markup === "string" && markup.length >= SHORTEST ? markup : undefined;
}
