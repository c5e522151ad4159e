import assert from "node:assert/strict";
import { noCookie, tokenCookie, tokenIn } from "../../../../src/portals/web/sign_in/web_cookie.ts";

const TOKEN = "a".repeat(43);

Deno.test("tokenIn() finds the token among other cookies, and nothing that only looks like it", () => {
  assert.equal(tokenIn(`vestibule=${TOKEN}`), TOKEN);
  assert.equal(tokenIn(`theme=dark; vestibule=${TOKEN}; x=1`), TOKEN);
  assert.equal(tokenIn(`vestibule=${TOKEN};vestibule=${"b".repeat(43)}`), TOKEN);
  const none = [undefined, "", "vestibule=", `vestibule=${TOKEN}b`, `xvestibule=${TOKEN}`];
  for (const cookies of [...none, `vestibule="${TOKEN}"`, `vestibule=${TOKEN.slice(1)}é`]) {
    assert.equal(tokenIn(cookies), undefined);
  }
});

Deno.test("signin 5. tokenCookie() is HttpOnly and SameSite, and Secure with https", () => {
  assert.equal(
    tokenCookie(TOKEN, { isSecure: true, maxAge: 60 }),
    `vestibule=${TOKEN}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`,
  );
  const plain = tokenCookie(TOKEN, { isSecure: false, maxAge: 60 });
  assert.equal(plain, `vestibule=${TOKEN}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`);
  assert.match(noCookie(true), /^vestibule=; Path=\/; Max-Age=0; .*Secure$/);
});
