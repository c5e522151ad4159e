import { stripControls } from "../../core/text/controls.ts";
import { isTooDeep } from "../json_depth.ts";
import { isGmcpName } from "./names.ts";

/** What a client sent as one GMCP message. */
export type GmcpMessage =
  | {
    readonly kind: "message";
    /** The message's name, as the client spelled it. */
    readonly name: string;
    /** An array's members, or one value that is neither array nor object (behaviour 10.3.3). */
    readonly args: readonly unknown[];
    /** An object's members. */
    readonly kwargs: Readonly<Record<string, unknown>>;
  }
  | { readonly kind: "refused"; readonly why: string };

/** What a message may not exceed; its length is the business of what carries it. */
export interface GmcpReadLimits {
  /** How deep its arrays and objects may be nested. */
  readonly depth: number;
}

const NAME_AND_DATA = /^([^\s]+)(?:\s+([^]*))?$/;
/** With these begins JSON that is not a number or a word. */
const BEGINS_JSON = /^["[{]/;

/**
 * Reads a GMCP message: a name and, after white space, perhaps JSON. Never throws.
 *
 * Data that is no JSON, and does not look as if it were meant to be, is text.
 *
 * @param payload The message, in UTF-8 whatever the encoding of the text around it.
 * @param limits What it may not exceed.
 */
export function readGmcp(payload: Uint8Array, limits: GmcpReadLimits): GmcpMessage {
  const [, name = "", data = ""] = NAME_AND_DATA.exec(decode(payload)) ?? [];
  if (!isGmcpName(name)) return refused("not a name");
  if (data === "") return { kind: "message", name, args: [], kwargs: {} };
  if (isTooDeep(data, limits.depth)) return refused("too deep");
  const value = parse(data);
  if (value === undefined) return refused("not JSON");
  if (Array.isArray(value)) return { kind: "message", name, args: value, kwargs: {} };
  if (isRecord(value)) return { kind: "message", name, args: [], kwargs: value };
  return { kind: "message", name, args: [value], kwargs: {} };
}

/** A byte sequence that is no UTF-8 becomes U+FFFD. */
function decode(payload: Uint8Array): string {
  return new TextDecoder().decode(payload).trim();
}

/** Returns the value, or `undefined` for what is neither JSON nor text. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return BEGINS_JSON.test(data) || stripControls(data) !== data ? undefined : data;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function refused(why: string): GmcpMessage {
  return { kind: "refused", why };
}
