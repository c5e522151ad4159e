import { type ReadLimits, readStream } from "../../core/boundary/read_stream.ts";

/**
 * Reads the body of a request whole, unless it is too long.
 *
 * @param request The request.
 * @param limits The most that is read, and how long.
 * @returns The body; `null` when there is none, `"tooLong"` when it is longer.
 * @throws The signal's reason when it is aborted before the end.
 */
export async function readBody(
  { method, headers, body }: Request,
  limits: ReadLimits,
): Promise<Uint8Array<ArrayBuffer> | null | "tooLong"> {
  if (method === "GET" || method === "HEAD") return null;
  if (Number(headers.get("content-length") ?? 0) > limits.maxBytes) return "tooLong";
  return body === null ? null : await readStream(body, limits);
}
