import assert from "node:assert/strict";
import { PendingHandshakes } from "../../../src/portals/tls/pending.ts";

Deno.test("PendingHandshakes takes as many of one address as its limit, and of this machine all", () => {
  const pending = new PendingHandshakes({ inAll: 5, perAddress: 1 });
  const first = pending.take("192.0.2.1");
  assert.equal(pending.take("192.0.2.1"), undefined);
  assert.ok(pending.take("192.0.2.2"));
  assert.ok(pending.take("127.0.0.1"));
  assert.ok(pending.take("127.0.0.1"));
  first?.[Symbol.dispose]();
  first?.[Symbol.dispose]();
  assert.ok(pending.take("192.0.2.1"));
  assert.equal(pending.take("192.0.2.1"), undefined);
});

Deno.test("PendingHandshakes takes as many in all as its limit", () => {
  const pending = new PendingHandshakes({ inAll: 2, perAddress: 2 });
  using _first = pending.take("192.0.2.1");
  const second = pending.take("127.0.0.1");
  assert.equal(pending.take("127.0.0.1"), undefined);
  second?.[Symbol.dispose]();
  assert.ok(pending.take("192.0.2.3"));
});
