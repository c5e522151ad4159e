import type { SessionSync } from "../../../core/boundary/messages.ts";
import type { Asks } from "../../../core/boundary/questions.ts";
import { shownData } from "../../secrets/shown_data.ts";

/** Of how many sessions the Server is asked what it holds. */
const MOST_ASKED = 40;

/** A session at a moment: what is shown of it. */
export interface Snapshot {
  readonly sessid: number;
  /** The sync fields, which both sides hold; what is secret in them is cut. */
  readonly sync: unknown;
  /** What the Server alone holds, which a reload loses; `null` when it did not say. */
  readonly ndb: unknown;
}

/**
 * Tells how sessions are at this moment.
 *
 * @param syncs The sessions as the Portal knows them.
 * @param how Who is asked what the Server holds, and until when: milliseconds since 1970.
 */
export async function snapshots(
  syncs: readonly SessionSync[],
  { questions, deadline }: { readonly questions: Asks; readonly deadline: number },
): Promise<readonly Snapshot[]> {
  const asked = syncs.slice(0, MOST_ASKED).map(async ({ sessid }) => {
    const answer = await questions.ask("inspect", { sessid, line: null }, { deadline });
    return answer.kind === "answered" && answer.value.kind === "session"
      ? shownData(answer.value.session.ndb)
      : null;
  });
  const ndbs = await Promise.all(asked);
  return syncs.map((sync, at) => {
    return { sessid: sync.sessid, sync: shownData(sync), ndb: ndbs[at] ?? null };
  });
}
