import assert from "node:assert/strict";
import { answerLogin } from "../../../src/core/account/answer_login.ts";
import type { Authenticate } from "../../../src/core/boundary/authenticate_question.ts";
import { addSshKey, removeSshKey } from "../../../src/core/account/ssh_keys.ts";
import { accountLab } from "./account_lab.ts";

const KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIDHNxPP7HU0kSNhI642oA8xh7Lpdqqm8dDSFI4UbbADZ";
const PASSWORD = "tall-clock-ticks";
const ADDRESS = "192.0.2.7";

async function loginLab() {
  const lab = await accountLab({ loginThrottleLimit: 2 });
  const created = await lab.accounts.create("Anna", PASSWORD, ADDRESS);
  assert.ok(created.kind === "created");
  const parts = { game: { accounts: lab.accounts }, bans: lab.bans, audit: lab.audit };
  const asked = (name: string, proof: Authenticate["proof"]) =>
    answerLogin({ name, address: ADDRESS, protocolKey: "ssh", proof }, parts);
  return {
    ...lab,
    account: created.account,
    byKey: (name: string, key = KEY) => asked(name, { kind: "key", key }),
    byPassword: (name: string, password: string) => asked(name, { kind: "password", password }),
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}

Deno.test("1.1.7 answerLogin() finds the account of a name and a password", async () => {
  await using lab = await loginLab();
  const { account, byPassword } = lab;
  assert.deepEqual(await byPassword("anna", PASSWORD), { kind: "ok", uid: account.id });
  assert.deepEqual(await byPassword("nobody", PASSWORD), { kind: "wrong" });
  assert.deepEqual(await byPassword("anna", "wrong"), { kind: "wrong" });
  assert.deepEqual(await byPassword("anna", PASSWORD), { kind: "throttled", seconds: 300 });
});

Deno.test("answerLogin() lets in by a key that the account has, and by no other", async () => {
  await using lab = await loginLab();
  const { account, byKey } = lab;
  assert.deepEqual(await byKey("anna"), { kind: "wrong" });
  assert.equal(addSshKey(account, `ssh-ed25519 ${KEY}`).kind, "added");
  assert.deepEqual(await byKey("anna"), { kind: "ok", uid: account.id });
  assert.deepEqual(await byKey("nobody"), { kind: "wrong" });
  assert.deepEqual(await byKey("anna", "AAAA"), { kind: "wrong" });
  removeSshKey(account, 1);
  assert.deepEqual(await byKey("anna"), { kind: "wrong" });
});

Deno.test("gate 8. answerLogin() lets nobody in whom a ban keeps out, whatever their key", async () => {
  await using lab = await loginLab();
  addSshKey(lab.account, `ssh-ed25519 ${KEY}`);
  lab.bans.reset([{ id: 1, kind: "name", pattern: "anna", reason: "", by: "Bert", at: 0 }]);
  assert.deepEqual(await lab.byKey("Anna"), { kind: "banned", what: "name" });
});

Deno.test("answerLogin() does not count a key that the account has not got as a guess", async () => {
  await using lab = await loginLab();
  for (let at = 0; at < 5; at++) await lab.byKey("anna");
  assert.equal((await lab.byPassword("anna", PASSWORD)).kind, "ok");
});

Deno.test("addSshKey() keeps a key once, and no more than ten", async () => {
  await using lab = await loginLab();
  const { account } = lab;
  const bytes = Buffer.from(KEY, "base64");
  for (let at = 0; at < 10; at++) {
    bytes[bytes.length - 1] = at;
    assert.equal(addSshKey(account, `ssh-ed25519 ${bytes.toString("base64")}`).kind, "added");
  }
  const again = addSshKey(account, `ssh-ed25519 ${bytes.toString("base64")}`);
  assert.deepEqual(again, { kind: "refused", problem: "You have that key already." });
  const more = addSshKey(account, `ssh-ed25519 ${KEY}`);
  assert.ok(more.kind === "refused" && /Remove one first/.test(more.problem));
});
