/** The scroll-back as text, as it stands on the screen. */

/**
 * Returns what the elements of the scroll-back say, a line for each line.
 *
 * @param {Iterable<Element>} elements
 */
export function textOf(elements) {
  return [...elements].map(textOfBlock).join("\n");
}

function textOfBlock(element) {
  if (element.matches("ul, ol")) {
    const mark = element.matches("ol") ? (nth) => `${nth + 1}. ` : markOf(element);
    return [...element.children].map((item, nth) => mark(nth) + item.textContent).join("\n");
  }
  const table = element.querySelector("table");
  return table === null ? element.textContent : textOfTable(table);
}

/** A list in columns, or of choices, shows no marks. */
function markOf(list) {
  return list.matches(".columns, .choices") ? () => "" : () => "- ";
}

function textOfTable({ rows, tHead }) {
  const texts = [...rows].map(({ cells }) => [...cells].map(({ textContent }) => textContent));
  const columns = Math.max(0, ...texts.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(...texts.map((row) => (row[column] ?? "").length)),
  );
  if (tHead !== null) texts.splice(tHead.rows.length, 0, widths.map((width) => "-".repeat(width)));
  return texts.map((row) =>
    row.map((text, column) => text.padEnd(widths[column])).join("  ").trimEnd()
  ).join("\n");
}
