import assert from "node:assert/strict";
import type { ProtocolConnection } from "../../../src/portals/session/connection.ts";
import { measured } from "../../reliability/measured.ts";
import { PortalLab } from "./portal_lab.ts";
import { RecordedConnection } from "./recorded_connection.ts";

type Method = "deliver" | "changeFlags" | "setInputMode" | "disconnect";

/** A connection of which one method fails; all others work, and are written down. */
class FailingConnection extends RecordedConnection {
  constructor(failing: Method, fail: () => void) {
    super();
    Object.defineProperty(this, failing, { value: fail });
  }
}

const fails: Readonly<Record<string, () => void>> = {
  throws: () => {
    throw new Error("out of ink");
  },
  rejects: () => Promise.reject(new Error("out of ink")),
};

/** What makes the registry call each method. */
const calls: Readonly<Record<Method, (lab: PortalLab, sessid: number) => void>> = {
  deliver: (lab) => lab.registry.announce("Hello."),
  changeFlags: (lab, sessid) =>
    lab.registry.receive({ kind: "sync", sessid, fields: { protocolFlags: { noColor: true } } }),
  setInputMode: (lab, sessid) =>
    lab.registry.receive({
      kind: "output",
      sessids: [sessid],
      calls: [["prompt", ["Password: "], { secret: true }]],
    }),
  disconnect: (lab) => lab.registry.disconnectAll("shutdown", "Bye."),
};

for (const method of ["deliver", "changeFlags", "setInputMode", "disconnect"] as const) {
  for (const [how, fail] of Object.entries(fails)) {
    Deno.test(`crash 12. PortalSessionRegistry ends a session whose ${method}() ${how}, and serves the others`, async () => {
      const lab = new PortalLab().serve();
      const { sessid, connection } = connect(lab, new FailingConnection(method, fail));
      const other = lab.settled();
      calls[method](lab, sessid);
      await Promise.resolve();

      const [failure, ...more] = lab.traced.filter(({ kind }) => kind === "portal:fail");
      assert.deepEqual(more, []);
      assert.equal(failure?.sessid, sessid);
      assert.equal(failure?.level, "error");
      assert.equal(failure?.data.portal, "recorded");
      assert.equal(failure?.data.call, method);
      assert.match(String(failure?.data.error), /out of ink/);
      assert.ok(!lab.registry.syncs.some((sync) => sync.sessid === sessid));
      if (method !== "disconnect") {
        assert.deepEqual(connection.ends, [{ reason: "server_error", text: null }]);
        lab.registry.announce("Still here?");
        assert.equal(other.connection.shown.at(-1), "Still here?");
      }
    });
  }
}

Deno.test("crash 12. PortalSessionRegistry shows an output to all whom it is for, also after one whose deliver() throws", () => {
  const lab = new PortalLab().serve();
  const bad = connect(lab, new FailingConnection("deliver", fails.throws ?? (() => {})));
  const others = Array.from({ length: 100 }, () => lab.settled());
  const sessids = [bad, ...others].map(({ sessid }) => sessid);
  lab.registry.receive({ kind: "output", sessids, calls: [["text", ["The bell rings."], {}]] });
  for (const { connection } of others) {
    assert.deepEqual(connection.shown, ["The bell rings."]);
  }
  const told = lab.news().filter(({ kind }) => kind === "disconnect");
  assert.deepEqual(told, [{ kind: "disconnect", sessid: bad.sessid, reason: "server_error" }]);
  measured("crash 12", `${told.length} of ${sessids.length} closed, ${others.length} served on`);
});

function connect<C extends ProtocolConnection>(lab: PortalLab, connection: C) {
  const outcome = lab.registry.connect(connection, {});
  if (outcome.kind === "refused") throw new Error(`Cannot connect: ${outcome.reason}`);
  outcome.events.settled();
  return { connection, sessid: outcome.sessid };
}
