import assert from "node:assert/strict";
import fc from "fast-check";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { definePlugin } from "../../../src/plugins/define_plugin.ts";
import { testGame } from "../../../src/plugins/testing.ts";
import { newcomer } from "../../games/players.ts";
import { PortalLab } from "./portal_lab.ts";

/** The limits that the program has unless its settings say otherwise. */
const { settings: DEFAULTS } = resolveSettings([]);

/** Who comes every so often, from as many addresses as there are; returns how many got in. */
function admitted(lab: PortalLab, visits: { count: number; everyMs: number; addresses: number }) {
  let taken = 0;
  for (let index = 0; index < visits.count; index++) {
    const outcome = lab.tryConnect(`192.0.2.${index % visits.addresses}`);
    if (typeof outcome !== "string") taken++;
    lab.clock.advance(visits.everyMs);
  }
  return taken;
}

Deno.test("2.5.1 a burst of five from one address is admitted at once", () => {
  const lab = new PortalLab(DEFAULTS).serve();
  assert.equal(admitted(lab, { count: 5, everyMs: 0, addresses: 1 }), 5);
});

Deno.test("2.5.2 whoever comes more slowly than the rate always gets in", () => {
  const lab = new PortalLab(DEFAULTS).serve();
  assert.equal(admitted(lab, { count: 150, everyMs: 400, addresses: 1 }), 150);
  assert.equal(admitted(lab, { count: 150, everyMs: 400, addresses: 7 }), 150);
});

Deno.test("2.5.2 no flood starves: some get in for as long as it lasts", () => {
  const lab = new PortalLab(DEFAULTS).serve();
  admitted(lab, { count: 1000, everyMs: 10, addresses: 1 });
  for (let second = 0; second < 10; second++) {
    assert.equal(admitted(lab, { count: 100, everyMs: 10, addresses: 1 }), 5);
  }
});

Deno.test("2.5.1 one address in a flood takes no place of all the others", () => {
  const lab = new PortalLab({ ...DEFAULTS, connectionRate: 50 }).serve();
  for (let index = 0; index < 1000; index++) lab.tryConnect("198.51.100.1");
  assert.equal(admitted(lab, { count: 30, everyMs: 0, addresses: 30 }), 30);
});

Deno.test("load 4. PortalSessionRegistry has room for so many sessions of one address, and one leaves for another", () => {
  const lab = new PortalLab({ maxSessionsPerAddress: 3 }).serve();
  assert.equal(admitted(lab, { count: 2, everyMs: 0, addresses: 1 }), 2);
  const third = lab.tryConnect("192.0.2.0");
  assert.equal(lab.tryConnect("192.0.2.0"), "too_many_connections");
  assert.equal(admitted(lab, { count: 5, everyMs: 0, addresses: 5 }), 4);
  if (typeof third !== "string") third.events.closed("client_closed");
  assert.notEqual(lab.tryConnect("192.0.2.0"), "too_many_connections");
});

Deno.test("load 4. the 2^64 addresses of one IPv6 network count as one, for sessions and for new connections", () => {
  const address = (network: number, host: number) => `2001:db8:0:${network}::${host}`;
  const taken = (lab: PortalLab, network: number) =>
    Array.from({ length: 10 }, (_, host) => lab.tryConnect(address(network, host + 1)))
      .filter((outcome) => typeof outcome !== "string");
  const few = new PortalLab({ maxSessionsPerAddress: 3 }).serve();
  assert.deepEqual([taken(few, 1).length, taken(few, 2).length], [3, 3]);
  const slow = new PortalLab({ connectionRatePerAddress: 1, connectionBurstPerAddress: 4 }).serve();
  assert.deepEqual([taken(slow, 1).length, taken(slow, 2).length], [4, 4]);
});

Deno.test("load 5. PortalSessionRegistry has room for so many sessions before login; who logged in takes none", () => {
  const lab = new PortalLab({ maxSessionsBeforeLogin: 2 }).serve();
  const first = lab.tryConnect("192.0.2.1");
  assert.equal(typeof lab.tryConnect("192.0.2.2"), "object");
  assert.equal(lab.tryConnect("192.0.2.3"), "too_many_connections");
  if (typeof first !== "string") lab.change(first, { state: "loggedin", uid: 7, uname: "anna" });
  assert.equal(typeof lab.tryConnect("192.0.2.3"), "object");
  assert.equal(lab.tryConnect("192.0.2.4"), "too_many_connections");
});

