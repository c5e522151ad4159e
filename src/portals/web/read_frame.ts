import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import { isTooDeep } from "../json_depth.ts";
import { readClientOptions } from "./client_options.ts";
import { splitTypedLines } from "./typed_lines.ts";

/** What one text frame of a client means. */
export type ClientFrame =
  | { readonly kind: "lines"; readonly lines: readonly string[]; readonly tooLong: number }
  | { readonly kind: "alive" }
  | { readonly kind: "options"; readonly flags: ProtocolFlags }
  | { readonly kind: "close" }
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "ignored"; readonly why: string };

/** What a frame may not exceed. */
export interface FrameLimits {
  /** The longest typed line, in UTF-16 code units. */
  readonly maxLineLength: number;
  /** How deep the frame's arrays and objects may be nested. */
  readonly maxDepth: number;
}

/** What an inputfunc's name looks like; it appears in logs, so nothing else is let through. */
const NAME = /^[A-Za-z0-9_.:-]{1,64}$/;

/** The typed line that only shows that its user is there (behaviour 8.1.1). */
const IDLE = "idle";

/**
 * Reads a text frame of Evennia's `v1` dialect: a JSON array `[name, args, kwargs]`
 * (behaviour 12.1.3). Never throws.
 *
 * @param text The frame.
 * @param limits What it may not exceed.
 */
export function readFrame(text: string, limits: FrameLimits): ClientFrame {
  if (text.trim() === "") return { kind: "alive" };
  if (isTooDeep(text, limits.maxDepth)) return ignored("too deep");
  const call = parseCall(text);
  if (typeof call === "string") return ignored(call);
  if (call[0] === "text") return readText(call[1][0], limits.maxLineLength);
  return readCall(call);
}

/** Tells what a call means that is not typed text. */
export function readCall(call: Call): ClientFrame {
  const [name, args, kwargs] = call;
  switch (name) {
    case "client_options":
      return readOptions(call);
    case "websocket_close":
      return { kind: "close" };
    case "options":
      return ignored("reserved name"); // Evennia keeps it to itself (behaviour 12.1.3)
    default:
      return { kind: "call", call: [name, args, kwargs] };
  }
}

function readText(text: unknown, maxLineLength: number): ClientFrame {
  if (text === undefined || text === null) return { kind: "alive" };
  if (typeof text !== "string") return ignored("text is not a string");
  if (text.trim() === IDLE) return { kind: "alive" };
  return { kind: "lines", ...splitTypedLines(text, maxLineLength) };
}

/** Tells a client that sets options from one that asks for them (behaviour 10.2.4). */
function readOptions(call: Call): ClientFrame {
  const kwargs = call[2];
  if (Object.keys(kwargs).length === 0 || kwargs["get"] === true) return { kind: "call", call };
  return { kind: "options", flags: readClientOptions(kwargs) };
}

/** Returns the call, or why the text is none. */
function parseCall(text: string): Call | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not JSON";
  }
  if (!Array.isArray(value) || value.length < 3) return "not a call";
  const [name, args, kwargs]: unknown[] = value;
  if (typeof name !== "string" || !NAME.test(name)) return "not a name";
  if (!Array.isArray(args) || !isRecord(kwargs)) return "not a call";
  return [name, args, kwargs];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ignored(why: string): ClientFrame {
  return { kind: "ignored", why };
}
