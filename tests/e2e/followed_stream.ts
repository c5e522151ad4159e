/** What was read of the observatory's stream. */
export interface FollowedStream {
  readonly seen: { readonly events: number; readonly bytes: number; readonly lost: number };
  /** Follows no longer. */
  end(): Promise<void>;
}

/** Reads the observatory's stream as fast as it comes, and counts, until it is ended. */
export async function follow(port: number): Promise<FollowedStream> {
  const seen = { events: 0, bytes: 0, lost: 0 };
  const { body } = await fetch(`http://localhost:${port}/observatory/stream`);
  const reader = (body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()).getReader();
  const decoder = new TextDecoder();
  let rest = "";
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      seen.bytes += value.length;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith('data: {"count":')) seen.lost += JSON.parse(line.slice(6)).count;
        else if (line.startsWith("data: [")) seen.events += line.split('{"seq":').length - 1;
      }
    }
  })();
  const end = async () => {
    await reader.cancel();
    await reading;
  };
  return { seen, end };
}