Deno.test("PortalSessionRegistry counts nobody who comes from this machine", () => {
  const lab = new PortalLab({ maxSessionsPerAddress: 1, maxSessionsBeforeLogin: 1 }).serve();
  for (let index = 0; index < 5; index++) {
    assert.equal(typeof lab.tryConnect("127.0.0.1"), "object");
  }
  assert.equal(typeof lab.tryConnect("192.0.2.1"), "object");
  assert.equal(lab.tryConnect("192.0.2.2"), "too_many_connections");
});

Deno.test("2.5.4 a rate of 0 is off, and a negative one is refused", () => {
  const rates = ["commandRate", "oobRate", "connectionRate", "connectionRatePerAddress"] as const;
  for (const name of rates) {
    const at = (value: number) => resolveSettings([{ name: "test", values: { [name]: value } }]);
    assert.equal(at(0).settings[name], 0);
    assert.throws(() => at(-1), new RegExp(`"${name}"`));
  }
  const lab = new PortalLab().serve();
  assert.equal(admitted(lab, { count: 1000, everyMs: 0, addresses: 1 }), 1000);
  const client = lab.settled();
  lab.news();
  for (let index = 0; index < 1000; index++) client.events.line("look");
  for (let index = 0; index < 1000; index++) client.events.calls([["map", ["look"], {}]]);
  assert.equal(lab.lines().length, 2000);
});

Deno.test("2.5.5 PortalSession drops a line that is too long, whatever way it came, and says so", () => {
  const lab = new PortalLab({ maxLineLength: 10 }).serve();
  const { events, connection } = lab.settled();
  lab.news();
  const tooLong = "|yThat line was longer than 10 characters; nothing of it was read.|n";
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 20 }), (line) => {
    events.line(line);
    events.calls([["text", [line], {}]]);
    const fits = line.length <= 10;
    assert.deepEqual(lab.lines().map(([, heard]) => heard), fits ? [line, line] : []);
    assert.deepEqual(connection.delivered.splice(0).map(([, [text]]) => text), [
      ...fits ? [] : [tooLong, tooLong],
    ]);
  }));
});

Deno.test("2.5.5 a hidden line that is too long is dropped, and the next one is still hidden", () => {
  const lab = new PortalLab({ maxLineLength: 10 }).serve();
  const client = lab.settled();
  lab.show(client, ["prompt", ["Password: "], { secret: true }]);
  client.events.line("far too long to be a password");
  assert.deepEqual(client.connection.modes, ["secret"]);
});

Deno.test("2.5.5 a longest line of 0 is off, and a negative one is refused", () => {
  const values = { maxLineLength: -1 };
  assert.throws(() => resolveSettings([{ name: "test", values }]), /"maxLineLength"/);
  const lab = new PortalLab({ maxLineLength: 0 }).serve();
  const { events } = lab.settled();
  lab.news();
  events.line("x".repeat(1_000_000));
  assert.equal(lab.lines().length, 1);
});

Deno.test("2.5.3 what the game itself runs for a session is not limited", async () => {
  const repeating = definePlugin({
    name: "repeating",
    version: "1.0.0",
    api: 1,
    setup({ provide }) {
      provide.inputfunc("repeat", (session) => {
        for (let index = 0; index < 50; index++) session.executeCmd(`unheard of ${index}`);
      });
    },
  });
  await using game = await testGame({
    plugins: [repeating],
    settings: { commandRate: 1, commandBurst: 1 },
  });
  const anna = await newcomer(game, "anna");
  await anna.call("repeat");
  assert.equal(anna.screen.match(/no command "unheard/g)?.length, 50);
});

Deno.test("2.5.7 only a second login of the same account ends the first, and only in mode 0", async () => {
  for (const multisessionMode of [0, 1] as const) {
    await using game = await testGame({ settings: { multisessionMode } });
    const [anna, bert] = [await newcomer(game, "anna"), await newcomer(game, "bert")];
    const again = await game.connect();
    assert.equal(anna.closedWith, undefined, "another account from the same address");
    await again.send("connect anna sesame-street");
    const expected = multisessionMode === 0 ? "logged_in_elsewhere" : undefined;
    assert.deepEqual([anna.closedWith, bert.closedWith, again.closedWith], [
      ...[expected, undefined, undefined],
    ]);
  }
});
