import assert from "node:assert/strict";
import { soon } from "../../e2e/soon.ts";

/** One message of a stream. */
export interface Told {
  readonly event: string;
  // What the stream says is looked at by tests alone.
  // deno-lint-ignore no-explicit-any
  readonly data: any;
}

/** Reads an observatory's stream, message by message. */
export class StreamReader implements AsyncDisposable {
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #abort: AbortController;
  #text = "";

  private constructor(body: ReadableStream<string>, abort: AbortController) {
    this.#reader = body.getReader();
    this.#abort = abort;
  }

  /** Opens a stream, which must be given. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<StreamReader> {
    const abort = new AbortController();
    const response = await fetch(url, { signal: abort.signal, headers });
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
    const body = response.body ?? new ReadableStream();
    return new StreamReader(body.pipeThrough(new TextDecoderStream()), abort);
  }

  /** Returns the next message; `undefined` at the stream's end. Heartbeats are skipped. */
  async next(): Promise<Told | undefined> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const frame = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (frame.startsWith(":")) continue;
        const [, event = "", data = ""] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? [];
        return { event, data: JSON.parse(data) };
      }
      const { done, value } = await soon(this.#reader.read(), () => "Nothing more is streamed");
      if (done) return undefined;
      this.#text += value;
    }
  }

  /** Returns the next message, which must be of this kind. */
  async expect(event: string): Promise<Told["data"]> {
    const told = await this.next();
    assert.equal(told?.event, event);
    return told?.data;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#reader.cancel().catch(() => {});
  }
}
