import type { Call } from "../boundary/messages.ts";

/**
 * Returns the data of a call, as one value: keyword arguments alone, one argument alone, several
 * as an array; the two together as an array of both, as GMCP says it.
 */
export function dataOf([, args, kwargs]: Call): unknown {
  const alone = args.length === 1 ? args[0] : args;
  if (Object.keys(kwargs).length > 0) return args.length === 0 ? kwargs : [alone, kwargs];
  return args.length === 0 ? {} : alone;
}

/** Returns a call with that data: an object becomes keyword arguments, an array arguments. */
export function callWith(name: string, data: unknown): Call {
  if (Array.isArray(data)) return [name, data, {}];
  return isRecord(data) ? [name, [], data] : [name, [data], {}];
}

/**
 * Returns a call with other data: what was said as one value stays one, though it be a list of one.
 */
export function callLike([, args]: Call, name: string, data: unknown): Call {
  return args.length === 1 && Array.isArray(data) ? [name, [data], {}] : callWith(name, data);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
