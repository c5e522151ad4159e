import { checkTrace } from "./check_trace.js";

/** What a file says of itself. */
const FORMAT = "vestibule-trace";
const VERSION = 1;

/** The largest file that is read, in bytes or characters. */
export const MAX_FILE = 64 * 1024 * 1024;

/** Where an HTML export holds its recording. */
const OPENING = '<script type="application/json" id="trace">';
const CLOSING = "</script>";

/**
 * A recording as it is kept in a file.
 *
 * @typedef Recording
 * @property {string} serverName
 * @property {string} house
 * @property {number} exportedAt milliseconds since 1970
 * @property {import("./diagram_layout.js").Lifecycle} lifecycle
 * @property {{ at: number, sessions: readonly import("./state.js").SessionSync[] }} base
 * @property {readonly import("./state.js").TraceEvent[]} events
 */

/**
 * Writes a recording as JSON.
 *
 * @param {Recording} recording
 */
export function toJson({ serverName, house, exportedAt, lifecycle, base, events }) {
  const head = { format: FORMAT, version: VERSION, serverName, house, exportedAt };
  return JSON.stringify({ ...head, lifecycle, base, events });
}

/**
 * Writes a recording into a copy of the page that replays it.
 *
 * @param {Recording} recording
 * @param {string} page the page without a recording, as `client/replay.html` is
 */
export function toHtml(recording, page) {
  const { before, after } = parted(page);
  // No "<" is left that could end the script element or begin a comment in it.
  return before + toJson(recording).replaceAll("<", "\\u003c") + after;
}

/**
 * Reads a recording from the text of a JSON or HTML export.
 *
 * @param {string} text
 * @returns {Recording}
 * @throws {Error} When it is none; the message is for who chose the file.
 */
export function readTrace(text) {
  if (text.length > MAX_FILE) throw new Error("The file is too large: 64 MB at most can be shown.");
  const isPage = text.trimStart().startsWith("<");
  const value = parsed(isPage ? parted(text).held : text);
  if (value?.format !== FORMAT) {
    throw new Error(
      "This is not a recording of the observatory: it says nothing of vestibule-trace.",
    );
  }
  if (value.version !== VERSION) {
    const version = typeof value.version === "number" ? value.version : "unknown";
    throw new Error(`The recording is of version ${version}: this page reads version 1.`);
  }
  return checkTrace(value);
}

/** The three parts of a page: what is before its recording, the recording, and what is after. */
function parted(page) {
  const at = page.indexOf(OPENING);
  const end = page.indexOf(CLOSING, at);
  if (at === -1 || end === -1) {
    throw new Error("This page is no export of the observatory: it holds no recording.");
  }
  const from = at + OPENING.length;
  return { before: page.slice(0, from), held: page.slice(from, end), after: page.slice(end) };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("The file cannot be read: it is not JSON, or only a part of it.");
  }
}
