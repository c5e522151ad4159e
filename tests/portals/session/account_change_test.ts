import assert from "node:assert/strict";
import { PortalLab } from "./portal_lab.ts";

const ANNA = { uid: 7, uname: "anna" };

Deno.test("PortalSession tells its connection of each login, and of the way back to the login screen", () => {
  const lab = new PortalLab().serve();
  const client = lab.settled();
  const { sessid, connection: { accounts } } = client;
  lab.change(client, { state: "unloggedin" });
  lab.change(client, { state: "loggedin", ...ANNA });
  assert.deepEqual(accounts, []);
  lab.registry.receive({ kind: "login", sessid, ...ANNA });
  lab.change(client, { state: "puppeting", puid: 3 });
  assert.deepEqual(accounts, [ANNA]);
  lab.change(client, { state: "loggedin", puid: null });
  lab.change(client, { state: "unloggedin", uid: null, uname: null });
  lab.registry.receive({ kind: "login", sessid, uid: 8, uname: "bert" });
  assert.deepEqual(accounts, [ANNA, null, { uid: 8, uname: "bert" }]);
});

Deno.test("PortalSession says nothing of an account when its connection ends, or its Server does", () => {
  const lab = new PortalLab().serve();
  const client = lab.loggedIn();
  lab.serve("crash");
  lab.change(client, { state: "closed", uid: null, uname: null });
  const [sessids, reason] = [[client.sessid], "booted" as const];
  lab.registry.receive({ kind: "disconnect", sessids, reason, text: null });
  lab.registry.receive({ kind: "login", sessid: client.sessid, ...ANNA });
  assert.deepEqual(client.connection.accounts, []);
});
