import assert from "node:assert/strict";
import { answerStanding } from "../../../src/core/account/answer_standing.ts";
import { accountLab } from "./account_lab.ts";

const ADDRESS = "192.0.2.7";

async function standingLab() {
  const lab = await accountLab({ guestEnabled: true });
  const created = await lab.accounts.create("Anna", "tall-clock-ticks", ADDRESS);
  assert.ok(created.kind === "created");
  const parts = { game: { accounts: lab.accounts }, bans: lab.bans };
  const standing = (uid = created.account.id) => answerStanding({ uid, address: ADDRESS }, parts);
  return {
    ...lab,
    ...{ account: created.account, standing },
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}

Deno.test("answerStanding() tells staff from others, as the account is just now", async () => {
  await using lab = await standingLab();
  const { account, standing } = lab;
  const isStaff = async () => {
    const answer = await standing();
    return answer.kind === "kept" && answer.isStaff;
  };
  assert.equal(await isStaff(), false);
  account.permissions = ["Builder"];
  assert.equal(await isStaff(), false);
  account.permissions = ["Admin"];
  assert.equal(await isStaff(), true);
  account.isQuelled = true;
  assert.equal(await isStaff(), false);
});

Deno.test("answerStanding() marks each password otherwise, and tells nothing of it", async () => {
  await using lab = await standingLab();
  const { account, accounts, standing } = lab;
  const first = await standing();
  assert.deepEqual(await standing(), first);
  await accounts.setPassword(account, "tall-clock-ticks");
  const second = await standing();
  assert.ok(first.kind === "kept" && second.kind === "kept");
  assert.notEqual(second.passwordMark, first.passwordMark);
  assert.match(second.passwordMark, /^[A-Za-z0-9_-]{43}$/);
});

Deno.test("answerStanding() knows no account that is gone, a guest's or banned", async () => {
  await using lab = await standingLab();
  const { account, accounts, bans, standing } = lab;
  assert.deepEqual(await standing(account.id + 100), { kind: "gone" });
  const guest = await accounts.createGuest(ADDRESS);
  assert.ok(guest.kind === "created");
  assert.deepEqual(await standing(guest.account.id), { kind: "gone" });
  bans.reset([{ id: 1, kind: "name", pattern: "anna", reason: "", by: "Bert", at: 0 }]);
  assert.deepEqual(await standing(), { kind: "banned", what: "name" });
  bans.reset([]);
  await accounts.delete(account);
  assert.deepEqual(await standing(), { kind: "gone" });
});
