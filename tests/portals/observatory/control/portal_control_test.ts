import assert from "node:assert/strict";
import { definePlugin } from "../../../../src/plugins/api.ts";
import type { ActOutcome } from "../../../../src/portals/observatory/house_control.ts";
import { measured } from "../../../reliability/measured.ts";
import { ControlLab } from "./control_lab.ts";

/** Leaves something on every session that logs in: one thing that a reload loses, one that stays. */
const leaving = definePlugin({
  name: "leaving",
  version: "1.0.0",
  api: 1,
  setup({ on }) {
    on("session:login", ({ session }) => {
      session.ndb.mood = "calm";
      session.ndb.password = "hunter2";
      session.setCarry("page", 3);
    });
  },
});

Deno.test("observatory 8. PortalControl.hold() keeps one session's messages, and nobody else's", async () => {
  await using lab = await ControlLab.started();
  const [anna, bert] = [await lab.player("anna"), await lab.player("bert")];
  assert.deepEqual(lab.control.hold(anna.sessid), { ok: true });
  await lab.type(bert, "say hello");
  await lab.type(anna, "say nothing yet");

  assert.match(lab.shown(bert), /You say, "hello"/);
  assert.doesNotMatch(lab.shown(anna), /hello|nothing yet/);
  assert.deepEqual(lab.control.release(anna.sessid), { ok: true });
  await lab.settled();
  assert.match(lab.shown(anna), /hello[^]*nothing yet/);
});

Deno.test("observatory 10. PortalControl.release() lets all go that PortalControl.hold() held", async () => {
  await using lab = await ControlLab.started();
  const [anna, bert] = [await lab.player("anna"), await lab.player("bert")];
  lab.control.hold(null);
  await lab.type(anna, "say one");
  await lab.type(bert, "say two");
  assert.doesNotMatch(lab.shown(anna) + lab.shown(bert), /say, /);
  lab.control.release(null);
  await lab.settled();

  assert.match(lab.shown(anna), /You say, "one"[^]*bert says, "two"/);
  assert.deepEqual(lab.control.step(null), { ok: false, why: "Nothing waits." });
});

Deno.test("PortalControl holds nobody while nobody looks, and lets all go when the last has left", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.player("anna");
  const second = lab.trace.watch();
  lab.control.hold(null);
  await lab.type(anna, "say hello");
  lab.watching[Symbol.dispose]();
  assert.doesNotMatch(lab.shown(anna), /hello/);
  second[Symbol.dispose]();
  await lab.settled();

  assert.match(lab.shown(anna), /You say, "hello"/);
  assert.match(whyOf(lab.control.hold(null)), /Nobody looks/);
});

Deno.test("observatory 14. PortalControl.reload() tells what survived and what did not", async () => {
  await using lab = await ControlLab.started([leaving]);
  await lab.player("anna");
  const outcome = await lab.control.reload();
  const [before, after] = sidesOf(outcome);

  assert.deepEqual(before?.ndb, { mood: "calm", password: "•••" });
  assert.deepEqual(after?.ndb, {});
  assert.deepEqual(partsOf(after?.sync), { state: "puppeting", uname: "anna", carry: { page: 3 } });
  assert.deepEqual(partsOf(before?.sync), partsOf(after?.sync));
  assert.equal(outcome.ok && typeof outcome.heldMs, "number");
});

Deno.test("reload 12. PortalControl.reset() unpuppets everybody", async () => {
  await using lab = await ControlLab.started();
  const players = [await lab.player("anna"), await lab.player("bert"), await lab.player("cora")];
  const outcome = await lab.control.reset();
  assert(outcome.ok, whyOf(outcome));
  const count = (sessions: typeof outcome.after, state: string) =>
    sessions?.filter(({ sync }) => partsOf(sync).state === state).length;

  assert.equal(count(outcome.before, "puppeting"), players.length);
  const unpuppeted = count(outcome.after, "loggedin");
  assert.equal(unpuppeted, players.length);
  const stayed = players.filter(({ closedWith }) => closedWith === undefined).length;
  assert.equal(stayed, players.length);
  measured("reload 12", `${unpuppeted} of ${players.length} unpuppeted, ${stayed} stayed`);
});

