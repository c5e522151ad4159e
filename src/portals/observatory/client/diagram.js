import { layOutLifecycle } from "./diagram_layout.js";
import { draw } from "./dom.js";

/** The two sizes: in a card, and above the sequence with every step's name. */
export const CARD_SIZE = { width: 320, height: 88, top: 24, radius: 7, nameHeight: 17 };
export const WIDE_SIZE = { width: 860, height: 144, top: 54, radius: 14, nameHeight: 21 };

/** The arrows' heads, which the page holds once for all drawings. */
const HEAD = "url(#head)";
const LIT_HEAD = "url(#head-lit)";

/** The lifecycle as a drawing with one state lit, or with how many sessions are in each. */
export class LifecycleDiagram {
  /** The drawing. @type {SVGElement} */
  element;
  #nodes = new Map();
  #edges = [];
  #shown = { state: undefined, step: undefined, at: undefined };

  /**
   * @param {import("./diagram_layout.js").Lifecycle} lifecycle
   * @param {import("./diagram_layout.js").Size} size
   */
  constructor(lifecycle, size) {
    const { nodes, edges } = layOutLifecycle(lifecycle, size);
    const isWide = size === WIDE_SIZE;
    this.element = draw("svg", {
      class: isWide ? "lifecycle wide" : "lifecycle",
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-label": "Lifecycle",
    });
    for (const edge of edges) this.#addEdge(edge, { isWide });
    for (const node of nodes) {
      this.#addNode(node, {
        size,
        isEnd: edges.every((edge) => edge.from !== node.state),
      });
    }
  }

  /**
   * Lights the state of one session, and the last step that it took.
   *
   * @param {string} state
   * @param {{ step: string, from: string, at: number } | undefined} last
   */
  show(state, last) {
    const shown = this.#shown;
    if (shown.state === state && shown.step === last?.step && shown.at === last?.at) return;
    const isNew = shown.state !== undefined && last !== undefined && shown.at !== last.at;
    this.#shown = { state, step: last?.step, at: last?.at };
    this.element.setAttribute("aria-label", `Lifecycle: ${state}`);
    for (const [name, { group, count }] of this.#nodes) {
      group.classList.toggle("lit", name === state);
      count.textContent = "";
    }
    for (const { element, edge } of this.#edges) {
      const isLast = edge.step === last?.step && edge.from === last?.from && edge.to === state;
      light(element, isLast);
      if (isLast && isNew) walk(element);
    }
  }

  /**
   * Writes in each state how many sessions are in it.
   *
   * @param {ReadonlyMap<string, number>} counts
   */
  count(counts) {
    this.#shown = { state: undefined, step: undefined, at: undefined };
    const told = [...counts].map(([state, count]) => `${count} ${state}`).join(", ");
    this.element.setAttribute("aria-label", `Lifecycle: ${told || "no session"}`);
    for (const [state, { group, count }] of this.#nodes) {
      const here = counts.get(state) ?? 0;
      group.classList.toggle("lit", here > 0);
      count.textContent = here > 0 ? String(here) : "";
    }
    for (const { element } of this.#edges) light(element, false);
  }

  #addEdge(edge, { isWide }) {
    const path = draw("path", { d: edge.path, "marker-end": HEAD });
    const group = draw("g", { class: edge.isEnd ? "edge down" : "edge" }, path);
    if (isWide && !edge.isEnd) {
      const { x, y } = edge.label;
      group.append(draw("text", { x, y, class: "step" }, edge.step));
    }
    group.append(draw("title", {}, `${edge.step}: ${edge.from} → ${edge.to}`));
    this.#edges.push({ element: group, edge });
    this.element.append(group);
  }

  #addNode({ state, x, y }, { size, isEnd }) {
    const { radius, nameHeight } = size;
    const circle = draw("circle", { cx: x, cy: y, r: radius });
    const count = draw("text", { x, y: y + radius * 0.36, class: "count" });
    const place = isEnd
      ? { x: x + radius + 12, y: y - radius + 1, class: "state end" }
      : { x, y: y + radius + nameHeight - 4, class: "state" };
    const group = draw("g", { class: "node", "data-state": state }, circle, count);
    group.append(draw("text", place, state));
    this.#nodes.set(state, { group, count });
    this.element.append(group);
  }
}

function light(edge, isLit) {
  edge.classList.toggle("last", isLit);
  edge.classList.remove("walking");
  edge.querySelector("path").setAttribute("marker-end", isLit ? LIT_HEAD : HEAD);
}

/** Starts a step's animation anew; the style leaves it out where motion is not wanted. */
function walk(element) {
  element.getBoundingClientRect();
  element.classList.add("walking");
}
