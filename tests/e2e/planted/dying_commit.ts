/** A planted fault: a Store whose thread dies of an error as something called Doom is to be kept. */
import { GroupCommit as LivingCommit } from "../../../src/core/store/group_commit.ts";
import type { Change, CommitOutcome } from "../../../src/core/store/store.ts";

/** The queue of writes, with the fault in it. */
export class GroupCommit extends LivingCommit {
  override commit(changes: readonly Change[]): Promise<CommitOutcome> {
    const isDoomed = changes.some((change) =>
      change.kind === "putObject" && change.row.name === "Doom"
    );
    if (!isDoomed) return super.commit(changes);
    queueMicrotask(() => {
      throw new Error("a bug in the Store");
    });
    return new Promise(() => {});
  }
}
