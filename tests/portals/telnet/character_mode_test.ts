import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { BEGUN, CharacterLab, characterLab } from "./character_lab.ts";
import { bytes } from "./fake_peer.ts";
import { EOR_MARK, HIDE, LIMITS, newLab, prompt, SHOW, text, wire } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT, EC, EL, IP, AO } = COMMAND;
const { ECHO, SGA, EOR, NAWS, TTYPE } = OPTION;
const UP = "\x1b[A";
const LEFT = "\x1b[D";
const BACKSPACE = "\x7f";

Deno.test("character mode begins when the client asks for it: SGA and ECHO, said once", async () => {
  const lab = new CharacterLab();
  await lab.start();
  assert.ok((await lab.ask()).startsWith(BEGUN));
  assert.equal(await lab.send(IAC, DO, SGA, IAC, DO, ECHO), "");
  assert.equal(await lab.send(IAC, WILL, SGA), wire(IAC, DO, SGA));
  await lab.end();
});

Deno.test("character mode begins before the login screen for a terminal that asks at once for all, as PuTTY does", async () => {
  const lab = new CharacterLab({ offerMs: 50 });
  await lab.start();
  const tspeed = 32;
  const sent = await lab.send(
    ...[IAC, WILL, NAWS, IAC, WILL, tspeed, IAC, WILL, TTYPE, IAC, WILL, OPTION.NEW_ENVIRON],
    ...[IAC, DO, ECHO, IAC, WILL, SGA, IAC, DO, SGA, IAC, SB, NAWS, 0, 30, 0, 24, IAC, SE],
  );
  for (const said of [BEGUN, wire(IAC, DONT, tspeed), wire(IAC, DO, SGA), wire(IAC, DO, NAWS)]) {
    assert.equal(sent.split(said).length, 2);
  }
  assert.equal(lab.sink.settled, 0);
  await lab.send(IAC, SB, TTYPE, 0, "XTERM", IAC, SE, IAC, SB, TTYPE, 0, "XTERM", IAC, SE);
  await lab.send(IAC, DONT, OPTION.CHARSET, IAC, DONT, OPTION.GMCP);
  assert.equal(lab.sink.settled, 1);
  await lab.deliver(prompt("Name: "));
  await lab.send("Ann\r\0");
  assert.deepEqual([lab.sink.lines, lab.screen], [["Ann"], "Name: Ann\n"]);
  await lab.end();
});

Deno.test("character mode is refused, or offered to everybody, as the settings say", async () => {
  const off = new CharacterLab({ characterMode: "off" });
  await off.start();
  assert.ok((await off.ask()).includes(wire(IAC, WONT, SGA)));
  await off.end();
  const offered = new CharacterLab({ characterMode: "offered" });
  await offered.start();
  assert.ok((await offered.send(IAC, WONT, TTYPE)).includes(wire(IAC, WILL, SGA)));
  assert.equal(await offered.send(IAC, DO, SGA), wire(IAC, WILL, ECHO));
  assert.equal(await offered.send("look"), "look");
  await offered.end();
});

