/** What a client asks for beside its dialect, so that it can come back to its session. */
export type ResumeOffer =
  /** It can not. */
  | { readonly kind: "none" }
  /** It wants a session that it can come back to. */
  | { readonly kind: "start" }
  /** It comes back, and has received so many messages of that session. */
  | { readonly kind: "return"; readonly token: string; readonly received: number };

const START = "resume";
const RETURN = /^resume\.([A-Za-z0-9_-]{32})\.(\d{1,15})$/;

/**
 * Reads whether a client can come back to its session: it offers `resume`, or
 * `resume.TOKEN.RECEIVED`, beside its dialect. A browser's websocket can tell nothing else before
 * it is open, and an address would be written into logs.
 *
 * @param header The request's `Sec-WebSocket-Protocol`.
 */
export function readResumeOffer(header: string | undefined): ResumeOffer {
  for (const name of (header ?? "").split(",").map((name) => name.trim())) {
    if (name === START) return { kind: "start" };
    const [, token, received] = RETURN.exec(name) ?? [];
    if (token !== undefined) return { kind: "return", token, received: Number(received) };
  }
  return { kind: "none" };
}
