import type { Call } from "../boundary/messages.ts";
import type { Json, Outputs, Session } from "../model.ts";

/**
 * Returns the outputfunc calls of something said: out-of-band messages and text first, the prompt
 * last (behaviour 10.1.4).
 *
 * @param said Markup, or its parts by name.
 */
export function callsOf(said: string | Outputs): readonly Call[] {
  if (typeof said === "string") return [["text", [said], {}]];
  const calls = Object.entries(said.oob ?? {}).map(([name, data]) => oobCall(name, data));
  const kwargs = said.type === undefined ? {} : { type: said.type };
  if (said.text !== undefined) calls.push(["text", [said.text], kwargs]);
  if (said.prompt !== undefined) calls.push(["prompt", [said.prompt], {}]);
  return calls;
}

/** Fields are keyword arguments; a list, too, is one value, whatever its length. */
function oobCall(name: string, data: Json): Call {
  return isFields(data) ? [name, [], data] : [name, [data], {}];
}

function isFields(data: Json): data is Readonly<Record<string, Json>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/**
 * Returns the numbers of sessions that are to be told.
 *
 * @param sessions One session or several; those that have ended are left out.
 */
export function sessidsOf(sessions: Session | readonly Session[]): readonly number[] {
  const list = "sessid" in sessions ? [sessions] : sessions;
  return list.filter(({ state }) => state !== "closed").map(({ sessid }) => sessid);
}
