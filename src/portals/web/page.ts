import { createHash } from "node:crypto";
import blocksScript from "./client/blocks.js" with { type: "text" };
import colorScript from "./client/color.js" with { type: "text" };
import connectionScript from "./client/connection.js" with { type: "text" };
import favicon from "./client/favicon.svg" with { type: "text" };
import historyScript from "./client/history.js" with { type: "text" };
import memoryScript from "./client/memory.js" with { type: "text" };
import page from "./client/index.html" with { type: "text" };
import mainScript from "./client/client.js" with { type: "text" };
import outputStyle from "./client/output.css" with { type: "text" };
import outputScript from "./client/output.js" with { type: "text" };
import pasteScript from "./client/paste.js" with { type: "text" };
import resumptionScript from "./client/resumption.js" with { type: "text" };
import screenScript from "./client/screen.js" with { type: "text" };
import style from "./client/style.css" with { type: "text" };

/** One file of the page, as it is sent. */
export interface PageFile {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** Changes when the body does (RFC 9110, section 8.8.3). */
  readonly etag: string;
}

const HTML = "text/html; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

/**
 * Returns the files of the web page.
 *
 * @param serverName The world's name, shown as the page's title.
 */
export function pageFiles(serverName: string): readonly PageFile[] {
  return [
    pageFile("/", HTML, page.replaceAll("%SERVER_NAME%", () => escapeHtml(serverName))),
    pageFile("/client/style.css", STYLE, style),
    pageFile("/client/output.css", STYLE, outputStyle),
    pageFile("/client/favicon.svg", "image/svg+xml", favicon),
    pageFile("/client/blocks.js", SCRIPT, blocksScript),
    pageFile("/client/client.js", SCRIPT, mainScript),
    pageFile("/client/color.js", SCRIPT, colorScript),
    pageFile("/client/connection.js", SCRIPT, connectionScript),
    pageFile("/client/history.js", SCRIPT, historyScript),
    pageFile("/client/memory.js", SCRIPT, memoryScript),
    pageFile("/client/output.js", SCRIPT, outputScript),
    pageFile("/client/paste.js", SCRIPT, pasteScript),
    pageFile("/client/resumption.js", SCRIPT, resumptionScript),
    pageFile("/client/screen.js", SCRIPT, screenScript),
  ];
}

function pageFile(path: string, contentType: string, body: string): PageFile {
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { path, contentType, body, etag: `"${hash}"` };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