Deno.test("observatory 15. PortalControl.crash() tells how the sessions are when a Server runs again", async () => {
  await using lab = await ControlLab.started([leaving]);
  const anna = await lab.player("anna");
  for (let crash = 0; crash < 7; crash++) {
    const outcome = await lab.timed(lab.control.crash());
    assert.equal(outcome.ok, true, whyOf(outcome));
    assert.equal(partsOf(sidesOf(outcome)[1]?.sync).state, "puppeting");
  }
  await lab.type(anna, "say still here");

  assert.match(lab.shown(anna), /still here/);
  assert.equal(lab.told("fault:crash").length, 7);
});

Deno.test("PortalControl.crash() loses nothing that waits at the wall", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.player("anna");
  lab.control.hold(anna.sessid);
  await lab.type(anna, "say one");
  await lab.timed(lab.control.crash());
  await lab.type(anna, "say two");
  lab.control.release(anna.sessid);
  await lab.settled();

  assert.match(lab.shown(anna), /"one"[^]*"two"/);
});

Deno.test("observatory 16. PortalControl.drop() ends a connection, and the others stay", async () => {
  await using lab = await ControlLab.started();
  const [anna, bert] = [await lab.player("anna"), await lab.player("bert")];
  const outcome = await lab.control.drop(anna.sessid);

  assert.equal(anna.closedWith, "client_closed");
  assert.equal(bert.closedWith, undefined);
  assert.deepEqual(outcome.ok && outcome.after?.map(({ sessid }) => sessid), [bert.sessid]);
  assert.match(whyOf(await lab.control.drop(anna.sessid)), /is gone/);
});

Deno.test("PortalControl tells why a line cannot be disturbed", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.player("anna");

  assert.match(whyOf(lab.control.delay(anna.sessid, 500)), /no line/);
  assert.match(whyOf(lab.control.delay(anna.sessid, 10_001)), /0 to 10000/);
  assert.match(whyOf(lab.control.split(99, { on: true })), /is gone/);
});

Deno.test("observatory 11. PortalControl.inspect() tells every property, ndb, carry and flags with their source", async () => {
  await using lab = await ControlLab.started([leaving]);
  const anna = await lab.player("anna");
  await lab.type(anna, "option screenWidth = 90");
  const session = await inspected(lab, anna.sessid);
  const properties = session.properties as Readonly<Record<string, unknown>>;

  assert.equal(properties.state, "puppeting");
  assert.equal(properties.protocolKey, "loopback");
  assert.equal(properties.class, "ServerSession");
  assert.deepEqual(session.ndb, { mood: "calm", password: "•••" });
  assert.deepEqual(session.carry, [{ name: "page", bytes: 1, value: { page: 3 } }]);
  assert.match(JSON.stringify(session.flags), /"name":"screenWidth","value":90,"source":"user"/);
  assert.match(JSON.stringify(session.puppet), /"name":"anna"/);
});

Deno.test("observatory 12. PortalControl.inspect() tells the layers of commands and what hides what", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.player("anna");
  const { layers, hidden } = await inspected(lab, anna.sessid);

  assert.match(JSON.stringify(layers), /"source":"account: [^]*"source":"character: /);
  const look = /"key":"look","names":\["look","l","ls"\],"system":null,"hiddenBy":"character/;
  assert.match(JSON.stringify(layers), look);
  assert.match(JSON.stringify(hidden), /"key":"look"/);
});

Deno.test("observatory 13. PortalControl.inspect() tells what a line would do, and runs nothing", async () => {
  await using lab = await ControlLab.started();
  const anna = await lab.player("anna");
  const before = lab.shown(anna);
  const outcome = await lab.control.inspect({ sessid: anna.sessid, line: "say hello" });

  assert.match(JSON.stringify(outcome), /"kind":"runs","command":\{"key":"say"/);
  assert.equal(lab.shown(anna), before);
  assert.match(whyOf(await lab.control.inspect({ sessid: 99 })), /is gone/);
});

async function inspected(
  lab: ControlLab,
  sessid: number,
): Promise<Readonly<Record<string, unknown>>> {
  const outcome = await lab.control.inspect({ sessid });
  assert.equal(outcome.ok, true);
  return outcome.ok ? outcome.session as Readonly<Record<string, unknown>> : {}; // a record, shown
}

function sidesOf(outcome: ActOutcome) {
  assert.equal(outcome.ok, true, whyOf(outcome));
  return outcome.ok ? [outcome.before?.[0], outcome.after?.[0]] as const : [] as const;
}

function partsOf(sync: unknown) {
  const { state, uname, carry } = sync as Readonly<Record<string, unknown>>; // a record, shown
  return { state, uname, carry };
}

function whyOf(outcome: { readonly ok: boolean; readonly why?: string }): string {
  return outcome.why ?? "";
}
