import assert from "node:assert/strict";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { stripMarkup } from "../../../src/core/text/escape.ts";
import { parseBlocks } from "../../../src/core/text/parse_blocks.ts";
import { renderHtmlBlocks } from "../../../src/portals/render/html.ts";
import { renderMarkup } from "../../../src/portals/render/render_markup.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import { renderAnsi, renderWay } from "../../../src/portals/render/ansi.ts";
import { writeFrame } from "../../../src/portals/web/dialect.ts";
import { Lab } from "../telnet/telnet_lab.ts";

const ALL: ProtocolFlags = { ansi: true, xterm256: true, trueColor: true };

/** Returns what is sent, `ESC` standing for its character. */
function shown(markup: string, flags: ProtocolFlags = {}): string {
  return renderMarkup(markup, { flags }).replaceAll("\x1b", "ESC");
}

/** Each letter of the markup tags, and the SGR parameters by which 16 and 256 colours show it. */
const LETTERS: readonly (readonly [tag: string, of16: string, of256: string])[] = [
  ...[["|r", "1;31", "38;5;9"], ["|g", "1;32", "38;5;10"], ["|y", "1;33", "38;5;11"]] as const,
  ...[["|b", "1;34", "38;5;12"], ["|m", "1;35", "38;5;13"], ["|c", "1;36", "38;5;14"]] as const,
  ...[["|w", "1;37", "38;5;15"], ["|x", "1;30", "38;5;8"]] as const,
  ...[["|R", "31", "31"], ["|G", "32", "32"], ["|Y", "33", "33"], ["|B", "34", "34"]] as const,
  ...[["|M", "35", "35"], ["|C", "36", "36"], ["|W", "37", "37"], ["|X", "30", "30"]] as const,
  ...[["|[R", "41", "41"], ["|[r", "41", "48;5;9"], ["|[X", "40", "40"]] as const,
  ...[["|h|!R", "1;31", "38;5;9"], ["|!R", "31", "31"]] as const,
  ...[["|h", "1", "1"], ["|u", "4", "4"], ["|i", "3", "3"], ["|s", "9", "9"]] as const,
  ...[["|*", "7", "7"], ["|^", "5", "5"]] as const,
];

Deno.test("10.4.1 each tag of a letter is what Evennia has it mean", () => {
  for (const [tag, of16, of256] of LETTERS) {
    assert.equal(shown(`${tag}a|n`, { ansi: true }), `ESC[${of16}maESC[0m`, tag);
    assert.equal(shown(`${tag}a|n`, { xterm256: true }), `ESC[${of256}maESC[0m`, tag);
  }
  for (const off of ["|h|H", "|u|U", "|i|I", "|s|S"]) assert.equal(shown(`${off}a`, ALL), "a");
  assert.equal(stripMarkup("|||/|-|_|>."), "|\n\t     .");
});

Deno.test("10.4.1 a doubled brace and a doubled backslash are shown as they are written", () => {
  for (const text of ["{{r{n", "C:\\\\temp", "{", "\\"]) {
    assert.equal(shown(text, ALL), text);
    assert.equal(stripMarkup(text), text);
  }
});

Deno.test("10.4.2 colours by number go down to what the client shows, by their hue", () => {
  const ways = [{ ansi: true }, { xterm256: true }, { trueColor: true }];
  const codes = (markup: string) =>
    ways.map((flags) => /ESC\[(.*)maESC/.exec(shown(`${markup}a`, flags))?.[1]);
  assert.deepEqual(codes("|500"), ["1;31", "38;5;196", "38;5;196"]);
  assert.deepEqual(codes("|=k"), ["1;30", "38;5;241", "38;5;241"]);
  assert.deepEqual(codes("|#ff8800"), ["1;33", "38;5;208", "38;2;255;136;0"]);
  assert.deepEqual(codes("|#F80"), codes("|#ff8800"));
  assert.deepEqual(codes("|[050"), ["42", "48;5;46", "48;5;46"]);
  assert.deepEqual(codes("|[=z"), ["47", "48;5;231", "48;5;231"]);
  assert.deepEqual(codes("|[#00f"), ["44", "48;5;21", "48;2;0;0;255"]);
});

Deno.test("10.4.3 links are their label, and an address stands behind it, where there can be none", () => {
  const links = "|lclook|ltlook around|le, |luhttps://a.example/|ltsite|le";
  assert.equal(shown(links), "look around, site (https://a.example/)");
  assert.equal(
    shown(links, { mxp: true }),
    'ESC[7zESC[4z<send href="look">look aroundESC[4z</send>, ' +
      'ESC[4z<a href="https://a.example/">siteESC[4z</a>',
  );
});

Deno.test("10.4.4 what has a style ends with a reset, and what has none is left alone", () => {
  assert.equal(shown("|ra", { ansi: true }), "ESC[1;31maESC[0m");
  assert.equal(shown("|ra|n", { ansi: true }), "ESC[1;31maESC[0m");
  assert.equal(shown("a", { ansi: true }), "a");
});

Deno.test("10.4.4 noColor and screenReader take out every code, written or literal, and rulings", () => {
  const markup = "|ra|n\x1b[31mb ==== c";
  assert.equal(shown(markup, { ...ALL, noColor: true }), "ab ==== c");
  assert.equal(shown(markup, { ...ALL, screenReader: true }), "ab  c");
});

Deno.test("10.4.5 a client of which nothing is known gets no codes; what it shows decides", () => {
  assert.equal(shown("|ra"), "a");
  assert.equal(shown("|ra", { ansi: false, xterm256: false, trueColor: false }), "a");
  assert.equal(shown("|ra", { ansi: true }), "ESC[1;31maESC[0m");
});

Deno.test("10.4.6 HTML has text escaped, styles as classes, links as anchors, newlines as breaks", () => {
  assert.equal(
    renderHtmlBlocks(parseBlocks("<b>&|/|ra|n |lclook|ltx|le https://a.example/")),
    '&lt;b&gt;&amp;<br><span class="fg-9">a</span> ' +
      '<a class="command" data-command="look" href="#">x</a> https://a.example/',
  );
});

Deno.test("10.4.7 markup is parsed and rendered once, however many are shown it in one way", () => {
  const shared = new SharedRender();
  const first = shared.blocks("|ra");
  assert.equal(shared.blocks("|ra"), first);
  let times = 0;
  for (const way of ["a", "a", "b"]) shared.render(way, "|ra", () => times++);
  assert.equal(times, 2);
});

Deno.test("10.1.8 options of one message change nothing: what the client can do and wants decides", async () => {
  const options = { raw: true, nocolor: true, screenreader: true, mxp: true, client_raw: true };
  const plain: Call = ["text", ["|r<a>|n"], {}];
  const call: Call = ["text", ["|r<a>|n"], { options }];
  assert.equal(await onTelnet(call), await onTelnet(plain));
  assert.match(await onTelnet(call), /38;5;9m<a>/);
  const style = { dialect: "v1", noColor: false } as const;
  const frame = (call: Call) => JSON.parse(writeFrame(call, style, new SharedRender()) ?? "")[1];
  assert.deepEqual(frame(call), frame(plain));
});

/** Returns what a call becomes for a telnet client with all colours. */
async function onTelnet(call: Call): Promise<string> {
  const lab = new Lab({ renderer: { way: renderWay, render: renderAnsi }, flags: ALL });
  await lab.start();
  const sent = await lab.deliver(call);
  await lab.end();
  return sent;
}
