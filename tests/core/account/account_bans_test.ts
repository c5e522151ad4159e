import assert from "node:assert/strict";
import { addressBan, nameBan } from "../gate/ban_samples.ts";
import { accountLab } from "./account_lab.ts";

const HOME = "127.0.0.1";
const FAR = "192.0.2.1";
const PASSWORD = "sesame-street";

Deno.test("13.5 AccountService.authenticate() looks at bans before it looks at the password", async () => {
  await using lab = await accountLab();
  await lab.accounts.create("anna", PASSWORD, HOME);
  lab.bans.add(addressBan(1, "192.0.2.0/24"));
  lab.bans.add(nameBan(2, "anna"));
  const tried = (name: string, password: string, address: string) =>
    lab.accounts.authenticate(name, password, address);
  const byAddress = { kind: "banned", what: "address" } as const;
  const byName = { kind: "banned", what: "name" } as const;
  assert.deepEqual(await tried("anna", PASSWORD, FAR), byAddress);
  assert.deepEqual(await tried("ANNA", PASSWORD, HOME), byName);
  assert.deepEqual(await tried("anna", "not-the-one", HOME), byName);
  lab.bans.remove(2);
  assert.equal((await tried("anna", PASSWORD, HOME)).kind, "ok");
});

Deno.test("AccountService.authenticate() says of a banned name nothing but the ban", async () => {
  await using lab = await accountLab();
  await lab.accounts.create("anna", PASSWORD, HOME);
  for (const [id, name] of ["anna", "nobody"].entries()) lab.bans.add(nameBan(id + 1, name));
  const answers = await Promise.all(
    ["anna", "nobody"].map((name) => lab.accounts.authenticate(name, PASSWORD, HOME)),
  );
  assert.deepEqual(answers[0], answers[1]);
});

Deno.test("AccountService.authenticate() lets nobody in who is banned while it computes", async () => {
  await using lab = await accountLab();
  await lab.accounts.create("anna", PASSWORD, HOME);
  const answer = lab.accounts.authenticate("anna", PASSWORD, HOME);
  lab.bans.add(nameBan(1, "anna"));
  assert.deepEqual(await answer, { kind: "banned", what: "name" });
});

Deno.test("13.4 AccountService.authenticate() counts a banned login as a failed one", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 2, loginThrottleTimeout: 300 });
  lab.bans.add(nameBan(1, "anna"));
  const kinds: string[] = [];
  for (let count = 0; count < 3; count++) {
    kinds.push((await lab.accounts.authenticate("anna", PASSWORD, FAR)).kind);
  }
  assert.deepEqual(kinds, ["banned", "banned", "throttled"]);
});

Deno.test("AccountService.create() makes no account for a banned name or address", async () => {
  await using lab = await accountLab();
  lab.bans.add(addressBan(1, "192.0.2.0/24"));
  lab.bans.add(nameBan(2, "anna"));
  assert.deepEqual(await lab.accounts.create("bert", PASSWORD, FAR), {
    kind: "refused",
    problems: ["Connections from your address are not accepted here."],
  });
  assert.deepEqual(await lab.accounts.create("Anna", PASSWORD, HOME), {
    kind: "refused",
    problems: ["That name is banned here. Choose another one."],
  });
  assert.equal((await lab.accounts.create("bert", PASSWORD, HOME)).kind, "created");
});

Deno.test("AccountService.create() makes no account that is banned while it computes", async () => {
  await using lab = await accountLab();
  const answer = lab.accounts.create("anna", PASSWORD, HOME);
  lab.bans.add(nameBan(1, "anna"));
  assert.equal((await answer).kind, "refused");
  lab.bans.remove(1);
  assert.equal((await lab.accounts.create("anna", PASSWORD, HOME)).kind, "created");
});

Deno.test("13.2 AccountService tells a throttled address how many seconds are left", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 1, loginThrottleTimeout: 300 });
  await lab.accounts.authenticate("anna", "not-the-one", FAR);
  lab.clock.advance(120_500);
  assert.deepEqual(await lab.accounts.authenticate("anna", PASSWORD, FAR), {
    kind: "throttled",
    seconds: 180,
  });
});

Deno.test("AccountService.verify() refuses an account that failed too often from an address", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 2, loginThrottleTimeout: 300 });
  const made = await Promise.all(
    ["anna", "bert"].map((name) => lab.accounts.create(name, PASSWORD, HOME)),
  );
  const [anna, bert] = made.flatMap((result) => result.kind === "created" ? [result.account] : []);
  assert.ok(anna !== undefined && bert !== undefined);
  const { accounts, clock } = lab;
  for (const guess of ["guess-one", "guess-two"]) {
    assert.deepEqual(await accounts.verify(anna, guess, FAR), { kind: "wrong" });
  }
  clock.advance(1000);
  assert.deepEqual(await accounts.verify(anna, PASSWORD, FAR), { kind: "throttled", seconds: 299 });
  assert.deepEqual(await accounts.verify(bert, PASSWORD, FAR), { kind: "ok" });
  assert.deepEqual(await accounts.verify(anna, PASSWORD, "2001:db8::1"), { kind: "ok" });
  assert.equal((await accounts.authenticate("anna", PASSWORD, FAR)).kind, "ok");
  clock.advance(299_000);
  assert.deepEqual(await accounts.verify(anna, PASSWORD, FAR), { kind: "ok" });
});

Deno.test("AccountService.verify() is not outrun by many guesses at once", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 2 });
  const made = await lab.accounts.create("anna", PASSWORD, HOME);
  assert.ok(made.kind === "created");
  const guesses = ["guess-one", "guess-two", "guess-three", PASSWORD];
  const results = await Promise.all(
    guesses.map((guess) => lab.accounts.verify(made.account, guess, FAR)),
  );
  assert.deepEqual(results.map(({ kind }) => kind).sort(), [
    ...["throttled", "throttled", "wrong", "wrong"],
  ]);
});

Deno.test("AccountService.verify() never throttles this machine itself", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 1 });
  const made = await lab.accounts.create("anna", PASSWORD, HOME);
  assert.ok(made.kind === "created");
  await lab.accounts.verify(made.account, "not-the-one", HOME);
  assert.deepEqual(await lab.accounts.verify(made.account, PASSWORD, HOME), { kind: "ok" });
});
