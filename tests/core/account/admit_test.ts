import assert from "node:assert/strict";
import { TotpApp } from "../../games/totp_app.ts";
import { addressBan, nameBan } from "../gate/ban_samples.ts";
import { accountLab } from "./account_lab.ts";

const HERE = "198.51.100.7";
const FAR = "192.0.2.1";

/** Makes an account that has no password. */
async function withoutPassword(lab: Awaited<ReturnType<typeof accountLab>>) {
  const made = await lab.accounts.create("anna", null, HERE);
  assert.ok(made.kind === "created");
  return made.account;
}

Deno.test("AccountService.create() without a password makes no hash, and none fits", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 0, accountThrottleLimit: 0 });
  const account = await withoutPassword(lab);
  assert.deepEqual(lab.derivations, []);
  for (const password of ["none", "null", "", "anna"]) {
    assert.equal((await lab.accounts.authenticate("anna", password, HERE)).kind, "wrong");
  }
  assert.equal(lab.derivations.length, 4, "it takes as long as a wrong password");
  await lab.accounts.setPassword(account, "sesame-street");
  assert.equal((await lab.accounts.verify(account, "sesame-street", HERE)).kind, "ok");
});

Deno.test("AccountService.create() without a password refuses names and banned addresses alike", async () => {
  await using lab = await accountLab();
  lab.bans.add(addressBan(1, "192.0.2.0/24"));
  assert.equal((await lab.accounts.create("a b c!", null, HERE)).kind, "refused");
  assert.equal((await lab.accounts.create("bert", null, FAR)).kind, "refused");
});

Deno.test("AccountService.admit() lets an account in, and computes nothing", async () => {
  await using lab = await accountLab();
  const account = await withoutPassword(lab);
  assert.deepEqual(await lab.accounts.admit(account, HERE), { kind: "ok", account });
  assert.deepEqual(lab.derivations, []);
});

Deno.test("AccountService.admit() keeps out who is banned, by address and by name", async () => {
  await using lab = await accountLab();
  const account = await withoutPassword(lab);
  lab.bans.add(addressBan(1, "192.0.2.0/24"));
  assert.deepEqual(await lab.accounts.admit(account, FAR), { kind: "banned", what: "address" });
  assert.equal((await lab.accounts.admit(account, HERE)).kind, "ok");
  lab.bans.add(nameBan(2, "anna"));
  assert.deepEqual(await lab.accounts.admit(account, HERE), { kind: "banned", what: "name" });
});

Deno.test("AccountService.admit() keeps out an address that failed too often, and no other", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 2, loginThrottleTimeout: 300 });
  const account = await withoutPassword(lab);
  for (let count = 0; count < 2; count++) await lab.accounts.authenticate("no", "no", FAR);
  assert.deepEqual(await lab.accounts.admit(account, FAR), { kind: "throttled", seconds: 300 });
  assert.equal((await lab.accounts.admit(account, HERE)).kind, "ok");
});

Deno.test("AccountService.admit() says that an account asks for a code, or is gone", async () => {
  await using lab = await accountLab();
  const account = await withoutPassword(lab);
  const { secret, uri } = await lab.accounts.twoFactor.propose(account);
  const code = new TotpApp(uri).codeAt(lab.clock.now());
  const { kind } = await lab.accounts.twoFactor.turnOn(account, secret, { code, address: HERE });
  assert.equal(kind, "on");
  assert.deepEqual(await lab.accounts.admit(account, HERE), { kind: "code", owner: account });
  await lab.accounts.delete(account);
  assert.deepEqual(await lab.accounts.admit(account, HERE), { kind: "wrong" });
});
