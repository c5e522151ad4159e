import assert from "node:assert/strict";
import { banTarget } from "../../../src/core/gate/ban_target.ts";
import type { BanInit } from "../../../src/core/gate/bans.ts";

function meant(init: BanInit): string {
  const target = banTarget(init);
  return target.kind === "problem" ? target.problem : `${target.kind} ${target.pattern}`;
}

Deno.test("banTarget() tells addresses and names apart by their look", () => {
  assert.equal(meant({ pattern: " 192.0.2.77/24 " }), "address 192.0.2.0/24");
  assert.equal(meant({ pattern: "2001:DB8::" }), "address 2001:db8::");
  assert.equal(meant({ pattern: "Anna" }), "name anna");
  assert.equal(meant({ pattern: "007" }), "name 007");
  assert.equal(meant({ pattern: "a.b" }), "name a.b");
});

Deno.test("banTarget() takes a slip in an address for no name", () => {
  const slips = ["192.0.2.256", "192.0.2", "192.0.2.0/33", "192.0.2.*", "2001:db8:::1", "10.*"];
  for (const pattern of slips) assert.match(meant({ pattern }), /^That is no address/, pattern);
});

Deno.test("banTarget() obeys the kind that is said", () => {
  assert.equal(meant({ pattern: "192.0.2.7", kind: "name" }), "name 192.0.2.7");
  assert.match(meant({ pattern: "anna", kind: "address" }), /^That is no address/);
});

Deno.test("banTarget() keeps to names that an account can have", () => {
  assert.match(meant({ pattern: "no one" }), /^No account can have that name\. The name may hold/);
  assert.match(meant({ pattern: "" }), /^No account can have that name\. The name must have/);
});

Deno.test("banTarget() never means this machine itself", () => {
  const own = ["127.0.0.1", "127.1.2.3/32", "127.0.0.0/8", "0.0.0.0/0", "::1", "::/0"];
  for (const pattern of [...own, "::ffff:127.0.0.1"]) {
    assert.equal(meant({ pattern }), "That would keep out this machine itself.", pattern);
  }
  assert.equal(meant({ pattern: "128.0.0.0/8" }), "address 128.0.0.0/8");
});

Deno.test("banTarget() takes a reason of 200 characters and no longer one", () => {
  assert.equal(meant({ pattern: "anna", reason: "x".repeat(200) }), "name anna");
  assert.match(meant({ pattern: "anna", reason: "x".repeat(201) }), /^The reason may have 200/);
});
