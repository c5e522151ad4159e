import type { Call } from "../boundary/messages.ts";
import type { Outputs, Session } from "../model.ts";

/**
 * Returns the outputfunc calls of something said: out-of-band messages and text first, the prompt
 * last (behaviour 10.1.4).
 *
 * @param said Markup, or its parts by name.
 */
export function callsOf(said: string | Outputs): readonly Call[] {
  if (typeof said === "string") return [["text", [said], {}]];
  const calls: Call[] = Object.entries(said.oob ?? {}).map(([name, kwargs]) => [name, [], kwargs]);
  const kwargs = said.type === undefined ? {} : { type: said.type };
  if (said.text !== undefined) calls.push(["text", [said.text], kwargs]);
  if (said.prompt !== undefined) calls.push(["prompt", [said.prompt], {}]);
  return calls;
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
