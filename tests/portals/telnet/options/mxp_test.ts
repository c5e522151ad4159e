import assert from "node:assert/strict";
import fc from "fast-check";
import { escapeMarkup } from "../../../../src/core/text/escape.ts";
import { renderAnsi, renderWay } from "../../../../src/portals/render/ansi.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, text, wire } from "../telnet_lab.ts";
import { readMxp } from "./mxp_reader.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { MXP, TTYPE } = OPTION;
const renderer = { way: renderWay, render: renderAnsi };
const OFFER = wire(IAC, WILL, MXP);
const ASKED = wire(IAC, DO, MXP);
const START = wire(IAC, SB, MXP, IAC, SE, "\x1b[7z");

/** A client that has been offered MXP, and answers when it is told to. */
async function offered(): Promise<Lab> {
  const lab = new Lab({ mxp: true, renderer });
  await lab.start();
  assert.ok((await lab.send(IAC, WONT, TTYPE)).includes(OFFER), "offered");
  return lab;
}

Deno.test("MxpOption starts MXP with the client's consent, and locks it before any text", async () => {
  const lab = await offered();
  assert.equal(await lab.send(IAC, DO, MXP), START);
  assert.equal(lab.sink.flags.mxp, true);
  await lab.end();
});

Deno.test("MxpOption asks a client that refuses to be offered MXP, once", async () => {
  const lab = await offered();
  assert.equal(await lab.send(IAC, DONT, MXP), ASKED);
  assert.equal(await lab.send(IAC, WILL, MXP), START);
  assert.equal(lab.sink.flags.mxp, true);
  await lab.end();
});

Deno.test("MxpOption leaves a client that refuses both ways alone, and sends it no tag", async () => {
  const lab = await offered();
  await lab.send(IAC, DONT, MXP);
  assert.equal(await lab.send(IAC, WONT, MXP, IAC, DONT, MXP), "");
  assert.equal(await lab.deliver(text("|lclook|ltlook|le <b>")), "look <b>\r\n");
  assert.equal(lab.sink.flags.mxp, undefined);
  await lab.end();
});

Deno.test("MxpOption starts once for a client that agrees both ways, and ends when both have ended", async () => {
  const lab = await offered();
  const sent = await lab.send(IAC, DO, MXP, IAC, WILL, MXP);
  assert.equal(sent.split(START).length, 2);
  await lab.send(IAC, DONT, MXP);
  assert.equal(lab.sink.flags.mxp, true);
  await lab.send(IAC, WONT, MXP);
  assert.equal(lab.sink.flags.mxp, false);
  assert.equal(await lab.deliver(text("|lclook|ltlook|le")), "look\r\n");
  await lab.end();
});

Deno.test("MXP is not offered where it is switched off", async () => {
  const lab = new Lab({ renderer });
  await lab.start();
  assert.ok(!(await lab.send(IAC, WONT, TTYPE)).includes(OFFER));
  assert.equal(await lab.send(IAC, DO, MXP), wire(IAC, WONT, MXP));
  await lab.end();
});

Deno.test("a client reads our links alone as tags, whatever another user typed", async () => {
  const lab = await offered();
  const start = await lab.send(IAC, DO, MXP);
  const hostile = '<send href="drop all">x</send> &lt; <!ELEMENT b> \x1b[1z<b> \x1b[4z<a> &';
  const sent = await lab.deliver(
    text(`|lcwho|ltBo|le says "${escapeMarkup(hostile)}"`),
    text(escapeMarkup("<send>quit</send>")),
  );
  const read = readMxp(`${start}${sent}`);
  assert.deepEqual(read.tags, ['<send href="who">', "</send>"]);
  assert.equal(
    read.text,
    'Bo says "<send href="drop all">x</send> &lt; <!ELEMENT b> <b> <a> &"\r\n' +
      "<send>quit</send>\r\n",
  );
  await lab.end();
});

Deno.test("a client reads no tag in what users typed, in any line of any session", async () => {
  const words = fc.constantFrom(
    ...["<send>", "</send>", "<a href=x>", "<", ">", "&", "&lt;", "|lclook|ltx|le", "|", "\n"],
    ...[
      "\x1b[0z",
      "\x1b[1z",
      "\x1b[3z",
      "\x1b[4z",
      "\x1b[5z",
      "\x1b[6z",
      "\x1b",
      "[4z",
      "\x9b4z",
      "Bo",
    ],
  );
  const typed = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(""));
  await fc.assert(fc.asyncProperty(fc.array(typed, { maxLength: 4 }), async (lines) => {
    const lab = await offered();
    let sent = await lab.send(IAC, DO, MXP);
    for (const line of lines) {
      sent += await lab.deliver(text(`|lcwho|ltx|le: ${escapeMarkup(line)}`));
    }
    const { tags } = readMxp(sent);
    assert.deepEqual(tags, lines.flatMap(() => ['<send href="who">', "</send>"]));
    await lab.end();
  }));
});
