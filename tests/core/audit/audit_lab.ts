import type { AuditEntry } from "../../../src/core/audit/audit.ts";
import { AuditLog } from "../../../src/core/audit/audit_log.ts";
import { ManualClock } from "../../../src/core/clock.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { Journal } from "../../../src/core/store/journal.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";

/** An audit log over a database in memory, whose turns the test ends. */
export interface AuditLab extends AsyncDisposable {
  readonly audit: AuditLog;
  readonly journal: Journal<never>;
  readonly clock: ManualClock;
  /** Ends the turn and commits it; returns how many changes it had. */
  endTurn(): Promise<number>;
  /** Returns what is kept, the oldest first. */
  kept(): Promise<readonly AuditEntry[]>;
}

/** Makes an audit log that has started. */
export async function auditLab(
  settings: { readonly auditRows?: number; readonly auditDays?: number } = {},
): Promise<AuditLab> {
  const engine = new StoreEngine(openDatabase(":memory:"));
  const store = new InlineStore(engine, 1);
  const { lastAuditId } = await store.takeOver();
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const journal = new Journal<never>(() => {});
  const audit = new AuditLog({
    settings: { auditRows: 100_000, auditDays: 90, ...settings },
    ...{ clock, journal, store },
  });
  audit.start(lastAuditId, "cold");
  const endTurn = async () => {
    const changes = journal.endTurn()?.changes ?? [];
    if (changes.length > 0) await store.commit(changes);
    return changes.length;
  };
  await endTurn();
  return {
    ...{ audit, journal, clock, endTurn },
    async kept() {
      await endTurn();
      const page = { before: Number.MAX_SAFE_INTEGER, limit: 1_000_000 };
      return (await store.auditEntries(page)).toReversed();
    },
    [Symbol.asyncDispose]: () => engine.close(),
  };
}
