import assert from "node:assert/strict";
import fc from "fast-check";
import { PasswordHasher } from "../../../src/core/account/password.ts";
import { measured, stopwatch } from "../../reliability/measured.ts";

const hasher = () => new PasswordHasher({ cost: 1, concurrency: 2 });

Deno.test("PasswordHasher.verify() knows the password that a text was made from", async () => {
  const { hash, verify } = bound(hasher());
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (password, other) => {
      const kept = await hash(password);
      assert.equal(await verify(password, kept), true);
      const isSame = password.normalize("NFKC") === other.normalize("NFKC");
      assert.equal(await verify(other, kept), isSame);
    }),
    { numRuns: 50 },
  );
});

Deno.test("gate 1. PasswordHasher.hash() keeps the parameters beside a salt that is never the same", async () => {
  const { hash } = bound(hasher());
  const kept = await Promise.all(Array.from({ length: 100 }, () => hash("sesame-street")));
  for (const one of kept) {
    assert.match(one, /^scrypt\$1\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=$/);
    assert.ok(!one.includes("sesame"));
  }
  const salts = new Set(kept.map((one) => one.split("$")[4]));
  assert.equal(salts.size, kept.length);
  measured("gate 1", `${kept.length} hashes of one password: ${salts.size} salts`);
});

Deno.test("PasswordHasher.verify() reads the cost from the text, not from its own settings", async () => {
  const kept = await new PasswordHasher({ cost: 2, concurrency: 1 }).hash("sesame-street");
  assert.equal(await hasher().verify("sesame-street", kept), true);
});

Deno.test("PasswordHasher.verify() takes one spelling of a character for another", async () => {
  const { hash, verify } = bound(hasher());
  assert.equal(await verify("caf\u00e9-au-lait", await hash("cafe\u0301-au-lait")), true);
});

Deno.test("PasswordHasher.verify() refuses a damaged text and does not throw", async () => {
  const { hash, verify } = bound(hasher());
  const kept = await hash("sesame-street");
  const [, , , , salt, key] = kept.split("$");
  const damaged = [
    "",
    "sesame-street",
    "scrypt",
    `bcrypt$1$8$1$${salt}$${key}`,
    `scrypt$0$8$1$${salt}$${key}`,
    `scrypt$1.5$8$1$${salt}$${key}`,
    `scrypt$21$8$1$${salt}$${key}`,
    `scrypt$NaN$8$1$${salt}$${key}`,
    `scrypt$1$9$1$${salt}$${key}`,
    `scrypt$1$8$2$${salt}$${key}`,
    `scrypt$1$8$1$${salt}`,
    `scrypt$1$8$1$${salt}$`,
    `scrypt$1$8$1$${salt}$${Buffer.from(key ?? "", "base64").subarray(0, 16).toString("base64")}`,
  ];
  for (const text of damaged) assert.equal(await verify("sesame-street", text), false, text);
});

Deno.test("gate 1. PasswordHasher works at the cost that a server runs with", async () => {
  const { hash, verify } = bound(new PasswordHasher({ cost: 17, concurrency: 2 }));
  const kept = await hash("sesame-street");
  assert.match(kept, /^scrypt\$17\$8\$1\$/);
  assert.equal(await verify("sesame-street", kept), true);
  const cost = kept.split("$")[1];
  const since = stopwatch();
  assert.equal(await verify("sesame-streeT", kept), false);
  measured("gate 1", `a guess at what is kept: ${since()} ms, at a cost of 2^${cost}`);
});

function bound(hasher: PasswordHasher) {
  return {
    hash: (password: string) => hasher.hash(password),
    verify: (password: string, kept: string) => hasher.verify(password, kept),
  };
}
