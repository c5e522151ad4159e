import assert from "node:assert/strict";
import type { ConnectionEvents, ProtocolConnection } from "../../../src/portals/api.ts";
import { aConnection, PluginLab } from "./plugin_lab.ts";

Deno.test("CheckedSink passes on what may cross, as it is", async () => {
  const lab = new PluginLab();
  const { sink } = await lab.context();
  const outcome = sink.connect(aConnection(), { utf8: true });
  const session = await lab.sink.session();
  assert.deepEqual(session.flags, { utf8: true });
  if (outcome.kind === "refused") throw new Error("Cannot go on: it was refused");
  const { events } = outcome;
  events.settled();
  events.flags({ screenWidth: 80 });
  events.line("look");
  events.calls([["client_gui", [1], { wide: true }]]);
  events.alive();
  events.closed("client_closed");
  assert.deepEqual(session.waiting(), [
    { kind: "settled" },
    { kind: "flags", flags: { screenWidth: 80 } },
    { kind: "line", line: "look" },
    { kind: "calls", calls: [["client_gui", [1], { wide: true }]] },
    { kind: "alive" },
    { kind: "closed", reason: "client_closed" },
  ]);
  assert.deepEqual(lab.failures(), []);
});

Deno.test("CheckedSink passes on a refusal", async () => {
  const lab = new PluginLab();
  const { sink } = await lab.context();
  lab.sink.refusal = "banned";
  assert.deepEqual(sink.connect(aConnection(), {}), { kind: "refused", reason: "banned" });
});

/** What code without types may report. */
const nonsense: Readonly<Record<string, readonly [(events: ConnectionEvents) => void, RegExp]>> = {
  flags: [(events) => events.flags({ wings: 2 } as object), /each must be known.*"wings"/],
  line: [(events) => events.line(7 as never), /Cannot type a line.*of type number/],
  calls: [(events) => events.calls([["a", [() => 1], {}]]), /could not be cloned/],
  closed: [(events) => events.closed("bored" as never), /the reason must be known: it is "bored"/],
};

for (const [call, [report, message]] of Object.entries(nonsense)) {
  Deno.test(`CheckedSink ends the one connection that reports nonsense by ${call}()`, async () => {
    const lab = new PluginLab();
    const { sink } = await lab.context();
    const connection = aConnection();
    const outcome = sink.connect(connection, {});
    if (outcome.kind === "refused") throw new Error("Cannot go on: it was refused");
    const session = await lab.sink.session();
    report(outcome.events);
    assert.deepEqual(connection.ends, [{ reason: "server_error", text: null }]);
    assert.deepEqual(session.waiting(), [{ kind: "closed", reason: "server_error" }]);
    const [failure, ...more] = lab.failures();
    assert.equal(failure?.[0], call);
    assert.match(failure?.[1] ?? "", message);
    assert.deepEqual(more, []);
  });
}

/** Connections that code without types may bring. */
const strange: readonly (readonly [what: string, connection: object, message: RegExp])[] = [
  ["another protocol's key", { protocolKey: "telnet" }, /must be its portal plugin's name "rec/],
  ["no address", { address: undefined }, /address must be text/],
  ["no deliver()", { deliver: undefined }, /the connection must have deliver\(\)/],
];

for (const [what, changes, message] of strange) {
  Deno.test(`CheckedSink takes no connection with ${what}`, async () => {
    const { sink } = await new PluginLab().context();
    const connection: ProtocolConnection = Object.assign(aConnection(), changes);
    assert.throws(() => sink.connect(connection, {}), { name: "TypeError", message });
  });
}

Deno.test("CheckedSink takes no connection with flags that nobody knows", async () => {
  const { sink } = await new PluginLab().context();
  assert.throws(() => sink.connect(aConnection(), { wings: 2 } as object), /"wings"/);
});
