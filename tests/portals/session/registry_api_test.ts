import assert from "node:assert/strict";
import { PortalLab } from "./portal_lab.ts";

Deno.test("5.5 PortalSessionRegistry counts, tells and ends its connections", () => {
  const lab = new PortalLab().serve();
  const [first, second] = [lab.settled(), lab.loggedIn()];
  assert.equal(lab.registry.count, 2);
  lab.registry.announce("The bell rings.");
  for (const { connection } of [first, second]) {
    assert.deepEqual(connection.delivered.at(-1), ["text", ["The bell rings."], {}]);
  }
  lab.registry.disconnectAll("shutdown", "Goodbye.");
  assert.equal(lab.registry.count, 0);
  for (const { connection } of [first, second]) {
    assert.deepEqual(connection.ends, [{ reason: "shutdown", text: "Goodbye." }]);
  }
});

Deno.test("5.6 PortalSessionRegistry does nothing with news of a session that is gone", () => {
  const lab = new PortalLab().serve();
  const [gone, other] = [lab.settled(), lab.settled()];
  gone.events.closed("client_closed");
  const before = lab.registry.count;
  lab.change(gone, { cmdTotal: 3 });
  lab.show(gone, ["text", ["anybody?"], {}]);
  lab.registry.receive({ kind: "login", sessid: gone.sessid, uid: 1, uname: "anna" });
  const sessids = [gone.sessid];
  lab.registry.receive({ kind: "disconnect", sessids, reason: "booted", text: null });
  assert.deepEqual([before, lab.registry.count], [1, 1]);
  lab.show(other, ["text", ["still here"], {}]);
  assert.deepEqual(other.connection.delivered, [["text", ["still here"], {}]]);
  assert.deepEqual(gone.connection.delivered, []);
});
