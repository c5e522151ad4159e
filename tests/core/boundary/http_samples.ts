import type { HttpAnswer, HttpRequest } from "../../../src/core/boundary/http_question.ts";

/** A request to a plugin. */
export function httpRequest(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    plugin: "weather",
    method: "GET",
    url: "http://127.0.0.1/today",
    headers: [["accept", "*/*"]],
    body: null,
    address: "127.0.0.1",
    ...changes,
  };
}

/** What a plugin answers. */
export function httpResponse(text: string): HttpAnswer {
  return { kind: "response", status: 200, headers: [], body: new TextEncoder().encode(text) };
}
