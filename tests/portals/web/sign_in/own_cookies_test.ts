import assert from "node:assert/strict";
import {
  setsOwnCookie,
  withoutOwnCookies,
} from "../../../../src/portals/web/sign_in/own_cookies.ts";

Deno.test("withoutOwnCookies() hides what signs a browser in, and nothing else", () => {
  const shown = (value: string) => withoutOwnCookies([["Cookie", value], ["x-a", "1"]]);
  const own = "vestibule=abc; vestibule_form=def";
  assert.deepEqual(shown(own), [["x-a", "1"]]);
  assert.deepEqual(shown(`theme=dark; ${own}; x=vestibule=1`), [
    ["Cookie", "theme=dark; x=vestibule=1"],
    ["x-a", "1"],
  ]);
  assert.deepEqual(shown("vestibules=1"), [["Cookie", "vestibules=1"], ["x-a", "1"]]);
});

Deno.test("setsOwnCookie() tells headers that would sign a browser in from others", () => {
  assert.ok(setsOwnCookie(["Set-Cookie", "vestibule=abc; Path=/"]));
  assert.ok(setsOwnCookie(["set-cookie", " vestibule_form = a"]));
  assert.equal(setsOwnCookie(["set-cookie", "theme=dark"]), false);
  assert.equal(setsOwnCookie(["x-cookie", "vestibule=abc"]), false);
});
