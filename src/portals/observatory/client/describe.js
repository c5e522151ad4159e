/** How long a text may be in a label. */
const MAX_LABEL = 90;

/** Spaces, control characters, and characters that change the direction of a line. */
const UNSHOWN = /[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Markup: colours, styles, links and the marks of blocks, as `core/text/markup.ts` lists them. */
const MARKUP =
  /\|(?:(\|)|l[cu].*?\|lt|le|lb.|\[?(?:#[0-9a-f]{6}|#[0-9a-f]{3}|[0-5]{3}|=[a-z])|\[?!?[a-z*^/_>-])/gi;

/** Returns a value as text of one line that is not too long for a label. */
export function short(value, max = MAX_LABEL) {
  const text = (typeof value === "string" ? value : JSON.stringify(value) ?? String(value))
    .slice(0, 4 * max).replace(UNSHOWN, " ").trim();
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

/**
 * Says in a few words what calls carry: `text “look”`.
 *
 * @param {readonly import("../../../core/boundary/messages.ts").Call[]} calls
 */
export function callsText(calls) {
  if (!Array.isArray(calls) || calls.length === 0) return "nothing";
  return short(calls.slice(0, 4).map(callText).join(", ") + (calls.length > 4 ? " …" : ""));
}

function callText(call) {
  if (!Array.isArray(call)) return short(call, 40);
  const [name, args = [], kwargs = {}] = call;
  const first = args?.[0] ?? Object.keys(kwargs ?? {}).join(" ");
  const text = plainText(first);
  return text === "" ? short(name) : `${short(name, 30)} “${short(text, 60)}”`;
}

/** Text as a person reads it, be it markup or a list of spans. */
function plainText(value) {
  if (typeof value === "string") return value.replace(MARKUP, "$1").trim();
  if (!Array.isArray(value)) return value === undefined ? "" : short(value, 60);
  return value.slice(0, 40).map((span) => typeof span?.t === "string" ? span.t : "").join("")
    .trim();
}

/**
 * Says in a few words what a message over the wall is about.
 *
 * @param {{ readonly kind: string, readonly [name: string]: unknown }} message
 */
export function messageText(message) {
  switch (message?.kind) {
    case "input":
      return `input ${callsText(message.calls)}`;
    case "output":
      return `output${manyText(message.sessids)} ${callsText(message.calls)}`;
    case "sync":
      return Array.isArray(message.sessions)
        ? `sync of ${message.sessions.length} sessions (${short(message.mode)})`
        : `sync ${short(Object.keys(message.fields ?? {}).join(", "))}`;
    case "join":
      return `join with ${Number(message.sessions?.length)} sessions`;
    case "ran":
      return ranText(message.lines);
    case "connect":
      return `connect ${short(message.sync?.protocolKey ?? "")} ${
        short(message.sync?.address ?? "")
      }`;
    case "flags":
      return `flags ${short(Object.keys(message.flags ?? {}).join(", ") || "settled")}`;
    case "login":
      return `login ${short(message.uname)}`;
    case "disconnect":
      return `disconnect ${short(message.reason)}`;
    case "control":
      return `control ${short(message.action)}`;
    case "request":
      return `request ${short(message.name ?? "")}`;
    default:
      return short(message?.kind ?? message);
  }
}

function ranText(lines) {
  if (!Array.isArray(lines)) return "ran";
  return lines.length === 1
    ? `ran up to line ${short(lines[0]?.[1])}`
    : `ran lines of ${lines.length} sessions`;
}

function manyText(sessids) {
  return Array.isArray(sessids) && sessids.length > 1 ? ` to ${sessids.length} sessions` : "";
}
