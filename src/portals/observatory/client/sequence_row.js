import { make, write } from "./dom.js";
import { LANES } from "./lanes.js";

/** Makes an empty row of the sequence diagram. */
export function makeRow() {
  const part = (name) => make("span", { class: name });
  const track = make("span", { class: "track" }, part("bars"), part("shape"), part("label"));
  const way = make("span", { class: "unseen" });
  return make("div", { class: "row", role: "option" }, part("time"), part("who"), way, track);
}

/**
 * Fills a row element.
 *
 * @param {HTMLElement} element made by {@linkcode makeRow}
 * @param {import("./rows.js").Row} row
 * @param {{ isAll: boolean }} options whether the session's number is shown
 */
export function fillRow(element, row, { isAll }) {
  const { event, place, depth } = row;
  const [time, who, way, track] = element.children;
  const [, , label] = track.children;
  const took = row.ms === undefined ? "" : `${formatMs(row.ms)}`;
  const isRight = LANES.indexOf(place.to) >= 4 && place.shape !== "arrow";
  element.className = `row ${place.shape} ${place.group}${isRight ? " right" : ""}`;
  element.classList.toggle("grave", isGrave(event));
  const [from, to] = [LANES.indexOf(place.from), LANES.indexOf(place.to)];
  element.classList.toggle("back", to < from);
  element.style.setProperty("--left", String(Math.min(from, to)));
  element.style.setProperty("--right", String(Math.max(from, to)));
  element.style.setProperty("--depth", String(depth));
  write(time, timeText(event.at));
  write(who, isAll && event.sessid !== undefined ? `#${event.sessid}` : "");
  write(label, [place.label, took].filter((text) => text !== "").join("  "));
  write(way, wayText(row));
}

/** Tells whether an event is one that somebody should look at. */
export function isGrave({ level }) {
  return level === "warn" || level === "error";
}

/** Says in words what the diagram shows by its drawing. */
function wayText({ event, place }) {
  const way = place.from === place.to ? place.from : `${place.from} to ${place.to}`;
  return `${event.kind}, ${way}: `;
}

/** Writes a time of day to the millisecond, as the clock of the reader shows it. */
export function timeText(at) {
  const date = new Date(at);
  const two = (value) => String(value).padStart(2, "0");
  const day = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** Writes a length of time as a person reads it. */
export function formatMs(ms) {
  if (ms < 10) return `${Math.round(ms * 100) / 100} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
