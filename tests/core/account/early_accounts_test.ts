import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ACCOUNT_HOST } from "../../../fuzz/account_host.ts";
import { StoredAccount } from "../../../src/core/account/account.ts";
import { EarlyAccounts } from "../../../src/core/account/early_accounts.ts";
import { InlineStore } from "../../../src/core/store/inline_store.ts";
import { readInto } from "../../../src/core/store/read_into.ts";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import type { AccountRow } from "../../../src/core/store/store.ts";
import { StoreEngine } from "../../../src/core/store/store_engine.ts";

const build = (row: AccountRow) => new StoredAccount(row, ACCOUNT_HOST);

/** The row of an account that has been changed so many times. */
function rowOf(id: number, version: number): AccountRow {
  return {
    ...{ id, name: `anna${id}`, nameKey: `anna${id}`, password: `hash ${version}` },
    ...{ isSuperuser: false, createdAt: 1, data: "{}" },
  };
}

const IDS = [1, 2, 3, 4] as const;

/** What happens while the new Server loads: the old one writes, the new one reads, time passes. */
const steps = fc.array(
  fc.record({
    does: fc.constantFrom("change", "delete", "read", "wait"),
    id: fc.constantFrom(...IDS),
  }),
  { maxLength: 30 },
);

Deno.test("EarlyAccounts hands over what the Store has at the take-over, whatever was changed meanwhile", async () => {
  await fc.assert(fc.asyncProperty(steps, async (steps) => {
    const engine = new StoreEngine(openDatabase(":memory:"));
    const older = new InlineStore(engine, 1);
    await older.takeOver();
    await older.commit(IDS.map((id) => ({ kind: "putAccount", row: rowOf(id, 0) })));
    const newer = new InlineStore(engine, 2);
    const early = new EarlyAccounts({ store: newer, build });
    await newer.read(readInto([early]));
    const under: Promise<unknown>[] = [];
    const untouched = new Set<number>();
    for (const [version, { does, id }] of steps.entries()) {
      if (does === "wait") await new Promise((resolve) => setImmediate(resolve));
      else if (does === "read") {
        await Promise.all(under.splice(0));
        under.push(early.read([id]));
        untouched.add(id);
      } else {
        untouched.delete(id);
        const row = rowOf(id, version + 1);
        const change = does === "change"
          ? { kind: "putAccount", row } as const
          : { kind: "deleteAccount", id } as const;
        under.push(older.commit([change]));
      }
    }
    await newer.takeOver();
    await Promise.all(under);
    for (const id of IDS) {
      const row = await newer.getAccount(id);
      const taken = early.take(id);
      if (taken !== undefined) assert.deepEqual(taken.toRow(), row && build(row).toRow());
      else assert.ok(row === undefined || !untouched.has(id), `account ${id} was read early`);
    }
    await engine.close();
  }));
});

Deno.test("EarlyAccounts.read() keeps nothing that was changed while the Store answered", async () => {
  const answer = Promise.withResolvers<AccountRow>();
  const early = new EarlyAccounts({ store: { getAccount: () => answer.promise }, build });
  const read = early.read([1]);
  early.onChanges([{ kind: "putAccount", row: rowOf(1, 1) }]);
  answer.resolve(rowOf(1, 0));
  await read;
  assert.equal(early.take(1), undefined);
});

Deno.test("EarlyAccounts.read() leaves to others what cannot be read", async () => {
  const getAccount = (id: number) =>
    id === 2 ? Promise.reject(new Error("damaged")) : Promise.resolve(rowOf(id, 0));
  const early = new EarlyAccounts({ store: { getAccount }, build });
  await early.read([1, 2]);
  assert.equal(early.take(2), undefined);
  assert.equal(early.take(1)?.id, 1);
});

Deno.test("EarlyAccounts.take() and clear() hand nothing over twice", async () => {
  const getAccount = (id: number) => Promise.resolve(rowOf(id, 0));
  const early = new EarlyAccounts({ store: { getAccount }, build });
  await early.read([1, 2]);
  assert.notEqual(early.take(1), undefined);
  assert.equal(early.take(1), undefined);
  early.clear();
  assert.equal(early.take(2), undefined);
});
