import assert from "node:assert/strict";
import { FormSeals } from "../../../../src/portals/web/sign_in/form_seals.ts";
import { countedBytes } from "./counted_bytes.ts";

/** Returns what a browser sends of a `Set-Cookie`. */
function sent(cookie: string | undefined): string {
  return cookie?.split(";")[0] ?? "";
}

Deno.test("FormSeals gives a browser one cookie, and seals that fit it", () => {
  const seals = new FormSeals(countedBytes());
  const first = seals.seal(undefined, true);
  assert.match(first.cookie ?? "", /; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  const cookies = `theme=dark; ${sent(first.cookie)}`;
  assert.ok(seals.fits(first.seal, cookies));
  const second = seals.seal(cookies, false);
  assert.deepEqual(second, { seal: first.seal, cookie: undefined });
});

Deno.test("signin 6. FormSeals takes no seal of another browser, of another start, or none", () => {
  const random = countedBytes();
  const seals = new FormSeals(random);
  const mine = seals.seal(undefined, false);
  const theirs = seals.seal(undefined, false);
  const cookies = sent(mine.cookie);
  const wrong = ["", theirs.seal, `${mine.seal}A`, mine.seal.slice(1), "\u0000", "=".repeat(43)];
  for (const seal of wrong) assert.equal(seals.fits(seal, cookies), false);
  assert.equal(seals.fits(mine.seal, undefined), false);
  assert.equal(new FormSeals(random).fits(mine.seal, cookies), false);
});
