import assert from "node:assert/strict";
import { StoreFencedError } from "../../../src/core/store/store_fenced_error.ts";
import { Replica } from "./replica.ts";
import { account, ban, object, put } from "./samples.ts";
import { testOf, WAYS } from "./store_house.ts";

for (const test of WAYS.map(testOf)) {
  test("commits and gives the snapshot in chunks", async (house) => {
    const store = await house.writer(1);
    const rows = [1, 2, 3, 4, 5, 6, 7].map((id) => put(id));
    assert.deepEqual(await store.commit(rows), { kind: "committed" });
    const replica = new Replica();
    const end = await house.connect(2).read(replica);
    assert.deepEqual(end, { lastObjectId: 7, lastAuditId: 0 });
    assert.deepEqual([...replica.objects.values()], [1, 2, 3, 4, 5, 6, 7].map((id) => object(id)));
    assert.equal(replica.chunks, 3);
  });

  test("feeds commits to a reader until takeOver() fences the writer", async (house) => {
    const old = await house.writer(1);
    await old.commit([put(1), put(2)]);
    const replica = new Replica();
    const next = house.connect(2);
    await next.read(replica);
    const last = old.commit([put(2, "two"), { kind: "deleteObject", id: 1 }, put(3)]);
    const end = await next.takeOver();
    assert.deepEqual(await last, { kind: "committed" });
    assert.deepEqual(replica.names(), ["two", "object 3"]);
    assert.deepEqual(end, { lastObjectId: 3, lastAuditId: 0 });
    assert.equal((await old.commit([put(4)])).kind, "failed");
    await assert.rejects(old.findAccount("anyone"), StoreFencedError);
    assert.deepEqual(await next.commit([put(4)]), { kind: "committed" });
  });

  test("finishes a snapshot that is still on its way when takeOver() is asked", async (house) => {
    const old = await house.writer(1);
    await old.commit(Array.from({ length: 20 }, (_, index) => put(index + 1)));
    const replica = new Replica();
    const next = house.connect(2);
    const [, end] = await Promise.all([next.read(replica), next.takeOver()]);
    assert.equal(replica.objects.size, 20);
    assert.equal(end.lastObjectId, 20);
  });

  test("refuses commits of an epoch that has not taken over", async (house) => {
    await house.writer(1);
    const outcome = await house.connect(2).commit([put(1)]);
    assert.deepEqual(outcome, { kind: "failed", reason: "epoch 2 is not the one that writes" });
  });

  test("never gives the id of a deleted object again", async (house) => {
    const store = await house.writer(1);
    await store.commit([put(41)]);
    await store.commit([{ kind: "deleteObject", id: 41 }]);
    assert.deepEqual(await store.takeOver(), { lastObjectId: 41, lastAuditId: 0 });
  });

  test("fails a commit and every later one until resume()", async (house) => {
    const store = await house.writer(1);
    await store.commit([put(1)]);
    house.fault = "disk full";
    const failed = { kind: "failed", reason: "disk full" };
    const outcomes = await Promise.all([store.commit([put(2)]), store.commit([put(3)])]);
    assert.deepEqual(outcomes, [failed, failed]);
    assert.equal(await store.resume(), false);
    house.fault = null;
    assert.deepEqual(await store.commit([put(4)]), failed);
    assert.equal(await store.resume(), true);
    assert.deepEqual(await store.commit([put(5)]), { kind: "committed" });
    const replica = new Replica();
    assert.deepEqual(await house.connect(2).read(replica), { lastObjectId: 5, lastAuditId: 0 });
    assert.deepEqual(replica.names(), ["object 1", "object 5"]);
  });

  test("keeps what came before a batch that cannot be written, and all of no batch", async (house) => {
    const store = await house.writer(1);
    const created = await store.createAccount(account("Ann"));
    assert(created.kind === "created");
    const clash = { kind: "putAccount", row: { ...created.row, id: 99 } } as const;
    const outcomes = await Promise.all([
      store.commit([put(1)]),
      store.commit([put(2), clash]),
      store.commit([put(3)]),
    ]);
    assert.deepEqual(outcomes.map((outcome) => outcome.kind), ["committed", "failed", "failed"]);
    const replica = new Replica();
    assert.deepEqual(await house.connect(2).read(replica), { lastObjectId: 1, lastAuditId: 0 });
    assert.deepEqual(replica.names(), ["object 1"]);
  });

  test("finds the first account that cannot be read, among more than one chunk", async (house) => {
    const store = await house.writer(1);
    const data = (name: string) => ({ "D": "rust", "F": `{"permissions":7}` }[name] ?? "{}");
    for (const name of ["A", "B", "C"]) await store.createAccount(account(name));
    assert.equal(await store.damagedAccount(), null);
    for (const name of ["D", "E", "F"]) {
      await store.createAccount({ ...account(name), data: data(name) });
    }
    const inD = { row: "account 4", needed: "its data must be JSON" };
    assert.deepEqual(await house.connect(2).damagedAccount(), inD);
    await store.commit([{ kind: "deleteAccount", id: 4 }]);
    const inF = {
      row: "account 6",
      needed: `"permissions" of its data must be of the kind "texts"`,
    };
    assert.deepEqual(await store.damagedAccount(), inF);
  });

  test("creates an account once for each compared name", async (house) => {
    const store = await house.writer(1);
    const outcomes = await Promise.all([
      store.createAccount(account("Ann")),
      store.createAccount(account("ANN")),
      store.createAccount({ ...account("Bob"), isSuperuser: true }),
    ]);
    assert.deepEqual(outcomes.map((outcome) => outcome.kind), ["created", "taken", "created"]);
    const ann = { id: 1, ...account("Ann") };
    assert.deepEqual(outcomes[0], { kind: "created", row: ann });
    assert.deepEqual(await store.findAccount("ann"), ann);
    assert.deepEqual(await store.getAccount(1), ann);
    assert.equal(await store.findAccount("Ann"), undefined);
    assert.equal(await store.getAccount(7), undefined);
  });

  test("reports a failed createAccount() without failing the commits after it", async (house) => {
    const store = await house.writer(1);
    house.fault = "disk full";
    const created = await store.createAccount(account("Ann"));
    assert.deepEqual(created, { kind: "failed", reason: "disk full" });
    house.fault = null;
    assert.deepEqual(await store.commit([put(1)]), { kind: "committed" });
    assert.equal(await store.findAccount("ann"), undefined);
  });

  test("gives bans with the snapshot and their changes with the feed", async (house) => {
    const old = await house.writer(1);
    const named = { ...ban(2, "anna"), kind: "name" } as const;
    await old.commit([{ kind: "putBan", row: ban(1) }, { kind: "putBan", row: named }]);
    const replica = new Replica();
    const next = house.connect(2);
    await next.read(replica);
    assert.deepEqual([...replica.bans.values()], [ban(1), named]);
    const changed = ban(1, "2001:db8::/32");
    await old.commit([{ kind: "deleteBan", id: 2 }, { kind: "putBan", row: changed }]);
    await next.takeOver();
    assert.deepEqual([...replica.bans.values()], [changed]);
    const again = new Replica();
    await house.connect(3).read(again);
    assert.deepEqual([...again.bans.values()], [changed]);
  });

  test("keeps no ban whose commit failed", async (house) => {
    const store = await house.writer(1);
    house.fault = "disk full";
    assert.equal((await store.commit([{ kind: "putBan", row: ban(1) }])).kind, "failed");
    house.fault = null;
    const replica = new Replica();
    await house.connect(2).read(replica);
    assert.equal(replica.bans.size, 0);
  });

  test("knows whether there is a superuser", async (house) => {
    const store = await house.writer(1);
    assert.equal(await store.hasSuperuser(), false);
    await store.createAccount({ ...account("Root"), isSuperuser: true });
    assert.equal(await store.hasSuperuser(), true);
  });

  test("reads accounts as its own commits left them", async (house) => {
    const store = await house.writer(1);
    const row = { id: 5, ...account("Eve") };
    const commit = store.commit([{ kind: "putAccount", row }]);
    assert.deepEqual(await store.findAccount("eve"), row);
    assert.deepEqual(await commit, { kind: "committed" });
    await store.commit([{ kind: "deleteAccount", id: 5 }]);
    assert.equal(await store.findAccount("eve"), undefined);
  });

  test("lets two accounts of one batch pass a name on in either order", async (house) => {
    const store = await house.writer(1);
    const rows = [{ id: 1, ...account("Ann") }, { id: 2, ...account("Bob") }];
    await store.commit(rows.map((row) => ({ kind: "putAccount", row })));
    const swapped = [{ id: 1, ...account("Bob") }, { id: 2, ...account("Ann") }];
    const outcome = await store.commit(swapped.map((row) => ({ kind: "putAccount", row })));
    assert.deepEqual(outcome, { kind: "committed" });
    assert.equal((await store.findAccount("ann"))?.id, 2);
  });

  test("gives no id of its own that was given from outside, also in one transaction", async (house) => {
    const store = await house.writer(1);
    const put = (id: number, name: string) =>
      store.commit([{ kind: "putAccount", row: { id, ...account(name) } }]);
    const idOf = async (name: string) => {
      const outcome = await store.createAccount(account(name));
      assert(outcome.kind === "created", `${name}: ${outcome.kind}`);
      return outcome.row.id;
    };
    assert.equal(await idOf("Ann"), 1);
    assert.deepEqual(await put(40, "Bob"), { kind: "committed" });
    assert.equal(await idOf("Cid"), 41);
    const [, own, , later] = await Promise.all([
      put(42, "Dot"),
      idOf("Eve"),
      put(50, "Fay"),
      idOf("Gus"),
    ]);
    assert.deepEqual([own, later], [43, 51]);
    // A lower one, and one that is gone, give no reason to go back.
    await put(7, "Hal");
    await store.commit([{ kind: "deleteAccount", id: 51 }]);
    assert.equal(await idOf("Ida"), 52);
    const next = await house.writer(2);
    const outcome = await next.createAccount(account("Jon"));
    assert.equal(outcome.kind === "created" && outcome.row.id, 53);
  });

  test("gives a name to another account in one commit, and in many at once", async (house) => {
    const store = await house.writer(1);
    const put = (id: number, name: string) =>
      ({ kind: "putAccount", row: { id, ...account(name) } }) as const;
    await store.commit([put(12, "Ann")]);
    const passing = [
      [put(12, "Ann (gone 12)"), put(30, "Ann")],
      [put(41, "Ann"), put(30, "Ann (gone 30)")],
      [put(41, "Ann (gone 41)"), put(52, "Ann")],
    ];
    const outcomes = await Promise.all(passing.map((changes) => store.commit(changes)));
    assert.deepEqual(outcomes.map(({ kind }) => kind), passing.map(() => "committed"));
    assert.equal((await store.findAccount("ann"))?.id, 52);
    for (const id of [12, 30, 41]) {
      assert.equal((await store.getAccount(id))?.name, `Ann (gone ${id})`);
    }
  });

  test("shares nothing by reference", async (house) => {
    const store = await house.writer(1);
    const replica = new Replica();
    await house.connect(2).read(replica);
    const row = { ...object(1), name: "before" };
    const commit = store.commit([{ kind: "putObject", row }]);
    row.name = "after";
    await commit;
    assert.deepEqual(replica.names(), ["before"]);
  });

  test("rejects data that cannot be cloned and goes on", async (house) => {
    const store = await house.writer(1);
    // A function where text belongs, as a careless plugin in JavaScript might give it.
    const row = { ...object(1), data: (() => "") as unknown as string };
    const outcome = await store.commit([{ kind: "putObject", row }]).catch(() => "rejected");
    assert.notDeepEqual(outcome, { kind: "committed" });
    assert.deepEqual(await store.commit([put(1)]), { kind: "committed" });
  });

  test("close() finishes what was asked for and ends this Server's use", async (house) => {
    const store = await house.writer(1);
    const commit = store.commit([put(1)]);
    await store.close();
    assert.deepEqual(await commit, { kind: "committed" });
    assert.equal((await store.commit([put(2)])).kind, "failed");
    await assert.rejects(store.getAccount(1), StoreFencedError);
    await store.close();
  });
}
