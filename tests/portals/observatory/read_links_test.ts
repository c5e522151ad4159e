import assert from "node:assert/strict";
import { ManualClock } from "../../../src/core/clock.ts";
import { ReadLinks } from "../../../src/portals/observatory/read_links.ts";

function links() {
  const clock = new ManualClock();
  let made = 0;
  const randomBytes = (count: number) => new Uint8Array(count).fill(++made);
  return { clock, links: new ReadLinks({ clock, randomBytes }) };
}

Deno.test("ReadLinks.make() makes a token of 256 bits that goes in an address as it is", () => {
  const { token } = links().links.make(5);
  assert.match(token, /^[\w-]{43}$/);
});

Deno.test("ReadLinks.has() knows a token until its time is over", () => {
  const { links: made, clock } = links();
  const { token } = made.make(5);
  assert.equal(made.has(token), true);
  assert.equal(made.has(token.slice(1)), false);
  clock.advance(5 * 60_000 - 1);
  assert.equal(made.has(token), true);
  clock.advance(1);
  assert.equal(made.has(token), false);
  assert.deepEqual(made.all, []);
});

Deno.test("ReadLinks.revoke() ends one link and no other", () => {
  const { links: made } = links();
  const [first, second] = [made.make(5), made.make(5)];
  assert.equal(made.revoke(first.id), true);
  assert.equal(made.revoke(first.id), false);
  assert.equal(made.has(first.token), false);
  assert.equal(made.has(second.token), true);
});

Deno.test("ReadLinks keeps 32 links: one more takes the place of the one that ends first", () => {
  const { links: made } = links();
  const short = made.make(1);
  const others = Array.from({ length: 32 }, () => made.make(60));
  assert.equal(made.has(short.token), false);
  assert.equal(made.all.length, 32);
  assert.ok(others.every(({ token }) => made.has(token)));
});
