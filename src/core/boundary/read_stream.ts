/** How much of a stream is read, and how long. */
export interface ReadLimits {
  /** The most that is read, in bytes. */
  readonly maxBytes: number;
  /** Ends the reading when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Reads a stream whole, unless it is too long; what is not read of it is cancelled.
 *
 * @param stream The stream.
 * @param limits What it may be at most.
 * @returns All its bytes, or `"tooLong"`.
 * @throws The signal's reason when it is aborted before the end, and whatever the stream throws.
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  { maxBytes, signal }: ReadLimits,
): Promise<Uint8Array<ArrayBuffer> | "tooLong"> {
  const reader = stream.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      // A reader that is cancelled says that it is done.
      signal.throwIfAborted();
      if (done) return joined(chunks, length);
      chunks.push(value);
      length += value.length;
      if (length > maxBytes) {
        cancel();
        return "tooLong";
      }
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
