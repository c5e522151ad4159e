import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** One file of a page, as it is sent. */
export interface PageFile {
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** Changes when the body does (RFC 9110, section 8.8.3). */
  readonly etag: string;
  /** Returns the body compressed (RFC 1952), which is done once. */
  readonly gzip: () => Uint8Array<ArrayBuffer>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Returns a file of a page; what is no style, script or SVG by its path's end is HTML. */
export function pageFile(path: string, body: string): PageFile {
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? "";
  const contentType = CONTENT_TYPES[extension] ?? "text/html; charset=utf-8";
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  let packed: Uint8Array<ArrayBuffer> | undefined;
  const gzip = () => packed ??= new Uint8Array(gzipSync(body, { level: 9 }));
  return { path, contentType, body, etag: `"${hash}"`, gzip };
}

/** Returns a page with the world's name in the places of `%SERVER_NAME%`. */
export function namedPage(page: string, serverName: string): string {
  return page.replaceAll("%SERVER_NAME%", () => escapeHtml(serverName));
}

/**
 * Sends a file, compressed to who takes that, or says that the browser's copy is still good
 * (RFC 9110, sections 12.5.3 and 13.1.2).
 *
 * @param file The file.
 * @param ifNoneMatch The request's `If-None-Match`.
 * @param acceptEncoding The request's `Accept-Encoding`.
 */
export function answerFile(
  file: PageFile,
  ifNoneMatch: string | undefined,
  acceptEncoding?: string,
): Response {
  const isPacked = takesGzip(acceptEncoding);
  const etag = isPacked ? file.etag.replace(/"$/, '-gzip"') : file.etag;
  const headers = { "cache-control": "no-cache", etag, vary: "accept-encoding" };
  const held = ifNoneMatch?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  if (held.includes(etag)) return new Response(null, { status: 304, headers });
  const described = { ...headers, "content-type": file.contentType };
  if (!isPacked) return new Response(file.body, { headers: described });
  return new Response(file.gzip(), { headers: { ...described, "content-encoding": "gzip" } });
}

/** Tells whether gzip is named, and not with a quality of 0. */
function takesGzip(acceptEncoding = ""): boolean {
  const [, quality = "1"] =
    /(?:^|,)\s*gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(acceptEncoding) ??
      [null, "0"];
  return Number(quality) > 0;
}

/** Makes of a text what HTML shows as that text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
