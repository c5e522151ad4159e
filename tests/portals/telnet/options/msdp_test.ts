import assert from "node:assert/strict";
import type { OobNames } from "../../../../src/core/boundary/oob_names.ts";
import type { Call } from "../../../../src/core/boundary/messages.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, DO, DONT, WILL, WONT } = COMMAND;
const { GMCP, MSDP, TTYPE, NAWS, EOR } = OPTION;

const NAMES: OobNames = [
  {
    ...{ name: "Char.Vitals", key: "char_vitals", direction: "out" },
    msdp: { hp: "HEALTH", maxhp: "HEALTH_MAX" },
  },
  { name: "Room.Info", key: "room_info", direction: "out", msdp: "ROOM" },
  { name: "Char.Secret", key: "char_secret", direction: "out", msdp: {} },
  { name: "Client.Colors", key: "client_colors", direction: "in", msdp: { count: "COLORS" } },
];
const msdp = {
  limits: { bytes: 1000, depth: 4, values: 50, perSecond: 10 },
  names: () => NAMES,
};

/** A lab whose client takes MSDP and no GMCP. */
async function msdpLab(gmcp: number = DONT): Promise<Lab> {
  const lab = new Lab({ msdp });
  await lab.start();
  await lab.send(IAC, WONT, TTYPE, IAC, WONT, NAWS, IAC, DONT, EOR, IAC, gmcp, GMCP);
  await lab.send(IAC, DO, MSDP);
  return lab;
}

function sb(...parts: readonly (string | number)[]): readonly (string | number)[] {
  return [IAC, SB, MSDP, ...parts, IAC, SE];
}

function sent(...parts: readonly (string | number)[]): string {
  return wire(...sb(...parts));
}

function vitals(hp: number): Call {
  return ["char_vitals", [], { hp, maxhp: 20 }];
}

Deno.test("MsdpOption is offered where it is switched on, and tells what was agreed", async () => {
  const lab = new Lab({ msdp });
  await lab.start();
  const offered = await lab.send(IAC, WONT, TTYPE);
  assert.ok(offered.includes(wire(IAC, WILL, MSDP)));
  await lab.send(IAC, DONT, GMCP, IAC, DO, MSDP);
  assert.deepEqual([lab.sink.flags.oob, lab.sink.flags.msdp], [true, true]);
  await lab.send(IAC, DONT, MSDP);
  assert.deepEqual([lab.sink.flags.oob, lab.sink.flags.msdp], [false, false]);
  await lab.end();
  const without = new Lab();
  await without.start();
  assert.ok(!(await without.send(IAC, WONT, TTYPE)).includes(wire(IAC, WILL, MSDP)));
  await without.end();
});

Deno.test("MsdpOption keeps out-of-band messages on when GMCP is refused after it", async () => {
  const lab = new Lab({ msdp });
  await lab.start();
  await lab.send(IAC, WONT, TTYPE, IAC, DO, MSDP, IAC, DONT, GMCP);
  assert.equal(lab.sink.flags.oob, true);
  await lab.end();
});

Deno.test("MsdpOption tells a reported variable when it is asked for, and when it changes", async () => {
  const lab = await msdpLab();
  assert.equal(await lab.deliver(vitals(20)), "");
  assert.equal(
    await lab.send(...sb(1, "REPORT", 2, "HEALTH", 2, "GOLD")),
    sent(1, "HEALTH", 2, "20"),
  );
  assert.equal(await lab.deliver(vitals(20)), "");
  assert.equal(await lab.deliver(vitals(19)), sent(1, "HEALTH", 2, "19"));
  await lab.send(...sb(1, "UNREPORT", 2, "HEALTH"));
  assert.equal(await lab.deliver(vitals(18)), "");
  assert.equal(await lab.send(...sb(1, "SEND", 2, "HEALTH")), sent(1, "HEALTH", 2, "18"));
  await lab.end();
});

Deno.test("MsdpOption forgets at RESET what it reported", async () => {
  const lab = await msdpLab();
  await lab.send(...sb(1, "REPORT", 2, "HEALTH"));
  await lab.send(...sb(1, "RESET", 2, "REPORTABLE_VARIABLES"));
  assert.equal(await lab.deliver(vitals(1)), "");
  const list = sent(1, "REPORTED_VARIABLES", 2, 5, 6);
  assert.equal(await lab.send(...sb(1, "LIST", 2, "REPORTED_VARIABLES")), list);
  await lab.end();
});

Deno.test("MsdpOption lists its commands and the variables that were declared", async () => {
  const lab = await msdpLab();
  const commands = ["LIST", "REPORT", "UNREPORT", "SEND", "RESET"].flatMap((name) => [2, name]);
  assert.equal(
    await lab.send(...sb(1, "LIST", 2, "COMMANDS")),
    sent(1, "COMMANDS", 2, 5, ...commands, 6),
  );
  const variables = ["HEALTH", "HEALTH_MAX", "ROOM"].flatMap((name) => [2, name]);
  assert.equal(
    await lab.send(...sb(1, "LIST", 2, "REPORTABLE_VARIABLES")),
    sent(1, "REPORTABLE_VARIABLES", 2, 5, ...variables, 6),
  );
  await lab.end();
});

Deno.test("wire 19. MSDP nested: a room with its exits is one variable", async () => {
  const lab = await msdpLab();
  await lab.send(...sb(1, "REPORT", 2, "ROOM"));
  const room: Call = ["room_info", [], { VNUM: 6008, EXITS: { n: 6011 } }];
  const exits = [1, "EXITS", 2, 3, 1, "n", 2, "6011", 4];
  assert.equal(
    await lab.deliver(room),
    sent(1, "ROOM", 2, 3, 1, "VNUM", 2, "6008", ...exits, 4),
  );
  await lab.end();
});

Deno.test("MsdpOption says nothing and hears nothing while GMCP is on", async () => {
  const lab = await msdpLab(DO);
  await lab.send(...sb(1, "REPORT", 2, "HEALTH"));
  const answer = await lab.deliver(vitals(3));
  assert.equal(answer, wire(IAC, SB, GMCP, 'Char.Vitals {"hp":3,"maxhp":20}', IAC, SE));
  await lab.end();
});

Deno.test("MsdpOption passes what was declared to come in, and counts all else", async () => {
  const lab = await msdpLab();
  await lab.send(...sb(1, "COLORS", 2, "256"), ...sb(1, "GOLD", 2, "1000"), ...sb("nonsense"));
  await lab.send(...sb(1, "CLIENT_NAME", 2, "Beip"), ...sb(1, "CLIENT_VERSION", 2, "4.0b"));
  assert.deepEqual(lab.sink.calls, [["client_colors", [], { count: "256" }]]);
  assert.deepEqual([lab.sink.flags.clientName, lab.sink.flags.clientVersion], ["BEIP", "4.0b"]);
  await lab.end();
  const counted = lab.trace.find(({ kind }) => kind === "telnet:anomalies");
  assert.deepEqual(counted?.data, { ignored_message: 2 });
});

Deno.test("MsdpOption obeys no more commands in a second than its limit", async () => {
  const lab = await msdpLab();
  await lab.deliver(vitals(7));
  const asked = Array.from({ length: 30 }, () => sb(1, "SEND", 2, "HEALTH")).flat();
  assert.equal(await lab.send(...asked), sent(1, "HEALTH", 2, "7").repeat(10));
  await lab.end();
});
