import assert from "node:assert/strict";
import { parseBan } from "../../../src/plugins/builtin/staff/parse_ban.ts";

Deno.test("parseBan() takes what follows the first colon for the reason", () => {
  const anna = { pattern: "anna", reason: "spam: again" };
  assert.deepEqual(parseBan("anna : spam: again"), anna);
  assert.deepEqual(parseBan("anna: spam: again"), anna);
  assert.deepEqual(parseBan("anna:spam again"), { pattern: "anna", reason: "spam again" });
  assert.deepEqual(parseBan("192.0.2.0/24 :flood"), { pattern: "192.0.2.0/24", reason: "flood" });
});

Deno.test("parseBan() leaves an IPv6 address its colons", () => {
  const flood = (pattern: string) => ({ pattern, reason: "flood" });
  assert.deepEqual(parseBan("2001:db8::1 : flood"), flood("2001:db8::1"));
  assert.deepEqual(parseBan("2001:db8::1: flood"), flood("2001:db8::1"));
  assert.deepEqual(parseBan("2001:db8:: : flood"), flood("2001:db8::"));
  assert.deepEqual(parseBan("2001:db8::/32: flood"), flood("2001:db8::/32"));
  assert.deepEqual(parseBan("2001:db8::"), { pattern: "2001:db8::", reason: "" });
});

Deno.test("parseBan() needs no reason", () => {
  assert.deepEqual(parseBan("anna"), { pattern: "anna", reason: "" });
  assert.deepEqual(parseBan("anna:"), { pattern: "anna", reason: "" });
  assert.deepEqual(parseBan(" anna : "), { pattern: "anna", reason: "" });
});

Deno.test("parseBan() takes no second word for a part of a name", () => {
  assert.equal(parseBan("anna bert"), null);
  assert.equal(parseBan("anna bert : spam"), null);
});
