import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { CharacterLab, characterLab } from "./character_lab.ts";
import { prompt, text } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT, EC, EL, IP, AO, AYT } = COMMAND;
const { ECHO, SGA, NAWS, TTYPE } = OPTION;

/** Keys, and what terminals send for them; cut anywhere. */
const key = fc.oneof(
  fc.constantFrom("\x7f", "\x08", "\x15", "\x17", "\x0b", "\x19", "\x01", "\x05", "\x0c", "\x1b"),
  fc.constantFrom(
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[3~",
    "\x1bb",
    "\x1b[200~",
    "\x1b]0;",
  ),
  fc.constantFrom("Q", "X", "ZQ", " ", "漢", "é", "🇩🇪", "\t"),
);
const noise = fc.array(
  fc.oneof(
    fc.constantFrom(IAC, SB, SE, WILL, WONT, DO, DONT, EC, EL, IP, AO, AYT),
    fc.constantFrom(SGA, ECHO, NAWS, TTYPE, 0, 13, 10, 27, 91, 127, 3, 4),
    fc.nat(255),
  ),
  { maxLength: 200 },
);
// deno-lint-ignore no-control-regex -- they are what must not be there
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/;

Deno.test("wire 13. whatever is typed of a password in character mode, none of it comes back", async () => {
  const keys = fc.array(key, { maxLength: 40 });
  await fc.assert(fc.asyncProperty(keys, fc.boolean(), async (typed, isInterrupted) => {
    const lab = await characterLab();
    lab.sink.onLine = () => lab.connection.setInputMode("normal");
    await lab.setInputMode("secret");
    await lab.deliver(prompt("password: "));
    const from = lab.sent.length;
    for (const [at, one] of typed.entries()) {
      await lab.send(one);
      if (isInterrupted && at === 3) await lab.deliver(text("a bell rings."));
    }
    await lab.send("\x03\x1b\\\x07\r\0");
    await lab.deliver(prompt("> "));
    await lab.send("\x1b[A\x19");
    const shown = new TextDecoder().decode(
      Uint8Array.from(lab.sent.slice(from), (c) => c.charCodeAt(0)),
    );
    assert.doesNotMatch(shown, /[QXZ漢é🇩🇪]/u);
    await lab.end();
  }));
});

Deno.test("character mode survives any bytes, and no control character becomes part of a line", async () => {
  await fc.assert(fc.asyncProperty(noise, async (sample) => {
    const lab = new CharacterLab();
    await lab.start();
    await lab.ask();
    await lab.deliver(prompt("> "));
    await lab.send(...sample);
    await lab.deliver(text("a bell rings."));
    await lab.advance(5000);
    await lab.end();
    assert.ok(lab.peer.isClosed);
    for (const line of lab.sink.lines) assert.doesNotMatch(line, CONTROLS);
    assert.equal(lab.trace.filter(({ kind }) => kind === "telnet:error").length, 0);
  }));
});
