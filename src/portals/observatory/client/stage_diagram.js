import { LifecycleDiagram, WIDE_SIZE } from "./diagram.js";

/** The large diagram: of the chosen session, or how many sessions are in each state. */
export class StageDiagram {
  #place;
  #diagram = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
  }

  /** Begins anew with another table. */
  reset(lifecycle) {
    this.#diagram = new LifecycleDiagram(lifecycle, WIDE_SIZE);
    this.#place.replaceChildren(this.#diagram.element);
  }

  /**
   * @param {import("./state.js").Sessions} sessions
   * @param {{ chosen: number | null, lastSteps: ReadonlyMap<number, object> }} options
   */
  show(sessions, { chosen, lastSteps }) {
    const sync = chosen === null ? undefined : sessions.get(chosen);
    if (sync !== undefined) return this.#diagram?.show(sync.state, lastSteps.get(chosen));
    const counts = new Map();
    if (chosen === null) {
      for (const { state } of sessions.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    this.#diagram?.count(counts);
  }
}
