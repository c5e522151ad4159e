import assert from "node:assert/strict";
import { Answers } from "../../lab/answers.ts";
import { crawler } from "../../lab/personas/crawler.ts";
import { mudlet } from "../../lab/personas/mudlet.ts";
import { mushclient } from "../../lab/personas/mushclient.ts";
import { netcat } from "../../lab/personas/netcat.ts";
import type { Persona } from "../../lab/personas/persona.ts";
import { telnet } from "../../lab/personas/telnet.ts";
import { tintin } from "../../lab/personas/tintin.ts";
import { tinyfugue } from "../../lab/personas/tinyfugue.ts";
import { ascii, OPTION, subnegotiation, type Verb } from "../../lab/telnet_bytes.ts";

/** Returns what a persona says to verbs, in hexadecimal. */
function said(persona: Persona, ...verbs: readonly (readonly [Verb, number])[]): readonly string[] {
  const answers = new Answers(persona);
  const first = answers.atOnce();
  const more = verbs.flatMap(([verb, option]) => answers.to({ kind: "verb", verb, option }));
  return [...first, ...more].map((bytes) => bytes.toHex());
}

/** Returns the names that a persona gives when it is asked this often. */
function types(persona: Persona, times: number): readonly string[] {
  const answers = new Answers(persona);
  const send = { kind: "sub", option: OPTION.TTYPE, payload: Uint8Array.of(1) } as const;
  return Array.from({ length: times }).flatMap(() => answers.to(send))
    .map((bytes) => new TextDecoder().decode(bytes.subarray(4, -2)));
}

/** Returns what a persona answers to a subnegotiation. */
function toSub(persona: Persona, option: number, payload: Uint8Array): readonly string[] {
  return new Answers(persona).to({ kind: "sub", option, payload })
    .map((bytes) => new TextDecoder().decode(bytes.subarray(3, -2)));
}

Deno.test("Mudlet answers WILL EOR each time, and greets by GMCP when it is offered", () => {
  assert.deepEqual(said(mudlet, ["will", 25], ["will", 25]), ["fffd19", "fffd19"]);
  const [agreed, hello] = said(mudlet, ["will", 201]);
  assert.equal(agreed, "fffdc9");
  const greeting = ascii('Core.Hello {"client":"Mudlet","version":"4.18.5"}');
  assert.equal(hello, subnegotiation(OPTION.GMCP, greeting).toHex());
});

Deno.test("Mudlet refuses SGA, and starts its terminal types again after the fourth", () => {
  assert.deepEqual(said(mudlet, ["will", 3], ["will", 3]), ["fffe03"]);
  const names = ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349", "MTTS 2349", "MUDLET"];
  assert.deepEqual(types(mudlet, 5), names);
});

Deno.test("TinTin++ never answers WONT ECHO, and answers an option in one direction only", () => {
  const echo = [["will", 1], ["wont", 1], ["will", 1]] as const;
  assert.deepEqual(said(tintin, ...echo), ["fffd01", "fffd01"]);
  assert.deepEqual(said(tintin, ["will", 42], ["do", 42]), ["fffd2a"]);
  assert.deepEqual(said(tintin, ["will", 70]), []);
  assert.deepEqual(types(tintin, 4), ["TINTIN++", "XTERM-256COLOR", "MTTS 271", "MTTS 271"]);
});

Deno.test("TinTin++ tells variables only when they are named, Mudlet also when none is", () => {
  assert.deepEqual(toSub(tintin, OPTION.NEW_ENVIRON, Uint8Array.of(1)), []);
  const [told = ""] = toSub(mudlet, OPTION.NEW_ENVIRON, Uint8Array.of(1));
  assert.ok(told.startsWith("\0\x03CHARSET\x01UTF-8\x03CLIENT_NAME\x01MUDLET"));
});

Deno.test("MUSHclient refuses NAWS and EOR once, and takes US-ASCII where it can", () => {
  assert.deepEqual(said(mushclient, ["do", 31], ["do", 31], ["will", 25]), ["fffc1f", "fffe19"]);
  const request = ascii("\x01;UTF-8;US-ASCII");
  assert.deepEqual(toSub(mushclient, OPTION.CHARSET, request), ["\x02US-ASCII"]);
  assert.deepEqual(toSub(mushclient, OPTION.CHARSET, ascii("\x01;UTF-8")), ["\x03"]);
});

Deno.test("TinyFugue offers its size at the first telnet command, and tells it when asked", () => {
  const size = "fffa1f004f0017fff0";
  assert.deepEqual(said(tinyfugue, ["do", 24]), ["fffb1f", "fffb18"]);
  assert.deepEqual(said(tinyfugue, ["do", 31], ["do", 31]), ["fffb1f", size]);
});

Deno.test("telnet refuses again what it is offered again; netcat says nothing", () => {
  assert.deepEqual(said(telnet, ["will", 86], ["will", 86]), ["fffe56", "fffe56"]);
  assert.deepEqual(said(netcat, ["will", 86], ["do", 24], ["will", 1]), []);
});

Deno.test("a crawler asks for MSSP at once and answers no agreement", () => {
  assert.deepEqual(said(crawler, ["will", 70], ["do", 24]), ["fffd46", "fffc18"]);
});
