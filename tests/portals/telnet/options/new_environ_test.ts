import assert from "node:assert/strict";
import { readEnviron } from "../../../../src/portals/telnet/options/environ.ts";
import { COMMAND, ENVIRON_CODE, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "../fake_peer.ts";
import { Lab, newLab, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { NEW_ENVIRON, LINEMODE, BINARY } = OPTION;
const { IS, SEND, INFO, VAR, VALUE, ESC, USERVAR } = ENVIRON_CODE;
const LIMITS = { variables: 3, characters: 5 };
const ANSWER = [
  ...[IAC, SB, NEW_ENVIRON, IS, VAR, "CLIENT_NAME", VALUE, "Mud", ESC, VAR, "let", VAR, "MTTS"],
  ...[VALUE, "2349", USERVAR, "SCREEN_READER", VALUE, "1", USERVAR, "USER", VALUE, "ann"],
  ...[VAR, "IPADDRESS", VALUE, "192.0.2.9", VAR, "CLIENT_VERSION", VALUE, VAR, "TERMINAL_TYPE"],
  ...[IAC, SE],
];
/** That the lab's client refused GMCP. */
const REFUSED = { gmcp: false, oob: false };
const TOLD = {
  ...{ clientName: "MUDLET", mtts: 2349, ansi: true, utf8: true, xterm256: true },
  ...{ trueColor: true, screenReader: true, ...REFUSED },
};

Deno.test("wire 16. NEW-ENVIRON: a client that agrees is asked for everything, once", async () => {
  const lab = await newLab();
  const asked = wire(IAC, SB, NEW_ENVIRON, SEND, IAC, SE);
  assert.equal(await lab.send(IAC, WILL, NEW_ENVIRON, IAC, WILL, NEW_ENVIRON), asked);
  await lab.end();
});

Deno.test("wire 16. NEW-ENVIRON: what is private, forged or empty is passed over, wherever the answer is cut", async () => {
  const all = bytes(...ANSWER);
  for (let at = 0; at <= all.length; at++) {
    const lab = await newLab();
    await lab.send(...all.subarray(0, at));
    await lab.send(...all.subarray(at));
    assert.deepEqual({ ...lab.sink.flags }, TOLD, `cut at ${at}`);
    await lab.end();
  }
});

Deno.test("wire 16. NEW-ENVIRON: TinTin++ sends one message a variable, and INFO is news", async () => {
  const lab = await newLab();
  await lab.send(IAC, SB, NEW_ENVIRON, IS, VAR, "CLIENT_NAME", VALUE, "TinTin++", IAC, SE);
  await lab.send(IAC, SB, NEW_ENVIRON, INFO, VAR, "CHARSET", VALUE, "UTF-8", IAC, SE);
  await lab.send(IAC, SB, NEW_ENVIRON, SEND, VAR, "CLIENT_NAME", VALUE, "no answer", IAC, SE);
  const told = { clientName: "TINTIN++", encoding: "utf-8", utf8: true };
  assert.deepEqual({ ...lab.sink.flags }, { ...told, ...REFUSED });
  await lab.end();
});

Deno.test("wire 16. NEW-ENVIRON: CHARSET tells the client's encoding, if there is such a one", async () => {
  const lab = await newLab();
  for (const name of ["CP1251", "KLINGON"]) {
    await lab.send(IAC, SB, NEW_ENVIRON, IS, VAR, "CHARSET", VALUE, name, IAC, SE);
    assert.deepEqual({ ...lab.sink.flags }, { encoding: "windows-1251", ...REFUSED });
  }
  await lab.end();
});

Deno.test("wire 16. NEW-ENVIRON: Mudlet tells which links it takes by OSC 8", async () => {
  const lab = await newLab();
  const links = [USERVAR, "OSC_HYPERLINKS", VALUE, "1", USERVAR, "OSC_HYPERLINKS_SEND", VALUE, "1"];
  await lab.send(IAC, SB, NEW_ENVIRON, IS, ...links, IAC, SE);
  assert.deepEqual({ ...lab.sink.flags }, { osc8: true, osc8Send: true, ...REFUSED });
  await lab.end();
});

Deno.test("wire 16. NEW-ENVIRON: news that come too often are counted, and later ones are read again", async () => {
  const lab = await newLab();
  const tell = (name: string) =>
    lab.send(IAC, SB, NEW_ENVIRON, INFO, VAR, "CLIENT_NAME", VALUE, name, IAC, SE);
  for (let at = 1; at <= 100; at++) await tell(`N${at}`);
  assert.equal(lab.sink.flags.clientName, "N40");
  await lab.advance(1000);
  await tell("later");
  assert.equal(lab.sink.flags.clientName, "LATER");
  await lab.end();
});

Deno.test("wire 16. readEnviron takes ESC for the next byte as it is, and ends anywhere", () => {
  const sample = bytes(VAR, "A", ESC, USERVAR, "B", VALUE, ESC, ESC, "x", USERVAR, "C", VALUE);
  assert.deepEqual([...readEnviron(sample, LIMITS)], [["AB", "x"], ["C", ""]]);
  for (let at = 0; at < sample.length; at++) {
    const names = [...readEnviron(sample.subarray(0, at), LIMITS).keys()];
    assert.deepEqual(names, at < 6 ? [] : ["AB"]);
  }
});

Deno.test("wire 16. readEnviron has limits: three variables, five characters each", () => {
  const sample = ["a", "b", "c", "d"].flatMap((name) => [VAR, name, VALUE, "1234567"]);
  assert.deepEqual([...readEnviron(bytes(...sample), LIMITS)], [
    ["a", "12345"],
    ["b", "12345"],
    ["c", "12345"],
  ]);
});

Deno.test("TelnetConnection refuses LINEMODE and BINARY politely, each way and once", async () => {
  const lab = new Lab();
  await lab.start();
  await lab.send(IAC, WONT, OPTION.TTYPE);
  for (const option of [LINEMODE, BINARY]) {
    assert.equal(await lab.send(IAC, WILL, option), wire(IAC, DONT, option));
    assert.equal(await lab.send(IAC, DO, option), wire(IAC, WONT, option));
    assert.equal(await lab.send(IAC, WILL, option, IAC, DO, option), "");
  }
  assert.deepEqual(lab.sink.closed, []);
  await lab.end();
});
