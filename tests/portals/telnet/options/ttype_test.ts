import assert from "node:assert/strict";
import type { ProtocolFlags } from "../../../../src/core/boundary/flags.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { latin1 } from "../fake_peer.ts";
import { Lab } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT } = COMMAND;
const { TTYPE } = OPTION;
const SEND = latin1([IAC, SB, TTYPE, 1, IAC, SE]);

interface Persona {
  readonly client: string;
  /** What it answers, one after another; the last again and again. */
  readonly names: readonly string[];
  readonly flags: ProtocolFlags;
  /** How often it is to be asked. */
  readonly asked: number;
}

const PERSONAS: readonly Persona[] = [
  {
    client: "Mudlet",
    names: ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349"],
    asked: 3,
    flags: {
      clientName: "MUDLET",
      term: "ANSI-TRUECOLOR",
      mtts: 2349,
      ansi: true,
      xterm256: true,
      trueColor: true,
      utf8: true,
    },
  },
  {
    client: "TinTin++ in a screen reader's hands",
    names: ["tintin++", "xterm", "MTTS 335"],
    asked: 3,
    flags: {
      clientName: "TINTIN++",
      term: "XTERM",
      mtts: 335,
      ansi: true,
      xterm256: true,
      trueColor: true,
      utf8: true,
      screenReader: true,
    },
  },
  {
    client: "MUSHclient, which takes links by MSLP",
    names: ["MUSHCLIENT", "ANSI", "MTTS 1289"],
    asked: 3,
    flags: {
      clientName: "MUSHCLIENT",
      term: "ANSI",
      mtts: 1289,
      ansi: true,
      xterm256: true,
      trueColor: true,
      mslp: true,
    },
  },
  {
    client: "inetutils telnet, which says the same for ever",
    names: ["XTERM-256COLOR"],
    asked: 2,
    flags: { clientName: "XTERM-256COLOR", term: "XTERM-256COLOR", ansi: true, xterm256: true },
  },
  {
    client: "TinyFugue, which knows no MTTS",
    names: ["TINYFUGUE", "ANSI-ATTR", "ANSI", "UNKNOWN"],
    asked: 4,
    flags: { clientName: "TINYFUGUE", term: "ANSI-ATTR", ansi: true },
  },
  {
    client: "an old Windows telnet, which hangs when asked twice",
    names: ["ANSI"],
    asked: 1,
    flags: { clientName: "ANSI", term: "ANSI", ansi: true },
  },
  {
    client: "a client that begins with its bits",
    names: ["MTTS 65541"],
    asked: 1,
    flags: { mtts: 65541, ansi: true, utf8: true },
  },
  {
    client: "a dumb terminal",
    names: ["DUMB"],
    asked: 2,
    flags: { clientName: "DUMB", term: "DUMB" },
  },
  {
    client: "a client with escape codes in its name",
    names: ["\x1b[31mEVIL\x07", "MTTS x"],
    asked: 2,
    flags: { clientName: "[31MEVIL", ansi: true },
  },
];

for (const { client, names, asked, flags } of PERSONAS) {
  Deno.test(`wire 17. TTYPE: TtypeOption learns what there is to learn of ${client}`, async () => {
    const lab = new Lab();
    await lab.start();
    let answer = await lab.send(IAC, WILL, TTYPE);
    let count = 0;
    while (answer.includes(SEND)) {
      const name = names[Math.min(count++, names.length - 1)] ?? "";
      answer = await lab.send(IAC, SB, TTYPE, 0, name, IAC, SE);
    }
    assert.equal(count, asked);
    assert.deepEqual({ ...lab.sink.flags }, flags);
    await lab.end();
  });
}

Deno.test("wire 17. TTYPE endless different names: TtypeOption asks four times at most", async () => {
  const lab = new Lab();
  await lab.start();
  let sent = await lab.send(IAC, WILL, TTYPE);
  for (let i = 0; i < 20; i++) sent += await lab.send(IAC, SB, TTYPE, 0, `NAME${i}`, IAC, SE);
  assert.equal(sent.split(SEND).length - 1, 4);
  await lab.end();
});

Deno.test("TtypeOption uses an answer that comes after the login screen", async () => {
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WILL, TTYPE);
  await lab.advance(1500);
  assert.equal(lab.sink.settled, 1);
  assert.ok((await lab.send(IAC, SB, TTYPE, 0, "MUDLET", IAC, SE)).includes(SEND));
  assert.equal(lab.sink.flags.clientName, "MUDLET");
  await lab.end();
});

Deno.test("TtypeOption asks nothing of a client that refuses", async () => {
  const lab = new Lab();
  await lab.start();
  assert.ok(!(await lab.send(IAC, WONT, TTYPE)).includes(SEND));
  await lab.end();
});