Deno.test("character mode is no matter to a client that refuses it", async () => {
  const lab = new CharacterLab({ characterMode: "offered" });
  await lab.start();
  await lab.send(IAC, WONT, TTYPE);
  assert.equal(await lab.send("lo", IAC, DONT, SGA, "ok\r\n"), "");
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("character mode echoes what is typed, and edits it as SSH does", async () => {
  const lab = await characterLab();
  await lab.deliver(prompt("> "));
  assert.equal(await lab.send("l"), "l");
  await lab.send("iik", BACKSPACE, LEFT, BACKSPACE, LEFT, "\x05", "k");
  assert.equal(lab.screen, "> lik");
  await lab.send("\x15", "say one twoo", "\x17", "é", "\r\0");
  assert.deepEqual(lab.sink.lines, ["say one é"]);
  assert.equal(lab.screen, "> say one é\n");
  await lab.end();
});

Deno.test("character mode shows what is said above the line that is being typed", async () => {
  const lab = await characterLab();
  await lab.deliver(text("The Hall"), prompt("> "));
  await lab.send("say hel");
  await lab.deliver(text("Ann arrives."));
  assert.equal(lab.screen, "The Hall\nAnn arrives.\n> say hel");
  await lab.send("lo\r\0");
  assert.deepEqual(lab.sink.lines, ["say hello"]);
  await lab.end();
});

Deno.test("wire 13. character-mode password with backspace: none of it is echoed, nor remembered", async () => {
  const lab = await characterLab();
  lab.sink.onLine = () => lab.connection.setInputMode("normal");
  await lab.deliver(["logged_in", [], {}]);
  assert.equal(await lab.setInputMode("secret"), "");
  await lab.deliver(prompt("Password: "));
  for (const key of ["s", "e", "x", BACKSPACE, "c", "é", "\x08", "r", "t", "\x17", "sec"]) {
    assert.equal(await lab.send(key), "");
  }
  assert.equal(await lab.send("\r\0"), "\r\n");
  assert.deepEqual(lab.sink.lines, ["sec"]);
  await lab.deliver(prompt("> "));
  await lab.send(UP, "look\r\0");
  assert.deepEqual(lab.sink.lines, ["sec", "look"]);
  assert.equal(lab.screen, "Password:\n> look\n");
  await lab.end();
});

Deno.test("character mode goes back to earlier lines once the user is logged in", async () => {
  const lab = await characterLab();
  await lab.send("connect Ann secret\r\0");
  await lab.send(UP, "\r\0");
  await lab.deliver(["logged_in", [], {}]);
  await lab.send("look\r\0", UP, "\r\0");
  assert.deepEqual(lab.sink.lines, ["connect Ann secret", "", "look", "look"]);
  await lab.end();
});

Deno.test("character mode ends with DONT SGA: the prompt stays, and the client echoes again", async () => {
  const lab = await characterLab();
  await lab.deliver(prompt("> "));
  await lab.send("lo");
  const sent = await lab.send(IAC, DONT, SGA, IAC, DONT, ECHO);
  assert.ok(sent.startsWith(wire(IAC, WONT, SGA) + SHOW));
  assert.equal(lab.screen, ">");
  assert.equal(await lab.send("look\r\n"), "");
  assert.deepEqual(lab.sink.lines, ["look"]);
  assert.ok((await lab.ask()).includes(BEGUN));
  assert.equal(await lab.send("x"), "x");
  await lab.end();
});

Deno.test("character mode ends when the client echoes what it should not", async () => {
  const lab = await characterLab();
  const sent = await lab.send(IAC, DONT, ECHO);
  assert.equal(sent, SHOW + wire(IAC, WONT, SGA));
  assert.equal(await lab.send(IAC, DONT, SGA, "look\r\0"), "");
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("a password is hidden when character mode begins or ends in the middle of it", async () => {
  const lab = new CharacterLab();
  await lab.start();
  await lab.send(IAC, WONT, TTYPE);
  assert.equal(await lab.setInputMode("secret"), HIDE);
  await lab.deliver(prompt("Password: "));
  assert.ok(!(await lab.ask()).includes(HIDE), "it was hidden before");
  assert.equal(await lab.send("swordfish"), "");
  assert.ok(!(await lab.send(IAC, DONT, SGA)).includes(SHOW), "it stays hidden");
  assert.equal(await lab.setInputMode("normal"), `${SHOW}\r\n`);
  assert.ok(!lab.sent.includes("swordfish"));
  await lab.end();
});

Deno.test("a client that shows a password in character mode leads to one warning", async () => {
  const lab = await characterLab();
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  await lab.send(IAC, DONT, ECHO);
  assert.match(lab.sent, /Your client shows what you type: /);
  await lab.setInputMode("normal");
  await lab.ask();
  await lab.setInputMode("secret");
  await lab.send(IAC, DONT, ECHO);
  assert.equal(lab.sent.split("Your client shows").length, 2);
  await lab.end();
});

Deno.test("character mode obeys EC, EL, IP and AO", async () => {
  const lab = await characterLab();
  await lab.deliver(prompt("> "));
  await lab.send("xyz", LEFT, IAC, EL, "loook", IAC, EC, IAC, EC, "k\r\0", "zz", IAC, IP, "y\r\0");
  assert.deepEqual(lab.sink.lines, ["look", "y"]);
  await lab.deliver(prompt("> "));
  await lab.send("abc", IAC, AO);
  assert.match(lab.screen, /> abc$/);
  await lab.end();
});

Deno.test("character mode: Ctrl-C on an empty line tells how to leave, and Ctrl-D leaves", async () => {
  const lab = await characterLab();
  await lab.deliver(prompt("> "));
  await lab.send("x\x03\x03");
  assert.match(lab.screen, /^To leave, type quit[^]*line\.\n>$/);
  await lab.send("\x04");
  assert.deepEqual([lab.sink.lines, lab.sink.closed], [[], ["quit"]]);
  assert.match(lab.screen, /Goodbye\. Come back soon\.\n$/);
  await lab.end();
});

Deno.test("character mode ends each showing of a prompt with one mark, where there is one", async () => {
  const lab = await characterLab();
  assert.equal(await lab.deliver(prompt("> ")), "> ", "GA is suppressed");
  await lab.send(IAC, DO, EOR);
  assert.equal(await lab.deliver(prompt("? ")), `\r\x1b[J? ${EOR_MARK}`);
  assert.equal(await lab.send("l"), "l");
  assert.equal(await lab.deliver(text("Hello.")), `\r\x1b[JHello.\r\n? l${EOR_MARK}`);
  await lab.end();
});

Deno.test("character mode folds the line where the window ends", async () => {
  const lab = await characterLab();
  await lab.send(IAC, WILL, NAWS);
  await lab.send(IAC, SB, NAWS, 0, 30, 0, 24, IAC, SE);
  await lab.send("0123456789012345678901234567890", "\x01", "x");
  assert.equal(lab.screen, "x01234567890123456789012345678\n90");
  await lab.end();
});

Deno.test("character mode draws once for keys that come together, whatever stands between them", async () => {
  const lab = await characterLab();
  await lab.deliver(prompt("> "));
  await lab.send("é".repeat(300), "\x01");
  const keys = Array.from({ length: 200 }, () => ["x", IAC, COMMAND.NOP]).flat();
  const sent = await lab.send(...keys);
  assert.equal(sent.split("\x1b[J").length, 2);
  assert.deepEqual(lab.sink.closed, []);
  await lab.end();
});

Deno.test("character mode takes no line that is too long, and says so once", async () => {
  const lab = await characterLab({ limits: { ...LIMITS, lineCharacters: 10 } });
  await lab.send("x".repeat(500), "\r\0", "look\r\0");
  assert.deepEqual(lab.sink.lines, ["look"]);
  assert.equal(lab.sent.split("longer than 10 characters").length, 2);
  await lab.end();
});

Deno.test("a client that never asks for character mode stays in line mode: nothing is echoed", async () => {
  const lab = await newLab();
  assert.equal(await lab.send("l", "o", BACKSPACE, "\r\0"), "");
  assert.deepEqual(lab.sink.lines, ["l"]);
  await lab.end();
});

const visit = bytes(
  ...[IAC, DO, SGA, IAC, DO, ECHO, "lo", BACKSPACE, "ook\r\0", IAC, EC, "é", LEFT, "x\r\0"],
  ...[IAC, DONT, SGA, IAC, DONT, ECHO, "north\r\n", IAC, DO, SGA, "so\x15west", IAC, EC, "t\r\0"],
);

async function play(pieces: readonly Uint8Array[]): Promise<unknown> {
  const lab = new CharacterLab();
  await lab.start();
  for (const piece of pieces) {
    lab.peer.send(piece);
    await lab.answer();
  }
  await lab.end();
  return { lines: lab.sink.lines, screen: lab.screen };
}

Deno.test("character mode does the same however a visit is cut into reads", async () => {
  const whole = await play([visit]);
  assert.deepEqual(whole, {
    lines: ["look", "xé", "north", "west"],
    screen: "look\nxé\nwest\n",
  });
  assert.deepEqual(await play(Array.from(visit, (byte) => Uint8Array.of(byte))), whole);
  for (let at = 1; at < visit.length; at++) {
    assert.deepEqual(await play([visit.subarray(0, at), visit.subarray(at)]), whole);
  }
});
