import { LANES } from "./lanes.js";

/** How many rows a diagram may have: beyond this Mermaid draws nothing that anyone can read. */
export const MAX_MERMAID_ROWS = 500;

/**
 * Writes rows as a Mermaid sequence diagram; of too many the last ones, with a note that says so.
 *
 * @param {readonly import("./rows.js").Row[]} rows
 * @param {{ title: string }} options
 * @returns {string}
 */
export function toMermaid(rows, { title }) {
  const shown = rows.slice(-MAX_MERMAID_ROWS);
  const left = rows.length - shown.length;
  return [
    `%% ${escapeLabel(title)}`,
    "sequenceDiagram",
    ...LANES.map((lane) => `  participant ${lane}`),
    ...(left > 0 ? [`  Note over Client,Puppet: ${left} events before these are left out`] : []),
    ...shown.map((row) => `  ${lineOf(row)}`),
  ].join("\n") + "\n";
}

function lineOf({ place, event, ms }) {
  const who = event.sessid === undefined ? "" : `#${event.sessid} `;
  const took = ms === undefined ? "" : ` ${ms} ms`;
  const label = escapeLabel(`${who}${place.label}${took}`) || "-";
  switch (place.shape) {
    case "arrow":
      return `${place.from}->>${place.to}: ${label}`;
    case "step":
      return place.from === place.to
        ? `Note over ${place.from}: ${label}`
        : `${place.from}-)${place.to}: ${label}`;
    default:
      return `Note over ${place.from}: ${label}`;
  }
}

/**
 * Writes every character that could mean something to Mermaid as an entity of its own: `#59;`.
 *
 * @param {string} text
 */
export function escapeLabel(text) {
  return text.replace(/\s+/g, " ").trim().replace(
    /[^\p{L}\p{M}\p{N} .,'()=/_…·•→“”!?+*-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
