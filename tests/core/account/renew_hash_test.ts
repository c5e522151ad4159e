import assert from "node:assert/strict";
import { PasswordHasher } from "../../../src/core/account/password.ts";
import { measured } from "../../reliability/measured.ts";
import { type AccountLab, accountLab } from "./account_lab.ts";

const HOME = "127.0.0.1";
const PASSWORD = "sesame-street";

/** Puts an account into the Store as a server of that cost would have. */
async function keptAt(cost: number, { store }: AccountLab): Promise<void> {
  const outcome = await store.createAccount({
    ...{ name: "anna", nameKey: "anna", isSuperuser: false, createdAt: 1, data: "{}" },
    password: await new PasswordHasher({ cost, concurrency: 1 }).hash(PASSWORD),
  });
  assert.equal(outcome.kind, "created");
}

/** Returns the cost that the account is kept with once what was changed is written. */
async function costKept({ store, journal }: AccountLab): Promise<string | undefined> {
  await store.commit(journal.endTurn()?.changes ?? []);
  return (await store.findAccount("anna"))?.password.split("$")[1];
}

Deno.test("gate 3. a password hashed at an older cost is hashed anew at the next login", async () => {
  await using lab = await accountLab({ scryptCost: 4 });
  await keptAt(2, lab);
  const seen: (readonly [outcome: string, cost: string | undefined])[] = [];
  for (const password of ["not-the-one", PASSWORD, PASSWORD]) {
    const { kind } = await lab.accounts.authenticate("anna", password, HOME);
    seen.push([kind, await costKept(lab)]);
  }
  assert.deepEqual(seen, [["wrong", "2"], ["ok", "4"], ["ok", "4"]]);
  assert.equal(lab.events.filter(({ kind }) => kind === "account:rehash").length, 1);
  const costs = seen.map(([outcome, cost]) => `2^${cost} (${outcome})`).join(", ");
  measured("gate 3", `the cost kept, from 2^2, after each of ${seen.length} logins: ${costs}`);
});

Deno.test("gate 3. a password hashed at a higher cost is left as it is", async () => {
  await using lab = await accountLab({ scryptCost: 2 });
  await keptAt(4, lab);
  assert.equal((await lab.accounts.authenticate("anna", PASSWORD, HOME)).kind, "ok");
  assert.equal(await costKept(lab), "4");
});

Deno.test("gate 3. a password that was changed while the old one is hashed anew stays changed", async () => {
  await using lab = await accountLab({ scryptCost: 4, scryptConcurrency: 1 });
  await keptAt(2, lab);
  const anna = await lab.accounts.find("anna");
  assert.ok(anna !== undefined);
  const [login] = await Promise.all([
    lab.accounts.authenticate("anna", PASSWORD, HOME),
    lab.accounts.setPassword(anna, "tall-clock-ticks"),
  ]);
  assert.equal(login.kind, "ok");
  await costKept(lab);
  assert.equal((await lab.accounts.authenticate("anna", "tall-clock-ticks", HOME)).kind, "ok");
  assert.equal((await lab.accounts.authenticate("anna", PASSWORD, HOME)).kind, "wrong");
});
