import type { Call } from "../../core/boundary/messages.ts";

const ENCODER = new TextEncoder();

/**
 * Writes a GMCP message: the name, and the call's arguments as JSON on one line (behaviour 10.3.2).
 *
 * Nothing makes no data, one argument stands alone, several are an array, keyword arguments are an
 * object; both are an array of the two.
 *
 * @param name The message's name.
 * @param call The call; what it is called does not matter.
 * @returns The message in UTF-8, without a byte 0 or 255, or `undefined` when JSON cannot hold it.
 */
export function writeGmcp(name: string, call: Call): Uint8Array | undefined {
  const data = dataOf(call);
  if (data === undefined) return ENCODER.encode(name);
  const text = toJson(data);
  return text === undefined ? undefined : ENCODER.encode(`${name} ${text}`);
}

function dataOf([, args, kwargs]: Call): unknown {
  const alone = args.length === 1 ? args[0] ?? null : args;
  if (Object.keys(kwargs).length === 0) return args.length === 0 ? undefined : alone;
  return args.length === 0 ? kwargs : [alone, kwargs];
}

function toJson(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined; // circular, a bigint, or too deep
  }
}
