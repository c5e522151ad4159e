import assert from "node:assert/strict";
import { XrayFixture } from "./xray_fixture.ts";

const [IAC, SB, SE, WILL, DO] = [255, 250, 240, 251, 253];
const [TTYPE, NAWS, NEW_ENVIRON, CHARSET, MSDP, GMCP, ECHO] = [24, 31, 39, 42, 69, 201, 1];
const sb = (option: number, ...pieces: readonly (string | readonly number[])[]) =>
  [[IAC, SB, option], ...pieces, [IAC, SE]] as const;

Deno.test("TelnetXray says in words what is negotiated, beside the bytes", () => {
  const line = new XrayFixture();
  line.out([IAC, DO, TTYPE, IAC, DO, 99, IAC, 241]);
  line.in([IAC, WILL, TTYPE]);
  line.out(...sb(TTYPE, [1]));
  line.in(...sb(TTYPE, [0], "MTTS 271"));
  line.in(...sb(NAWS, [0, 100, 0, 40]));
  assert.deepEqual(line.take(), [
    "out IAC DO TTYPE | FF FD 18",
    "out IAC DO option 99 | FF FD 63",
    "out IAC NOP | FF F1",
    "in IAC WILL TTYPE | FF FB 18",
    "out SB TTYPE SEND | FF FA 18 01 FF F0",
    'in SB TTYPE IS "MTTS 271" (ANSI, VT100, UTF-8, 256 colours, true colour) | ' +
    "FF FA 18 00 4D 54 54 53 20 32 37 31 FF F0",
    "in SB NAWS 100 columns, 40 lines | FF FA 1F 00 64 00 28 FF F0",
  ]);
});

Deno.test("TelnetXray says in words what variables, tables, character sets and GMCP hold", () => {
  const line = new XrayFixture();
  line.out(...sb(NEW_ENVIRON, [1, 0], "CLIENT_NAME"));
  line.in(...sb(NEW_ENVIRON, [0, 0], "CLIENT_NAME", [1], "Lamp"));
  line.in(...sb(MSDP, [1], "LIST", [2], "COMMANDS"));
  line.out(...sb(CHARSET, [1], ";UTF-8"));
  line.in(...sb(CHARSET, [3]));
  line.in(...sb(GMCP, 'Core.Hello {"client":"Lamp"}'));
  line.in([IAC, SB, GMCP, IAC, WILL, ECHO]);
  assert.deepEqual(line.take().map((shown) => shown.split(" | ")[0]), [
    "out SB NEW-ENVIRON SEND VAR CLIENT_NAME",
    'in SB NEW-ENVIRON IS VAR CLIENT_NAME = "Lamp"',
    "in SB MSDP LIST=COMMANDS",
    'out SB CHARSET REQUEST ";UTF-8"',
    "in SB CHARSET REJECTED",
    'in SB GMCP Core.Hello {"client":"Lamp"}',
    "in SB GMCP",
    "in (the end (IAC SE) of what stands above is missing)",
    "in IAC WILL ECHO",
  ]);
});

Deno.test("TelnetXray shows lines and text quoted, with what cannot be seen, and cut to a length", () => {
  const line = new XrayFixture();
  line.isLoggedIn = true;
  line.out('You see "a\\b".\r\n\x1b[31mé\xff', [0x80, 7]);
  line.in("\r\n"); // what is typed first may have begun before
  line.out("> ");
  line.in("say \x68\u00e9\r");
  line.in("\n");
  line.out("x".repeat(1_000));
  assert.deepEqual(line.take(), [
    'out "You see \\"a\\\\b\\".\\r\\n\\e[31mé\u00ff\\x80\\a" | ' +
    "59 6F 75 20 73 65 65 20 22 61 5C 62 22 2E 0D 0A 1B 5B 33 31 6D C3 A9 C3 … 3 more bytes",
    "in (the first line that is looked at: it may have been begun unseen, and is not shown)",
    'out "> " | 3E 20',
    'in "say hé\\r" | 73 61 79 20 68 C3 A9 0D',
    `out "${"x".repeat(160)}" … 840 more bytes | ${
      Array(24).fill("78").join(" ")
    } … 976 more bytes`,
  ]);
});

Deno.test("TelnetXray shows text of another encoding as it reads, beside its own bytes", () => {
  const line = new XrayFixture();
  line.isLoggedIn = true;
  line.encoding = "windows-1251";
  line.in("\r\n");
  line.out([0xc4, 0xe0, IAC, IAC]);
  line.in([0xff, 0x0d, 0x0a]);
  assert.deepEqual(line.take().slice(1), ['out "Дая" | C4 E0 FF', 'in "я" | FF 0D 0A']);
});

Deno.test("TelnetXray shows of a line what the game read when keys edited it, without the keys", () => {
  const line = new XrayFixture();
  line.isLoggedIn = true;
  line.in("\r");
  line.out("> ");
  line.take();
  line.in("hunter2\x15loo\x7fok\r");
  assert.deepEqual(line.take(), ['in "look"']);
});
