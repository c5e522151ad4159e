import type { Clock } from "../../core/clock.ts";
import type { Houses } from "./houses.ts";
import type { House } from "./house.ts";
import { ReadLinks, type ReadLinksOptions } from "./read_links.ts";
import type { LoadTours } from "./tours.ts";
import { Recorder, type RecorderLimits } from "./recorder.ts";

/** What an {@linkcode Observatory} is made with. */
export interface ObservatoryOptions extends ReadLinksOptions {
  readonly houses: Houses;
  readonly clock: Clock;
  readonly limits: RecorderLimits;
  /** Returns the tours that can be taken in it, loaded when they are first asked for; none unless given. */
  readonly tours?: LoadTours | undefined;
}

/** Where houses are looked at: it outlives every stream, and ends with the program. */
export class Observatory implements Disposable {
  readonly houses: Houses;
  readonly links: ReadLinks;
  readonly clock: Clock;
  readonly tours: LoadTours | undefined;
  readonly #limits: RecorderLimits;
  readonly #recorders = new Map<House, Recorder>();
  readonly #watching: Disposable;
  #isOver = false;

  /**
   * Creates it; nothing is recorded yet.
   *
   * @param options The houses, the clock, and what makes tokens.
   */
  constructor(options: ObservatoryOptions) {
    this.houses = options.houses;
    this.clock = options.clock;
    this.tours = options.tours;
    this.links = new ReadLinks(options);
    this.#limits = options.limits;
    this.#watching = this.houses.onChange(() => this.#forgetGone());
  }

  /** Returns what records a house; `undefined` when there is none of this name, or all is over. */
  recorderOf(name: string): { readonly house: House; readonly recorder: Recorder } | undefined {
    const house = this.houses.get(name);
    if (house === undefined || this.#isOver) return undefined;
    let recorder = this.#recorders.get(house);
    if (recorder === undefined) {
      recorder = new Recorder(house, { clock: this.clock, limits: this.#limits });
      this.#recorders.set(house, recorder);
    }
    return { house, recorder };
  }

  /** Ends every stream, and records nothing any more. */
  [Symbol.dispose](): void {
    this.#isOver = true;
    this.#watching[Symbol.dispose]();
    for (const recorder of this.#recorders.values()) recorder[Symbol.dispose]();
    this.#recorders.clear();
  }

  #forgetGone(): void {
    for (const [house, recorder] of this.#recorders) {
      if (this.houses.get(house.name) === house) continue;
      recorder[Symbol.dispose]();
      this.#recorders.delete(house);
    }
  }
}
