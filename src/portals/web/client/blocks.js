/** @typedef {import("./output.js").Span} Span
 * @typedef {{ table: Span[][][], head: Span[][] } | { heading: Span[], level: number } |
 *   { list: Span[][], layout: string }} Block */

/** Tells whether a part of a message is a table, a heading or a list. */
export function isBlock(part) {
  return "table" in part || "heading" in part || "list" in part;
}

/**
 * Makes the element of a block; screen readers know what it is.
 * @param {Block} block
 * @param {(spans: readonly Span[]) => Node[]} pieces Makes the elements of a part's text.
 */
export function blockElement(block, pieces) {
  const element = (name, children, className = "") => {
    const made = document.createElement(name);
    if (className !== "") made.className = className;
    made.append(...children);
    return made;
  };
  if ("heading" in block) return headingElement(block, (spans) => element("div", pieces(spans)));
  if ("list" in block) {
    const items = block.list.map((spans) => element("li", pieces(spans)));
    return element(block.layout === "numbers" ? "ol" : "ul", items, `block ${block.layout}`);
  }
  const row = (name) => (cells) =>
    element("tr", cells.map((spans) => element(name, pieces(spans))));
  const head = block.head.length === 0 ? [] : [element("thead", [row("th")(block.head)])];
  const table = element("table", [...head, element("tbody", block.table.map(row("td")))]);
  return element("div", [table], "block wide");
}

/** The page has headings of its own: what the game calls one is told to be one by its role. */
function headingElement({ heading, level }, make) {
  const made = make(heading);
  made.className = "line heading";
  made.setAttribute("role", "heading");
  made.setAttribute("aria-level", String(level + 1));
  return made;
}
