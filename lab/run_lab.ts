import { LabClient, type Patience, type Target } from "./lab_client.ts";
import { readPlainMssp } from "./mssp.ts";
import { crawler } from "./personas/crawler.ts";
import { netcat } from "./personas/netcat.ts";
import type { Persona } from "./personas/persona.ts";
import { PLAYERS } from "./personas/personas.ts";
import { decode, type Recording } from "./recording.ts";
import { type Support, supportOf } from "./support.ts";
import { crawl, crawlPlainly, type Visit } from "./visits.ts";

/** How the lab is run. */
export interface LabOptions {
  readonly target: Target;
  readonly patience: Patience;
  /** What each player's client does once it is connected. */
  readonly visit: Visit;
}

/**
 * Lets every client visit a server, one after the other.
 *
 * @returns The grid: a row for each client, the crawler last.
 */
export async function runLab({ target, patience, visit }: LabOptions): Promise<readonly Support[]> {
  const go = (persona: Persona, visit: Visit) => visitAs(persona, { target, patience, visit });
  const ask = (persona: Persona, visit: Visit) =>
    visitAs(persona, { target, patience: forAnswer(patience), visit });
  const rows: Support[] = [];
  for (const persona of PLAYERS) rows.push(supportOf(persona, await go(persona, visit)));
  const crawled = supportOf(crawler, await ask(crawler, crawl));
  const plain = await ask({ ...netcat, lineEnd: "\r\n" }, crawlPlainly);
  const count = readPlainMssp(decode(plain.text)).size;
  return [...rows, { ...crawled, mssp: `${crawled.mssp}; ${count} in plain text` }];
}

/** A server without MSSP never answers a crawler, which then goes sooner. */
function forAnswer({ quietMs }: Patience): Patience {
  return { longestMs: 3 * quietMs, quietMs };
}

/** Lets one client visit a server, and returns what it got. */
export async function visitAs(
  persona: Persona,
  { target, patience, visit }: LabOptions,
): Promise<Recording> {
  await using client = await LabClient.connect(target, persona, patience);
  await visit(client, persona);
  return client.recording;
}
