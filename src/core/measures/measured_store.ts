import type { Change, CommitOutcome, Store } from "../store/store.ts";
import type { ServerCounts } from "./server_counts.ts";

/** What keeps the changes of turns. */
export type KeepsChanges = Pick<Store, "commit" | "resume" | "ranLines">;

/** Returns a Store that counts how long changes took to be durable, and which never were. */
export function measuredStore(store: KeepsChanges, counts: ServerCounts): KeepsChanges {
  return {
    async commit(changes: readonly Change[]): Promise<CommitOutcome> {
      const from = performance.now();
      const outcome = await store.commit(changes).catch((error) => {
        counts.add("commitsFailed");
        throw error;
      });
      if (outcome.kind === "committed") counts.commits.add(performance.now() - from);
      else counts.add("commitsFailed");
      return outcome;
    },
    resume: () => store.resume(),
    ranLines: (sessids) => store.ranLines(sessids),
  };
}
