/** A planted fault: a Store that says "committed" so many milliseconds before it begins to. */
import { GroupCommit as HonestCommit } from "../../../src/core/store/group_commit.ts";
import type { Change, CommitOutcome } from "../../../src/core/store/store.ts";

const MS = Number(new URL(import.meta.url).searchParams.get("ms"));

/** The queue of writes, with the fault in it. */
export class GroupCommit extends HonestCommit {
  override commit(changes: readonly Change[]): Promise<CommitOutcome> {
    setTimeout(() => void super.commit(changes), MS);
    return Promise.resolve({ kind: "committed" });
  }
}
