/**
 * The lifecycle table as a drawing: where each state stands, and the way of each step.
 *
 * @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Lifecycle
 *
 * @typedef Node
 * @property {string} state
 * @property {number} x of its middle
 * @property {number} y
 *
 * @typedef Edge
 * @property {string} step
 * @property {string} from
 * @property {string} to
 * @property {string} path as SVG writes it
 * @property {{ x: number, y: number }} label where its name stands
 * @property {boolean} isEnd whether it leads to the last row
 */

/**
 * How large it is drawn.
 *
 * @typedef Size
 * @property {number} width of all
 * @property {number} height
 * @property {number} top where the middle of the row of states is
 * @property {number} radius of a state's circle
 * @property {number} nameHeight of the line below it that names the state
 */

/**
 * Lays the table out: states in a row, each as far to the right as steps are needed to reach it;
 * states without a step of their own stand in a row below.
 *
 * The same table always gives the same drawing.
 *
 * @param {Lifecycle} lifecycle
 * @param {Size} size
 * @returns {{ nodes: Node[], edges: Edge[] }}
 */
export function layOutLifecycle(lifecycle, size) {
  const ranks = ranksOf(lifecycle);
  const ends = Object.keys(lifecycle).filter((state) => isLast(lifecycle, state));
  const column = size.width / (Math.max(0, ...ranks.values()) + 1);
  const nodes = [...ranks].map(([state, rank]) => ({
    state,
    x: column * (rank + 0.5),
    y: size.top,
  }));
  ends.forEach((state, nth) => {
    const x = size.width * (nth + 1) / (ends.length + 1);
    nodes.push({ state, x, y: size.height - size.radius - 3 });
  });
  const at = new Map(nodes.map((node) => [node.state, node]));
  const edges = Object.entries(lifecycle).flatMap(([from, steps]) =>
    Object.entries(steps).filter(([, to]) => at.has(to)).map(([step, to]) => {
      const isEnd = !ranks.has(to);
      const way = isEnd ? wayDown : (ranks.get(to) - ranks.get(from) === 1 ? ahead : bowed);
      return { step, from, to, isEnd, ...way(at.get(from), at.get(to), size) };
    })
  );
  return { nodes, edges };
}

/**
 * The column of each state that has steps of its own: states that nothing leads to are the first,
 * and the first step of a state leads to the next column.
 */
function ranksOf(lifecycle) {
  const states = Object.keys(lifecycle).filter((state) => !isLast(lifecycle, state));
  const reached = new Set(Object.values(lifecycle).flatMap((steps) => Object.values(steps)));
  const first = states.filter((state) => !reached.has(state));
  const ranks = new Map((first.length > 0 ? first : states.slice(0, 1)).map((name) => [name, 0]));
  const forward = [...ranks.keys()];
  for (const state of forward) {
    const [to] = Object.values(lifecycle[state]);
    if (ranks.has(to) || !states.includes(to)) continue;
    ranks.set(to, ranks.get(state) + 1);
    forward.push(to);
  }
  for (const state of states) {
    if (!ranks.has(state)) ranks.set(state, Math.max(-1, ...ranks.values()) + 1);
  }
  return ranks;
}

function isLast(lifecycle, state) {
  return Object.keys(lifecycle[state]).length === 0;
}

/** To the next state: straight, a little above the middle, as the way back is below it. */
function ahead(from, to, { radius }) {
  const y = from.y - radius / 3;
  const [x1, x2] = [from.x + radius + 2, to.x - radius - 4];
  return { path: `M${x1} ${y}H${x2}`, label: { x: (x1 + x2) / 2, y: y - 6 } };
}

/** Back to a state before, or over states between. */
function bowed(from, to, { radius }) {
  if (to.x < from.x) {
    const y = from.y + radius / 3;
    const [x1, x2] = [from.x - radius - 2, to.x + radius + 4];
    return { path: `M${x1} ${y}H${x2}`, label: { x: (x1 + x2) / 2, y: y + 15 } };
  }
  const y = from.y - radius - 2;
  const top = Math.max(2, y - 2.4 * radius);
  const path = `M${from.x} ${y}C${from.x} ${top} ${to.x} ${top} ${to.x} ${y - 3}`;
  return { path, label: { x: (from.x + to.x) / 2, y: y - (y - top) * 0.75 - 4 } };
}

/** Down, below the state's name, to one of the last states. */
function wayDown(from, to, { radius, nameHeight }) {
  const y = from.y + radius + nameHeight;
  const side = Math.sign(from.x - to.x) || 1;
  const end = to.x + side * (radius + 4);
  const path = `M${from.x} ${y}C${from.x} ${to.y} ${from.x} ${to.y} ${end} ${to.y}`;
  return { path, label: { x: from.x + side * 4, y: (y + to.y) / 2 } };
}
