import assert from "node:assert/strict";
import type { AccountService } from "../../../src/core/account/account_service.ts";
import type { Account } from "../../../src/core/model.ts";
import { measured } from "../../reliability/measured.ts";
import { accountLab } from "./account_lab.ts";

const HOME = "127.0.0.1";
const FAR = "192.0.2.1";
const FARTHER = "2001:db8::1";
const PASSWORD = "sesame-street";

async function created(accounts: AccountService, name: string): Promise<Account> {
  const result = await accounts.create(name, PASSWORD, HOME);
  assert.equal(result.kind, "created");
  assert.ok(result.kind === "created");
  return result.account;
}

Deno.test("AccountService.create() makes an account that authenticate() finds in any case", async () => {
  await using lab = await accountLab();
  const { accounts } = lab;
  const anna = await created(accounts, "Anna");
  assert.deepEqual([anna.name, anna.isSuperuser, anna.permissions], ["Anna", false, ["Player"]]);
  assert.equal(anna.createdAt, lab.clock.now());
  const found = await accounts.authenticate("aNNA", PASSWORD, HOME);
  assert.deepEqual(found, { kind: "ok", account: anna });
  assert.ok(found.kind === "ok" && found.account === anna, "one object stands for an account");
});

Deno.test("AccountService.create() lets exactly one of many have a name, whatever its case", async () => {
  await using lab = await accountLab();
  const names = ["anna", "Anna", "ANNA", "aNNa", "annA"];
  const results = await Promise.all(
    names.map((name) => lab.accounts.create(name, PASSWORD, HOME)),
  );
  assert.equal(results.filter(({ kind }) => kind === "created").length, 1);
  const refused = results.filter((result) => result.kind === "refused");
  assert.match(
    refused[0]?.problems.join() ?? "",
    /^The name "\w+" is taken\. Choose another one\.$/,
  );
});

Deno.test("AccountService.create() tells every problem at once and keeps nothing", async () => {
  await using lab = await accountLab();
  assert.deepEqual(await lab.accounts.create("a b", "short", HOME), {
    kind: "refused",
    problems: [
      "The name may hold letters, digits and @ . + - _ only.",
      "The password must have at least 8 characters.",
    ],
  });
  assert.deepEqual(await lab.accounts.authenticate("a b", "short", HOME), { kind: "wrong" });
});

Deno.test("AccountService.create() takes nobody when newAccountRegistrationEnabled is off", async () => {
  await using lab = await accountLab({ newAccountRegistrationEnabled: false });
  assert.deepEqual(await lab.accounts.create("anna", PASSWORD, HOME), {
    kind: "refused",
    problems: ["New accounts are not taken here."],
  });
});

Deno.test("13.2 AccountService.create() refuses an address that made too many accounts", async () => {
  await using lab = await accountLab({ creationThrottleLimit: 2, creationThrottleTimeout: 600 });
  const kinds = async (names: readonly string[], address: string) => {
    const results = names.map((name) => lab.accounts.create(name, PASSWORD, address));
    return (await Promise.all(results)).map(({ kind }) => kind).sort();
  };
  assert.deepEqual(await kinds(["ann", "ben", "cat", "dan"], FAR), [
    ...["created", "created"],
    ...["refused", "refused"],
  ]);
  assert.deepEqual(await kinds(["eve"], FARTHER), ["created"], "another address is not meant");
  assert.deepEqual(await kinds(["fay", "gus", "hal"], HOME), ["created", "created", "created"]);
  lab.clock.advance(600_000);
  assert.deepEqual(await kinds(["ida"], FAR), ["created"]);
});

Deno.test("gate 5. AccountService.authenticate() gives one answer to a wrong name and a wrong password", async () => {
  await using lab = await accountLab();
  await created(lab.accounts, "anna");
  const wrongPassword = await lab.accounts.authenticate("anna", "something-else", HOME);
  const wrongName = await lab.accounts.authenticate("nobody", PASSWORD, HOME);
  assert.deepEqual([wrongPassword, wrongName], [{ kind: "wrong" }, { kind: "wrong" }]);
});

Deno.test("AccountService.authenticate() computes for a name that nobody has, too", async () => {
  await using lab = await accountLab({ scryptConcurrency: 1, scryptCost: 12 });
  await created(lab.accounts, "anna");
  const answered: string[] = [];
  const ask = async (name: string) => {
    await lab.accounts.authenticate(name, "something-else", HOME);
    answered.push(name);
  };
  await Promise.all([ask("anna"), ask("nobody")]);
  assert.deepEqual(answered, ["anna", "nobody"], "it waited for the one slot");
});

Deno.test("13.2 AccountService.authenticate() refuses an address that failed too often", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 3, loginThrottleTimeout: 300 });
  await created(lab.accounts, "anna");
  const tried = (password: string, address: string) =>
    lab.accounts.authenticate("anna", password, address).then(({ kind }) => kind);
  for (let count = 0; count < 3; count++) assert.equal(await tried("not-the-one", FAR), "wrong");
  assert.deepEqual(await lab.accounts.authenticate("anna", PASSWORD, FAR), {
    kind: "throttled",
    seconds: 300,
  });
  assert.equal(await tried(PASSWORD, FARTHER), "ok");
  lab.clock.advance(299_999);
  assert.equal(await tried(PASSWORD, FAR), "throttled");
  lab.clock.advance(1);
  assert.equal(await tried(PASSWORD, FAR), "ok");
});

