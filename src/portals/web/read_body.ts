/**
 * Reads the body of a request whole, unless it is too long.
 *
 * @param request The request.
 * @param maxBytes The most that is read, in bytes.
 * @returns The body; `null` when there is none, `"tooLong"` when it is longer.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null | "tooLong"> {
  const { method, headers } = request;
  if (method === "GET" || method === "HEAD") return null;
  if (Number(headers.get("content-length") ?? 0) > maxBytes) return "tooLong";
  if (request.body === null) return null;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > maxBytes) return "tooLong";
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
