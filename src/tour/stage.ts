import type { MultisessionMode, TourHouse } from "./tour_house.ts";
import { Visitor } from "./visitor.ts";

/** The password of every account of a tour. */
export const PASSWORD = "tall-clock-ticks";

/** Where a chapter plays: a house, and whom the chapter sends into it. */
export class Stage {
  /** How many sessions an account may have here, and how they share. */
  readonly mode: MultisessionMode;
  readonly #house: TourHouse;
  readonly #visitors: Visitor[] = [];

  /**
   * Creates a stage that nobody has entered.
   *
   * @param house The house.
   * @param mode The house's multisession mode.
   */
  constructor(house: TourHouse, mode: MultisessionMode) {
    this.#house = house;
    this.mode = mode;
  }

  /** Who has come, in the order of their sessions. */
  get visitors(): readonly Visitor[] {
    return this.#visitors;
  }

  /** Connects a client. */
  async connect(name: string): Promise<Visitor> {
    const visitor = new Visitor(name, this.#house.connect(), this.#house);
    this.#visitors.push(visitor);
    await this.#house.settled();
    return visitor;
  }

  /**
   * Starts the Server again.
   *
   * @param meanwhile What happens while the old Server listens no more, and the new one not yet.
   */
  async reload(meanwhile: () => void): Promise<void> {
    const stopping = this.#house.stopping();
    const reloading = this.#house.reload();
    await stopping;
    meanwhile();
    await reloading;
    await this.#house.settled();
  }

  /** Returns who came first under a name. */
  visitor(name: string): Visitor {
    const found = this.#visitors.find((visitor) => visitor.name === name);
    if (found !== undefined) return found;
    throw new RangeError(`Cannot find "${name}" as they must have come: nobody of this name has`);
  }
}
