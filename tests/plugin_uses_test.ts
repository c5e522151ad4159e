import assert from "node:assert/strict";
import { firstParty, portalAddress } from "../src/plugin_uses.ts";
import { VERSION } from "../src/version.ts";

const finger = new URL("../plugins/finger/portal.ts", import.meta.url).href;

for (
  const [use, address] of [
    ["finger", finger],
    ["@vestibule/finger", finger],
    ["jsr:@me/gopher", "jsr:@me/gopher/portal"],
    ["jsr:@me/gopher@^1.2", "jsr:@me/gopher@^1.2/portal"],
    ["npm:gopher@1", "npm:gopher@1/portal"],
    ["jsr:@me/gopher@1/other", "jsr:@me/gopher@1/other"],
    ["./gopher.ts", "file:///world/gopher.ts"],
    ["gopher.js", "file:///world/gopher.js"],
    ["/srv/gopher", "file:///srv/gopher"],
    ["https://example.org/gopher.ts", "https://example.org/gopher.ts"],
  ] as const
) {
  Deno.test(`portalAddress() leads from ${use} to ${address.replace(finger, "its own package")}`, () => {
    assert.equal(portalAddress(use, "/world"), address);
  });
}

Deno.test("firstParty() is the package beside a checkout, and a published one anywhere else", () => {
  assert.equal(
    firstParty("chargen", "file:///home/anna/vestibule/src/main.ts"),
    "@vestibule/chargen",
  );
  const published = firstParty(
    "chargen",
    "https://jsr.io/@vestibule/core/0.1.0/src/plugin_uses.ts",
  );
  assert.equal(published, `jsr:@vestibule/chargen@^${VERSION}`);
  assert.equal(firstParty("finger"), "@vestibule/finger");
});
