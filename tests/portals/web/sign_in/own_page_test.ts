import assert from "node:assert/strict";
import { isFromOwnPage } from "../../../../src/portals/web/sign_in/own_page.ts";

const OWN = {
  origin: "https://play.example:4001",
  host: "play.example:4001",
  site: "same-origin",
  isSecure: true,
};

Deno.test("isFromOwnPage() takes a page of this very server", () => {
  assert.ok(isFromOwnPage(OWN));
  assert.ok(isFromOwnPage({ ...OWN, site: undefined }));
  // Behind a proxy that is not trusted nobody knows that the browser speaks https.
  assert.ok(isFromOwnPage({ ...OWN, isSecure: false }));
});

Deno.test("signin 6. isFromOwnPage() takes no page of another site, port or scheme, and no silence", () => {
  const others = [
    { origin: undefined },
    { origin: "null" },
    { origin: "" },
    { origin: "https://play.example" },
    { origin: "https://play.example:4002" },
    { origin: "https://evil.example:4001" },
    { origin: "https://play.example:4001.evil.example" },
    { origin: "http://play.example:4001" },
    { site: "same-site" },
    { site: "cross-site" },
    { site: "none" },
    { host: undefined },
    { host: "evil.example" },
  ];
  for (const other of others) {
    assert.equal(isFromOwnPage({ ...OWN, ...other }), false, JSON.stringify(other));
  }
});
