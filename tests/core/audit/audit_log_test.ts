import assert from "node:assert/strict";
import { MAX_AUDIT_DETAIL } from "../../../src/core/audit/audit.ts";
import { type AuditLab, auditLab } from "./audit_lab.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const anna = { id: 1, name: "Anna" };
const wrong = (address: string) => ({ account: anna, address, detail: "wrong password" });

/** What is kept but for that the game started. */
async function happened({ kept }: AuditLab) {
  return (await kept()).filter(({ kind }) => kind !== "start");
}

Deno.test("gate 16. an entry says when, what, to whom, by whom and from where", async () => {
  await using lab = await auditLab();
  const root = { id: 7, name: "Root" };
  // Only the name of an account is looked at.
  const account = root as unknown as import("../../../src/core/model.ts").Account;
  const from = { address: "192.0.2.7", protocolKey: "ssh", sessid: 3, account };
  lab.audit.during(from, () => lab.audit.record({ kind: "password", account: anna }));
  const [entry] = await happened(lab);
  const at = lab.clock.now();
  assert.deepEqual(entry, {
    ...{ id: 2, at, kind: "password", accountId: 1, account: "Anna", by: "Root" },
    ...{ address: "192.0.2.7", protocol: "ssh", sessid: 3, detail: "", count: 1, lastAt: at },
  });
});

Deno.test("gate 16. entries are a part of the turn that they tell of, and share its fate", async () => {
  await using lab = await auditLab();
  const scope = {};
  lab.journal.inScope(scope, () => {
    lab.audit.recordAttempt({ kind: "command", account: anna, detail: "perm bert = Admin" });
    lab.audit.record({ kind: "permission", account: { id: 2, name: "Bert" } });
  });
  lab.journal.undoScope(scope);
  assert.deepEqual((await happened(lab)).map(({ kind }) => kind), ["command"]);
});

Deno.test("gate 16. a flood of guesses is few entries, few writes, and every guess is counted", async () => {
  await using lab = await auditLab();
  let writes = 0;
  for (let guess = 0; guess < 100_000; guess++) {
    lab.audit.recordRefusal(wrong("192.0.2.7"));
    lab.clock.advance(1);
    writes += await lab.endTurn();
  }
  lab.audit.stop();
  const refused = await happened(lab);
  assert.deepEqual(refused.map(({ count }) => count), [100_000]);
  assert.equal(refused[0]?.lastAt, lab.clock.now() - 1);
  // 100 seconds: the entry, a count every ten, a look for old ones every minute.
  assert.ok(writes <= 13, `${writes} writes`);
});

Deno.test("gate 16. guesses from everywhere are at most some hundred entries in ten minutes", async () => {
  await using lab = await auditLab();
  for (let guess = 0; guess < 20_000; guess++) {
    const address = `10.${guess >> 16}.${(guess >> 8) & 255}.${guess & 255}`;
    lab.audit.recordRefusal(wrong(address));
  }
  lab.audit.stop();
  const refused = await happened(lab);
  assert.equal(refused.length, 201);
  assert.equal(refused.reduce((sum, { count }) => sum + count, 0), 20_000);
  const [others] = refused.filter(({ count }) => count > 1);
  assert.deepEqual([others?.address, others?.account], ["", ""]);
  lab.clock.advance(10 * MINUTE);
  lab.audit.recordRefusal(wrong("192.0.2.7"));
  assert.equal((await happened(lab)).at(-1)?.address, "192.0.2.7", "then it begins anew");
});

Deno.test("gate 16. refusals for another reason, at another account or later are entries of their own", async () => {
  await using lab = await auditLab();
  const address = "2001:db8::1";
  lab.audit.recordRefusal(wrong(address));
  lab.audit.recordRefusal(wrong("2001:db8::2"));
  lab.audit.recordRefusal({ ...wrong(address), detail: "banned name" });
  lab.audit.recordRefusal({ ...wrong(address), account: { id: 2, name: "Bert" } });
  lab.audit.recordRefusal({ ...wrong(address), account: null });
  lab.clock.advance(10 * MINUTE);
  lab.audit.recordRefusal({ ...wrong(address), account: null });
  lab.clock.advance(10 * SECOND);
  lab.audit.recordRefusal(wrong(address));
  assert.deepEqual((await happened(lab)).map(({ count }) => count), [2, 1, 1, 1, 1, 1]);
});

