import assert from "node:assert/strict";
import { PendingClients } from "../../src/portals/pending_clients.ts";

Deno.test("PendingClients takes as many of one address as its limit, and of this machine all", () => {
  const pending = new PendingClients({ inAll: 5, perAddress: 1 });
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

Deno.test("PendingClients takes as many in all as its limit", () => {
  const pending = new PendingClients({ inAll: 2, perAddress: 2 });
  using _first = pending.take("192.0.2.1");
  const second = pending.take("127.0.0.1");
  assert.equal(pending.take("127.0.0.1"), undefined);
  second?.[Symbol.dispose]();
  assert.ok(pending.take("192.0.2.3"));
});
