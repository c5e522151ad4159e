import assert from "node:assert/strict";
import type { FlagSource } from "../../../../src/core/boundary/flag_source.ts";
import type { ProtocolFlags } from "../../../../src/core/boundary/flags.ts";
import { renderAnsi, renderWay } from "../../../../src/portals/render/ansi.ts";
import { FlagBook } from "../../../../src/portals/session/flag_book.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, text, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT } = COMMAND;
const { TTYPE } = OPTION;
const renderer = { way: renderWay, render: renderAnsi };

/** What a client answers to TTYPE, one after another, and what `|#ff8800a` becomes for it. */
const RULE: readonly (readonly [why: string, answers: readonly string[], code: string])[] = [
  ["MTTS 256 is true colour", ["MUD", "ANSI", "MTTS 256"], "38;2;255;136;0"],
  ["Mudlet's MTTS", ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349"], "38;2;255;136;0"],
  ["TinTin++'s MTTS", ["TINTIN++", "XTERM-256COLOR", "MTTS 271"], "38;2;255;136;0"],
  ["a terminal of true colour", ["MUD", "XTERM-TRUECOLOR", "XTERM-TRUECOLOR"], "38;2;255;136;0"],
  ["MTTS 8 is 256 colours", ["MUD", "VT100", "MTTS 9"], "38;5;208"],
  ["MUSHclient's MTTS", ["MUSHCLIENT", "ANSI", "MTTS 265"], "38;2;255;136;0"],
  ["a terminal of 256 colours", ["SCREEN-256COLOR", "SCREEN-256COLOR"], "38;5;208"],
  ["any xterm", ["XTERM", "XTERM"], "38;5;208"],
  ["MTTS 1 is 16 colours", ["MUD", "UNKNOWN", "MTTS 1"], "1;33"],
  ["any other name", ["VT220", "VT220"], "1;33"],
  ["TinyFugue's names", ["TINYFUGUE", "ANSI-ATTR", "ANSI", "UNKNOWN"], "1;33"],
  ["old Windows telnet", ["ANSI"], "1;33"],
  ["a bit that is not set takes nothing away", ["MUD", "XTERM", "MTTS 1"], "38;5;208"],
  ["a terminal without colours", ["DUMB", "DUMB"], ""],
  ["a name that tells nothing", ["UNKNOWN", "UNKNOWN"], ""],
  ["a screen reader", ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2413"], ""],
];

for (const [why, answers, code] of RULE) {
  Deno.test(`colours by what a client says it is: ${why}`, async () => {
    const lab = new Lab({ renderer });
    await lab.start();
    await lab.send(IAC, WILL, TTYPE);
    for (const answer of answers) await lab.send(IAC, SB, TTYPE, 0, answer, IAC, SE);
    assert.equal(await codeFor(lab), code);
    await lab.end();
  });
}

Deno.test("colours by what a client says it is: none before it has said so, whether it knows telnet or not", async () => {
  for (const said of [[], [IAC, WONT, TTYPE]]) {
    const lab = new Lab({ renderer });
    await lab.start();
    await lab.send(...said);
    assert.equal(await codeFor(lab), "");
    await lab.end();
  }
});

/** Who says what, in whatever order, and how text is shown then. */
const CHOICES: readonly (readonly [readonly (readonly [FlagSource, ProtocolFlags])[], string])[] = [
  [[["user", { noColor: true }], ["mtts", { trueColor: true }]], "plain"],
  [[["user", { ansi: true }]], "ansi16"],
  [[["user", { trueColor: false }], ["mtts", { xterm256: true, trueColor: true }]], "ansi256"],
  [[["user", { screenReader: false }], ["mtts", { screenReader: true, ansi: true }]], "ansi16"],
  [[["ttype", { ansi: true }], ["mnes", { trueColor: true }]], "truecolor"],
];

Deno.test("colours by what a client says it is: what its user chose wins, whatever is said later", () => {
  for (const [told, way] of CHOICES) {
    const book = new FlagBook({});
    for (const [source, flags] of told) book.tell(source, flags);
    assert.equal(renderWay(book.known.protocolFlags), way);
  }
});

/** Returns the code before a text in orange; empty when there is none. */
async function codeFor(lab: Lab): Promise<string> {
  const shown = await lab.deliver(text("|#ff8800a"));
  // deno-lint-ignore no-control-regex -- colours begin with a control character
  const [, code = ""] = /^\x1b\[([\d;]+)ma\x1b\[0m\r\n$/.exec(shown) ?? [];
  if (code === "") assert.ok(shown.endsWith(wire("a\r\n")), JSON.stringify(shown));
  return code;
}
