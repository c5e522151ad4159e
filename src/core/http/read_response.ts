import type { HttpAnswer } from "../boundary/http_question.ts";

/** What a response may be at most. */
export interface ResponseLimits {
  /** Bytes of its body: the setting `pluginHttpMaxResponse`. */
  readonly maxBytes: number;
  /** Lines of its headers: the setting `pluginHttpMaxHeaders`. */
  readonly maxHeaders: number;
  /** Ends the reading when it is aborted. */
  readonly signal: AbortSignal;
}

/** Statuses whose responses have no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * Reads a response whole, so that it can cross the wall.
 *
 * @param value What a plugin gave.
 * @param limits What it may be at most.
 * @throws {TypeError} When it is no response that can be sent.
 * @throws {RangeError} When it is too large.
 */
export async function readResponse(value: unknown, limits: ResponseLimits): Promise<HttpAnswer> {
  if (!isResponse(value)) {
    throw new TypeError(`Cannot send what fetch() returned as it must be a Response: it is none`);
  }
  const { status } = value;
  if (status < 200 || status > 599) {
    throw new TypeError(
      `Cannot send a response as its status must be 200 to 599: current value is ${status}`,
    );
  }
  const headers = [...value.headers].filter(([name]) => name !== "content-length");
  if (headers.length > limits.maxHeaders) {
    throw new RangeError(
      `Cannot send a response as it must have at most ${limits.maxHeaders} headers ` +
        `(pluginHttpMaxHeaders): it has ${headers.length}`,
    );
  }
  if (WITHOUT_BODY.includes(status)) return { kind: "response", status, headers, body: null };
  const body = await readBody(value, limits);
  headers.push(["content-length", String(body.length)]);
  return { kind: "response", status, headers, body };
}

/** A plugin may have a class of its own: what counts is what it has. */
function isResponse(value: unknown): value is Response {
  return typeof value === "object" && value !== null && "status" in value &&
    typeof value.status === "number" && "headers" in value && value.headers instanceof Headers &&
    "body" in value;
}

async function readBody(
  { body }: Response,
  limits: ResponseLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const { maxBytes, signal } = limits;
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks, length);
      chunks.push(value);
      length += value.length;
      if (length > maxBytes) throw tooLong(maxBytes);
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

function tooLong(maxBytes: number): RangeError {
  return new RangeError(
    `Cannot send a response as its body must be at most ${maxBytes} bytes ` +
      "(pluginHttpMaxResponse): it is longer",
  );
}
