/** How wide a value may be that stands in one line. */
const LINE = 44;

/** How deep values are laid out; what is deeper stands in one line. */
const MAX_DEPTH = 40;

/**
 * Writes a value as JSON for people: what is short in one line, all else a line for each member.
 *
 * @param {unknown} value plain data
 * @returns {string}
 */
export function prettyJson(value) {
  return written(value, "");
}

function written(value, indent) {
  const line = JSON.stringify(value) ?? "null";
  const isWhole = typeof value !== "object" || value === null || indent.length > 2 * MAX_DEPTH;
  if (isWhole) return line;
  if (line.length + indent.length <= LINE) return spaced(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return bracketed("[]", value.map((item) => inner + written(item, inner)), indent);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return bracketed(
    "{}",
    members.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${written(member, inner)}`),
    indent,
  );
}

function bracketed([open, close], lines, indent) {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** In one line, with a space after each comma and colon. */
function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  return `{ ${
    members.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`).join(", ")
  } }`;
}
