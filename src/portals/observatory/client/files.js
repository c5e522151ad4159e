import { MAX_EVENTS } from "./check_trace.js";
import { toMermaid } from "./export_mermaid.js";
import { MAX_FILE, readTrace, toHtml, toJson } from "./trace_file.js";

/** How long the browser has to take a download, in milliseconds. */
const DOWNLOAD_MS = 30_000;

/**
 * Returns what writes files of a recording, by the name of the button's format.
 *
 * @param {() => Promise<string>} emptyPage gives the page that replays, without a recording
 */
export function makeExports(emptyPage) {
  return {
    mermaid: (model) =>
      save(toMermaid(model.rows, { title: titleOf(model) }), model, {
        end: "mmd",
        type: "text/plain",
      }),
    json: (model) =>
      save(toJson(recordingOf(model)), model, { end: "json", type: "application/json" }),
    html: async (model) =>
      save(toHtml(recordingOf(model), await emptyPage()), model, {
        end: "html",
        type: "text/html",
      }),
  };
}

/**
 * Reads the file that was chosen.
 *
 * @param {File} file
 * @returns {Promise<import("./trace_file.js").Recording>}
 * @throws {Error} When it is no recording; the message is for who chose it.
 */
export async function readFile(file) {
  if (file.size > MAX_FILE) throw new Error("The file is too large: 64 MB at most can be shown.");
  return readTrace(await file.text());
}

/** The limit of events of a recording from a file: all of them. */
export const FILE_LIMIT = MAX_EVENTS;

function recordingOf({ watched, timeline }) {
  const { serverName, house, lifecycle } = watched;
  const { base, events } = timeline;
  return { serverName, house, lifecycle, exportedAt: Date.now(), base, events };
}

function titleOf({ watched, filter }) {
  const who = filter.sessid === null ? "all sessions" : `session ${filter.sessid}`;
  return `${watched.serverName}, ${who}`;
}

function save(text, { watched }, { end, type }) {
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${watched.house}-${time}.${end}`.replace(/[^\w.-]+/g, "-");
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD_MS);
}
