import assert from "node:assert/strict";
import * as v from "valibot";
import { ProtocolFlagsSchema } from "../src/core/boundary/flags.ts";
import { CallSchema } from "../src/core/boundary/messages.ts";

/** C0 but TAB, DEL and C1. */
// deno-lint-ignore no-control-regex -- they are what must not be there
const CONTROLS = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;
// deno-lint-ignore no-control-regex -- likewise
const CONTROLS_BUT_NEWLINE = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** Asserts that a typed line holds nothing that a terminal would obey. */
export function assertCleanLine(line: string): void {
  assert.doesNotMatch(line, CONTROLS);
  assert.ok(line.isWellFormed(), "half a surrogate pair");
}

/** Asserts the same of text of several lines. */
export function assertCleanText(text: string): void {
  assert.doesNotMatch(text, CONTROLS_BUT_NEWLINE);
  assert.ok(text.isWellFormed(), "half a surrogate pair");
}

/** Asserts that what a client told of itself may cross to the Server. */
export function assertFlags(flags: unknown): void {
  const { issues } = v.safeParse(ProtocolFlagsSchema, flags);
  assert.equal(issues, undefined, `flags cannot cross: ${issues?.[0].message}`);
}

/** Asserts that a client's call may cross to the Server, and does not name what is ours. */
export function assertCall(call: unknown): void {
  assert.ok(v.is(CallSchema, call), "a call cannot cross");
  assert.notEqual(call[0], "text");
  assertCleanLine(call[0]);
}

/** Asserts that an error is a decoder's own refusal: of a class, with a sentence as it writes them. */
export function assertRefusal(error: unknown, kind: new (...args: never[]) => Error): void {
  if (error instanceof kind) assert.match(error.message, /^(Cannot|Plugin) /);
  else throw error;
}

/** Ways to cut bytes: whole, byte by byte, and in two at a place that depends on them. */
export function cutsOf(bytes: Uint8Array): readonly (readonly Uint8Array[])[] {
  const at = bytes.reduce((sum, byte) => sum + byte, 0) % (bytes.length + 1);
  return [
    [bytes],
    Array.from(bytes, (byte) => Uint8Array.of(byte)),
    [bytes.subarray(0, at), bytes.subarray(at)],
  ];
}

/** Reads bytes as JSON; `undefined` for what is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

/** Reads bytes as text; a byte that is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Tells how deep a value's arrays and objects are nested. */
export function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
