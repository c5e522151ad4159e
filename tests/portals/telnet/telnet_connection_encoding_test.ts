import assert from "node:assert/strict";
import fc from "fast-check";
import { ENCODINGS } from "../../../src/core/text/encodings.ts";
import { Encodings } from "../../../src/portals/encodings/encodings.ts";
import { COMMAND, ENVIRON_CODE, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { characterLab } from "./character_lab.ts";
import { bytes } from "./fake_peer.ts";
import { EOR_MARK, GA_MARK, Lab, newLab, prompt, text, wire } from "./telnet_lab.ts";

const { IAC, SB, SE, DO } = COMMAND;
const { IS, VAR, VALUE } = ENVIRON_CODE;

Deno.test("wire 12. CP1251 я is byte 255, doubled both ways, wherever it is cut", async () => {
  const typed = bytes("say ", IAC, IAC, 0xe0, IAC, IAC, "\r\n");
  for (let at = 0; at <= typed.length; at++) {
    const lab = await newLab();
    lab.connection.changeFlags({ encoding: "windows-1251" });
    await lab.send(...typed.subarray(0, at));
    await lab.send(...typed.subarray(at));
    assert.deepEqual(lab.sink.lines, ["say яая"], `cut at ${at}`);
    assert.equal(await lab.deliver(text("яая")), wire(IAC, IAC, 0xe0, IAC, IAC, "\r\n"));
    await lab.end();
  }
});

Deno.test("wire 12. CP1251 я of a client that never said so is read as the settings say", async () => {
  const lab = new Lab({ encodings: new Encodings(["windows-1251"]) });
  await lab.start();
  await lab.send(IAC, IAC, "\r\n");
  assert.deepEqual(lab.sink.lines, ["я"]);
  assert.equal(await lab.deliver(text("я")), wire("я\r\n"));
  await lab.end();
});

Deno.test("wire 12. CP1251 я that is not doubled, as TinTin++ sends it, is read before what is no command", async () => {
  const typed = bytes(IAC, " ", IAC, 0xe1, IAC, "\r\n");
  for (let at = 0; at <= typed.length; at++) {
    const lab = await newLab();
    lab.connection.changeFlags({ encoding: "windows-1251" });
    await lab.send(...typed.subarray(0, at));
    await lab.send(...typed.subarray(at));
    assert.deepEqual(lab.sink.lines, ["я ябя"], `cut at ${at}`);
    lab.connection.changeFlags({ encoding: "utf-8" });
    await lab.send("a", IAC, " b\r\n");
    assert.deepEqual(lab.sink.lines.at(-1), "ab");
    await lab.end();
  }
});

Deno.test("wire 12. a character of two bytes that comes in two packets is read whole", async () => {
  const letters = { "gbk": [0xd6, 0xd0], "big5": [0xa4, 0xa4], "shift_jis": [0x92, 0x86] } as const;
  for (const [encoding, [lead, trail]] of Object.entries(letters)) {
    const lab = await newLab();
    lab.connection.changeFlags({ encoding: ENCODINGS.find((name) => name === encoding) });
    await lab.send(lead);
    await lab.send(trail, "\r\n");
    assert.deepEqual(lab.sink.lines, ["中"], encoding);
    await lab.end();
  }
});

Deno.test("TelnetConnection reads a line whose last character lacks its end", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "gbk" });
  await lab.send("a", 0xd6, "\r\n", "b\r\n");
  assert.deepEqual(lab.sink.lines, ["a\ufffd", "b"]);
  await lab.end();
});

Deno.test("TelnetConnection erases a whole character in any encoding", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "gbk" });
  await lab.send(0xd6, 0xd0, 0xce, 0xc4, 0x08, "\r\n");
  assert.deepEqual(lab.sink.lines, ["中"]);
  await lab.end();
});

Deno.test("TelnetConnection lets no control character through, in no encoding", async () => {
  const encoding = fc.constantFrom(...ENCODINGS);
  const typed = fc.uint8Array({ maxLength: 60 });
  await fc.assert(fc.asyncProperty(encoding, typed, async (encoding, typed) => {
    const lab = await newLab();
    lab.connection.changeFlags({ encoding });
    await lab.send(...[...typed].filter((byte) => byte !== IAC), "\n");
    for (const line of lab.sink.lines) assert.doesNotMatch(line, /[^\P{Cc}\t]/u);
    await lab.end();
  }));
});

Deno.test("TelnetConnection sends prompts in the client's encoding, with their mark", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "windows-1251" });
  assert.equal(await lab.deliver(prompt("я> ")), wire(IAC, IAC, "> ") + GA_MARK);
  await lab.end();
  const other = new Lab();
  await other.start();
  await other.send(IAC, DO, OPTION.EOR);
  other.connection.changeFlags({ encoding: "iso-8859-1" });
  assert.equal(await other.deliver(prompt("é ")), wire(0xe9, " ") + EOR_MARK);
  await other.end();
});

Deno.test("TelnetConnection shows what an encoding lacks by what looks like it", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "us-ascii" });
  assert.equal(await lab.deliver(text("“Café” ─ 中")), wire('"Cafe" - ??\r\n'));
  await lab.send("caf", 0xc3, 0xa9, "\r\n");
  assert.deepEqual(lab.sink.lines, ["café"]);
  await lab.end();
});

Deno.test("TelnetConnection goes back to UTF-8 when the encoding is unknown again", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "windows-1251" });
  lab.connection.changeFlags({ encoding: undefined });
  assert.equal(await lab.deliver(text("я")), wire("я\r\n"));
  await lab.send("я\r\n");
  assert.deepEqual(lab.sink.lines, ["я"]);
  await lab.end();
});

Deno.test("TelnetConnection edits the lines of a client in character mode in its encoding", async () => {
  const lab = await characterLab();
  lab.connection.changeFlags({ encoding: "windows-1251" });
  await lab.deliver(prompt("> "));
  assert.equal(await lab.send(0xe0, IAC, IAC), wire(0xe0, IAC, IAC));
  await lab.send(0x7f, "\r\0");
  assert.deepEqual(lab.sink.lines, ["а"]);
  await lab.end();
});

Deno.test("TelnetConnection reads lines that are not UTF-8 until one was, whatever the client's MTTS says", async () => {
  const lab = await newLab();
  await lab.send(IAC, SB, OPTION.NEW_ENVIRON, IS, VAR, "MTTS", VALUE, "271", IAC, SE);
  assert.equal(lab.sink.flags.utf8, true);
  await lab.send(0xe9, "\r\n", "é\r\n", 0xe9, "\r\n");
  assert.deepEqual(lab.sink.lines, ["é", "é", "\ufffd"]);
  await lab.end();
});

Deno.test("TelnetConnection takes no line of another encoding for a proof of UTF-8", async () => {
  const lab = await newLab();
  lab.connection.changeFlags({ encoding: "koi8-r" });
  await lab.send(0xd1, "\r\n");
  lab.connection.changeFlags({ encoding: undefined });
  await lab.send(0xe9, "\r\n");
  assert.deepEqual(lab.sink.lines, ["я", "é"]);
  await lab.end();
});