Deno.test("gate 6. AccountService.authenticate() is not outrun by many guesses at once", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 3 });
  await created(lab.accounts, "anna");
  const guesses = [...Array.from({ length: 20 }, (_, index) => `guess-${index}`), PASSWORD];
  const results = await Promise.all(
    guesses.map((guess) => lab.accounts.authenticate("anna", guess, FAR)),
  );
  const kinds = results.map(({ kind }) => kind);
  const looked = kinds.filter((kind) => kind === "wrong").length;
  assert.equal(looked, 3);
  assert.equal(kinds.at(-1), "throttled", "the right one came too late");
  measured("gate 6", `${kinds.length} guesses at once: ${looked} looked at`);
});

Deno.test("AccountService.authenticate() never throttles this machine itself", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 1 });
  await created(lab.accounts, "anna");
  for (const address of [HOME, "::1", "::ffff:127.0.0.1"]) {
    await lab.accounts.authenticate("anna", "not-the-one", address);
    assert.equal((await lab.accounts.authenticate("anna", PASSWORD, address)).kind, "ok", address);
  }
});

Deno.test("AccountService tells the trace of failures, and never a password", async () => {
  await using lab = await accountLab();
  const { id } = await created(lab.accounts, "anna");
  await lab.accounts.authenticate("anna", "not-the-one", FAR);
  await lab.accounts.authenticate("nobody", "not-the-one", FAR);
  assert.deepEqual(lab.events.map(({ kind, level, data }) => [kind, level, data]), [
    ["account:create", "info", { account: id, name: "anna", address: HOME }],
    ["account:fail", "warn", { account: id, address: FAR }],
    ["account:fail", "warn", { account: null, address: FAR }],
  ]);
});

Deno.test("AccountService.setPassword() lets the new password in and the old one no more", async () => {
  await using lab = await accountLab();
  const { accounts, journal } = lab;
  const anna = await created(accounts, "anna");
  await accounts.setPassword(anna, "open-barley");
  const verified = async (password: string) => (await accounts.verify(anna, password, HOME)).kind;
  assert.equal(await verified("open-barley"), "ok");
  assert.equal(await verified(PASSWORD), "wrong");
  journal.undoTurn();
  assert.equal(await verified(PASSWORD), "ok", "a turn that is lost takes it back");
});

Deno.test("AccountService.claim() takes the one code once", async () => {
  await using lab = await accountLab();
  const [anna, bert] = [await created(lab.accounts, "anna"), await created(lab.accounts, "bert")];
  assert.equal(lab.accounts.claim(anna, "WRONG"), false);
  assert.equal(lab.accounts.claim(anna, "THE-CODE"), true);
  assert.equal(anna.isSuperuser, true);
  assert.equal(lab.accounts.claim(bert, "THE-CODE"), false);
  assert.equal(bert.isSuperuser, false);
});

Deno.test("AccountService.claim() takes the code again when the first claim could not be kept", async () => {
  await using lab = await accountLab();
  const [anna, bert] = [await created(lab.accounts, "anna"), await created(lab.accounts, "bert")];
  lab.accounts.claim(anna, "THE-CODE");
  lab.journal.undoTurn();
  assert.equal(anna.isSuperuser, false);
  assert.equal(lab.accounts.claim(bert, "THE-CODE"), true);
});

Deno.test("AccountService.createCharacter() refuses a name that a character has, in any case", async () => {
  await using lab = await accountLab();
  const anna = await created(lab.accounts, "anna");
  lab.world.create({ type: "thing", name: "Ivy" });
  const made = (name: string) => lab.accounts.createCharacter(anna, name).kind;
  assert.equal(made("Ivy"), "created", "a thing of that name is no character");
  assert.equal(made("iVY"), "refused");
  assert.equal(made("Ivy!"), "refused");
});

Deno.test("6.12 AccountService.createCharacter() keeps to maxNrCharacters, but for superusers", async () => {
  await using lab = await accountLab({ maxNrCharacters: 2 });
  const anna = await created(lab.accounts, "anna");
  const made = (name: string) => lab.accounts.createCharacter(anna, name);
  assert.deepEqual(["Ann", "Ben"].map((name) => made(name).kind), ["created", "created"]);
  assert.deepEqual(made("Cat"), {
    kind: "refused",
    problem: "You have 2 characters already, the most allowed.",
  });
  lab.accounts.claim(anna, "THE-CODE");
  assert.equal(made("Cat").kind, "created");
});

Deno.test("6.18 AccountService.createCharacter() makes the first character the one to puppet", async () => {
  await using lab = await accountLab();
  const anna = await created(lab.accounts, "anna");
  lab.accounts.createCharacter(anna, "First");
  lab.accounts.createCharacter(anna, "Second");
  assert.equal(anna.lastPuppet?.name, "First");
  assert.deepEqual(anna.characters.map(({ name }) => name), ["First", "Second"]);
});

Deno.test("AccountService refuses an account that is not its own", async () => {
  await using lab = await accountLab();
  await using other = await accountLab();
  const anna = await created(lab.accounts, "anna");
  const stranger: Account = Object.create(anna, { name: { value: "stranger" } });
  assert.deepEqual(await lab.accounts.verify(anna, PASSWORD, HOME), { kind: "ok" });
  await assert.rejects(
    other.accounts.setPassword({ ...stranger }, "open-barley"),
    /^TypeError: Cannot use account as it must come from this Server/,
  );
});
