// deno-lint-ignore-file no-control-regex -- control characters are what it is about
import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProtocolFlags } from "../../../src/core/boundary/flags.ts";
import { escapeMarkup } from "../../../src/core/text/escape.ts";
import { renderMarkup } from "../../../src/portals/render/render_markup.ts";
import { hostileText } from "../../core/text/hostile_text.ts";

const DOOR = '|lcopen "a" & <b>|ltthe |rdoor|n|le!';
const SITE = "|luhttps://a.example/é?b&c|ltsite|le!";

/** `ESC` and `BEL` stand for their characters. */
function shown(markup: string, flags: ProtocolFlags): string {
  return renderMarkup(markup, { flags }).replaceAll("\x1b", "ESC").replaceAll("\x07", "BEL");
}

Deno.test("renderMarkup() makes links by MXP, whose tags alone are escaped", () => {
  assert.equal(
    shown(`a<b> ${DOOR}`, { mxp: true }),
    'ESC[7za<b> ESC[4z<send href="open &quot;a&quot; &amp; &lt;b&gt;">the doorESC[4z</send>!',
  );
  assert.equal(
    shown(SITE, { mxp: true }),
    'ESC[7zESC[4z<a href="https://a.example/é?b&amp;c">siteESC[4z</a>!',
  );
});

Deno.test("renderMarkup() makes no MXP link of a command that would be a menu", () => {
  assert.equal(shown("|lcsay a||b|ltsay|le", { mxp: true }), "say");
});

Deno.test("renderMarkup() makes addresses links by OSC 8, and shows commands as text", () => {
  assert.equal(
    shown(SITE, { osc8: true, mxp: true }),
    "ESC[7zESC]8;;https://a.example/%C3%A9?b&cESC\\siteESC]8;;ESC\\!",
  );
  assert.equal(shown(DOOR, { osc8: true }), "the door!");
});

Deno.test("renderMarkup() makes commands links by OSC 8 for a client that takes them, before MXP", () => {
  assert.equal(
    shown("|lcsay a||b; é?c|ltsay|le!", { osc8Send: true, mxp: true }),
    "ESC]8;;send:say%20a%7Cb%3B%20%C3%A9%3FcESC\\sayESC]8;;ESC\\!",
  );
});

Deno.test("renderMarkup() makes commands links by MSLP, part by part", () => {
  const code = 'ESC]68;1;SEND;open "a" & <b>BEL';
  assert.equal(
    shown(DOOR, { ansi: true, mslp: true }),
    `${code}ESC[4mthe ESC[24mESC[1;31m${code}ESC[4mdoorESC[24mESC[0m!`,
  );
});

Deno.test("renderMarkup() ends a link with its line and goes on with it on the next", () => {
  assert.equal(
    shown("|lclook|ltone two|le", { mxp: true, screenWidth: 4 }),
    'ESC[7zESC[4z<send href="look">oneESC[4z</send>\nESC[4z<send href="look">twoESC[4z</send>',
  );
});

Deno.test("renderMarkup() gives a screen reader no codes, no art and tables as lists", () => {
  const flags = { screenReader: true, ansi: true, mxp: true, osc8: true, mslp: true };
  assert.equal(shown(`┌──┐ |r${DOOR} ====`, flags), " the door! ");
});

Deno.test("renderMarkup() lets no code that was typed through, whatever the client can do", () => {
  // Only the lock that stands before text with tags in it is ours here.
  const flag = fc.option(fc.boolean(), { nil: undefined });
  const flags = fc.record({
    ...{ ansi: flag, xterm256: flag, trueColor: flag, noColor: flag, screenReader: flag },
    ...{ mxp: flag, osc8: flag, osc8Send: flag, mslp: flag },
    screenWidth: fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
  });
  fc.assert(fc.property(hostileText, flags, (typed, flags) => {
    const output = renderMarkup(`Bo says "${escapeMarkup(typed)}"`, { flags })
      .replace(/^\x1b\[7z(?=[^]*[<&])/, "");
    assert.doesNotMatch(output, /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  }));
});
