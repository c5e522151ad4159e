import { heapCounts, usedBytes } from "./heap_counts.ts";

/** Answers with what lives in this isolate; `/used` with the bytes alone, which is far cheaper. */
export async function answerHeap(request: Request): Promise<Response> {
  const isShort = new URL(request.url).pathname.endsWith("/used");
  return Response.json(isShort ? usedBytes() : await heapCounts());
}