Deno.test("gate 16. entries that are too old go, a little later", async () => {
  await using lab = await auditLab({ auditDays: 90 });
  lab.audit.record({ kind: "login", account: anna });
  lab.audit.record({ kind: "command", account: anna });
  await lab.endTurn();
  lab.clock.advance(90 * DAY - MINUTE);
  lab.audit.record({ kind: "logout", account: anna });
  assert.equal((await happened(lab)).length, 3);
  lab.clock.advance(2 * MINUTE);
  lab.audit.record({ kind: "login", account: anna });
  assert.deepEqual((await lab.kept()).map(({ kind }) => kind), ["logout", "login"]);
});

Deno.test("gate 16. entries that are too many go, the oldest first; comings and goings push out no deed", async () => {
  await using lab = await auditLab({ auditRows: 100, auditDays: 0 });
  lab.audit.record({ kind: "permission", account: anna });
  for (let day = 0; day < 5_000; day++) {
    lab.clock.advance(DAY);
    lab.audit.record({ kind: "login", account: anna, detail: String(day) });
    await lab.endTurn();
  }
  const kept = await lab.kept();
  const logins = kept.filter(({ kind }) => kind === "login").map(({ detail }) => Number(detail));
  assert.deepEqual(logins, Array.from({ length: 100 }, (_, index) => 4_900 + index));
  assert.deepEqual(kept.slice(0, 2).map(({ kind }) => kind), ["start", "permission"]);
});

Deno.test("gate 16. however fast entries come, those that are too many go", async () => {
  await using lab = await auditLab({ auditRows: 100 });
  for (let count = 0; count < 10_000; count++) {
    lab.audit.record({ kind: "login", account: anna });
    if (count % 50 === 0) await lab.endTurn();
  }
  assert.ok((await happened(lab)).length <= 1_100);
});

Deno.test("gate 16. while nothing can be kept nothing throws, and what was lost is counted", async () => {
  await using lab = await auditLab();
  lab.journal.refuseChanges("disk full");
  for (let count = 0; count < 3; count++) lab.audit.record({ kind: "logout", account: anna });
  for (let count = 0; count < 3; count++) lab.audit.recordRefusal(wrong("192.0.2.7"));
  lab.journal.takeChanges();
  lab.clock.advance(10 * SECOND);
  lab.audit.record({ kind: "login", account: anna });
  assert.deepEqual((await happened(lab)).map(({ kind, detail, count }) => [kind, detail, count]), [
    ["refused", "wrong password", 3],
    ["lost", "3 entries could not be kept", 1],
    ["login", "", 1],
  ]);
});

Deno.test("gate 16. with auditRows 0 nothing is kept", async () => {
  await using lab = await auditLab({ auditRows: 0 });
  lab.audit.record({ kind: "login", account: anna });
  lab.audit.recordRefusal(wrong("192.0.2.7"));
  lab.audit.stop();
  assert.deepEqual(await lab.kept(), []);
});

Deno.test("AuditLog.record() cuts a detail that is too long, between characters", async () => {
  await using lab = await auditLab();
  lab.audit.record({ kind: "command", detail: `${"x".repeat(MAX_AUDIT_DETAIL - 2)}🦊🦊` });
  const [entry] = await happened(lab);
  assert.equal(entry?.detail, `${"x".repeat(MAX_AUDIT_DETAIL - 2)}…`);
});

Deno.test("AuditLog.find() finds by name, kind, time and network, page after page", async () => {
  await using lab = await auditLab();
  for (let count = 0; count < 5_000; count++) {
    const address = count === 10 ? "10.1.2.3" : "192.0.2.7";
    lab.audit.record({ kind: "login", account: anna, address });
    lab.clock.advance(SECOND);
  }
  lab.audit.record({ kind: "boot", account: { id: 2, name: "Bert" }, by: "Anna", address: "::1" });
  await lab.endTurn();
  const ids = async (query: Parameters<typeof lab.audit.find>[0]) => {
    const found = await lab.audit.find(query);
    return found.kind === "found" ? found.entries.map(({ id }) => id) : found.problem;
  };
  assert.deepEqual(await ids({ address: "10.0.0.0/8", limit: 5 }), [12]);
  assert.deepEqual(await ids({ address: "::1", limit: 5 }), [5002]);
  assert.deepEqual(await ids({ name: "ANNA", limit: 2 }), [5002, 5001]);
  assert.deepEqual(await ids({ name: "bert", limit: 2 }), [5002]);
  assert.deepEqual(await ids({ kind: "login", before: 5, limit: 9 }), [4, 3, 2]);
  assert.deepEqual(await ids({ since: lab.clock.now() - 1500, limit: 9 }), [5002, 5001]);
  assert.match(String(await ids({ address: "nowhere", limit: 1 })), /That is no address/);
});
