import type { HttpAnswer } from "../boundary/http_question.ts";
import { type ReadLimits, readStream } from "../boundary/read_stream.ts";

/** What a response may be at most. */
export interface ResponseLimits extends ReadLimits {
  /** Lines of its headers: the setting `pluginHttpMaxHeaders`. */
  readonly maxHeaders: number;
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
  const bytes = await readStream(body, limits);
  if (bytes === "tooLong") throw tooLong(limits.maxBytes);
  return bytes;
}

function tooLong(maxBytes: number): RangeError {
  return new RangeError(
    `Cannot send a response as its body must be at most ${maxBytes} bytes ` +
      "(pluginHttpMaxResponse): it is longer",
  );
}
