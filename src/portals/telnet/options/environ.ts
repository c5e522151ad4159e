import { ENVIRON_CODE } from "../telnet_bytes.ts";

const NOT_PRINTABLE = /[^\x20-\x7e]/g;

/**
 * Reads the variables of a NEW-ENVIRON payload (RFC 1572); VAR and USERVAR are not told apart.
 *
 * A variable without VALUE is undefined and left out; one with an empty VALUE is `""`.
 *
 * @param bytes What follows IS or INFO.
 * @param limits How many variables are read, and how many characters of each name and value. What
 * is longer is cut; what comes later is not read.
 */
export function readEnviron(
  bytes: Uint8Array,
  limits: { readonly variables: number; readonly characters: number },
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let name = "";
  for (const { code, text } of environParts(bytes, limits.characters)) {
    if (code !== ENVIRON_CODE.VALUE) name = text;
    else if (name !== "" && (found.has(name) || found.size < limits.variables)) {
      found.set(name, text);
    }
  }
  return found;
}

/** A name or a value, as it stands in a payload; cleaned of what cannot be printed. */
export interface EnvironPart {
  readonly code: number;
  readonly text: string;
}

/**
 * Reads the parts of a NEW-ENVIRON payload, in order.
 *
 * @param bytes What follows IS, SEND or INFO.
 * @param most How many characters of each part are read.
 */
export function* environParts(bytes: Uint8Array, most: number): Generator<EnvironPart> {
  let code: number | undefined;
  let text = "";
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (isStart(byte)) {
      if (code !== undefined) yield { code, text: clean(text) };
      code = byte;
      text = "";
      continue;
    }
    const isEscape = byte === ENVIRON_CODE.ESC;
    if (isEscape) at++;
    if (text.length < most && at < bytes.length) text += String.fromCharCode(bytes[at] ?? 0);
  }
  if (code !== undefined) yield { code, text: clean(text) };
}

function isStart(byte: number): boolean {
  const { VAR, VALUE, USERVAR } = ENVIRON_CODE;
  return byte === VAR || byte === VALUE || byte === USERVAR;
}

function clean(text: string): string {
  return text.replace(NOT_PRINTABLE, "").trim();
}
