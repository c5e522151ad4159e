import assert from "node:assert/strict";
import { measured } from "../../reliability/measured.ts";
import { accountLab } from "./account_lab.ts";

const PASSWORD = "sesame-street";
const OWNER = "198.51.100.7";
const HOUR = 3_600_000;

/** A different address each time: a house of its own. */
const elsewhere = (index: number) => `192.0.2.${index}`;

/** How one guesses who has all the time: at which account, and from where. */
const GUESSERS = {
  "from one address": (index: number) => [`name-${index}`, elsewhere(1)],
  "at one account": (index: number) => ["anna", `10.0.${index >> 8}.${index & 255}`],
} as const;

Deno.test("gate 6. of a whole day of guesses few are looked at", async () => {
  const looked: Record<string, number> = {};
  for (const [how, guess] of Object.entries(GUESSERS)) {
    await using lab = await accountLab();
    const end = lab.clock.now() + 24 * HOUR;
    let count = 0;
    while (lab.clock.now() < end) {
      const [name = "", address = ""] = guess(count);
      const answer = await lab.accounts.authenticate(name, "not-the-one", address);
      if (answer.kind === "throttled") lab.clock.advance(answer.seconds * 1000);
      else count++;
    }
    looked[how] = count;
  }
  // As often as the pauses, 5 to 40 minutes and then an hour each, leave room for in a day.
  assert.deepEqual(looked, { "from one address": 27 * 5, "at one account": 27 * 20 });
  const told = Object.entries(looked).map(([how, count]) => `${count} ${how}`).join(", ");
  measured("gate 6", `guesses looked at in a day of its clock: ${told}`);
});

Deno.test("gate 6. each pause of an address is twice as long as the one before, up to the longest", async () => {
  await using lab = await accountLab({
    ...{ loginThrottleLimit: 2, loginThrottleTimeout: 300, loginThrottleMaxTimeout: 1500 },
    ...{ accountThrottleLimit: 0 },
  });
  const pauses: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (let guess = 0; guess < 2; guess++) {
      await lab.accounts.authenticate("anna", "not-the-one", elsewhere(1));
    }
    const refused = await lab.accounts.authenticate("anna", "not-the-one", elsewhere(1));
    assert.ok(refused.kind === "throttled");
    pauses.push(refused.seconds);
    lab.clock.advance(refused.seconds * 1000);
  }
  assert.deepEqual(pauses, [300, 600, 1200, 1500, 1500]);
});

Deno.test("gate 6. who guesses from many addresses at one account is refused from each", async () => {
  await using lab = await accountLab({ accountThrottleLimit: 3 });
  const tried = async (name: string, index: number) =>
    (await lab.accounts.authenticate(name, "not-the-one", elsewhere(index))).kind;
  // The same for a name that nobody has: it cannot be told from another.
  await lab.accounts.create("anna", PASSWORD, OWNER);
  for (const name of ["anna", "nobody"]) {
    for (let index = 1; index <= 3; index++) assert.equal(await tried(name, index), "wrong");
    assert.equal(await tried(name, 4), "throttled", name);
  }
  assert.equal(await tried("bert", 4), "wrong", "another name is not meant");
});

Deno.test("gate 6. who guesses from many addresses at many accounts is refused in all", async () => {
  await using lab = await accountLab({ loginThrottleTotal: 5 });
  const tried = async (index: number) =>
    (await lab.accounts.authenticate(`name-${index}`, "not-the-one", elsewhere(index))).kind;
  for (let index = 1; index <= 5; index++) assert.equal(await tried(index), "wrong");
  assert.equal(await tried(6), "throttled");
});

Deno.test("gate 6. the addresses of one IPv6 house count as one", async () => {
  await using lab = await accountLab({ loginThrottleLimit: 2, accountThrottleLimit: 0 });
  const tried = async (address: string) =>
    (await lab.accounts.authenticate("anna", "not-the-one", address)).kind;
  assert.equal(await tried("2001:db8::1"), "wrong");
  assert.equal(await tried("2001:db8::2"), "wrong");
  assert.equal(await tried("2001:db8::3"), "throttled");
  assert.equal(await tried("2001:db8:0:1::1"), "wrong", "another network is not meant");
});

Deno.test("gate 7. who guesses elsewhere never keeps the owner out from where they logged in before", async () => {
  await using lab = await accountLab({ accountThrottleLimit: 3, loginThrottleTotal: 50 });
  await lab.accounts.create("anna", PASSWORD, OWNER);
  const kinds: string[] = [];
  for (let index = 1; index <= 100; index++) {
    kinds.push((await lab.accounts.authenticate("anna", "not-the-one", elsewhere(index))).kind);
  }
  const looked = kinds.filter((kind) => kind === "wrong").length;
  assert.equal(looked, 3);
  const tried = (address: string) => lab.accounts.authenticate("anna", PASSWORD, address);
  const refused = await tried(elsewhere(200));
  assert.ok(refused.kind === "throttled", "not from a new address");
  assert.equal((await tried(OWNER)).kind, "ok");
  lab.clock.advance(refused.seconds * 1000);
  assert.equal((await tried(elsewhere(200))).kind, "ok", "nor from a new one for ever");
  const guessed = `${kinds.length} guesses, ${looked} looked at`;
  const pause = `${refused.seconds} s`;
  measured("gate 7", `${guessed}; the owner in at once, from a new address after ${pause}`);
});

Deno.test("gate 7. where an account is known from outlives the Server's memory", async () => {
  await using lab = await accountLab({ accountThrottleLimit: 1 });
  await lab.accounts.create("anna", PASSWORD, OWNER);
  await lab.store.commit(lab.journal.endTurn()?.changes ?? []);
  const row = await lab.store.findAccount("anna");
  assert.deepEqual(JSON.parse(row?.data ?? "{}").knownNetworks, [OWNER]);
});

Deno.test("gate 7. an account is known from the ten places of late, and from no other", async () => {
  await using lab = await accountLab({ accountThrottleLimit: 1 });
  await lab.accounts.create("anna", PASSWORD, OWNER);
  for (let index = 1; index <= 10; index++) {
    await lab.accounts.authenticate("anna", PASSWORD, elsewhere(index));
  }
  await lab.accounts.authenticate("anna", "not-the-one", elsewhere(99));
  const kindFrom = async (address: string) =>
    (await lab.accounts.authenticate("anna", PASSWORD, address)).kind;
  assert.equal(await kindFrom(elsewhere(1)), "ok");
  assert.equal(await kindFrom(OWNER), "throttled");
});
