import assert from "node:assert/strict";
import { portalAddress } from "../src/plugin_uses.ts";

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
