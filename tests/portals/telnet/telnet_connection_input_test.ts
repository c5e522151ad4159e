import assert from "node:assert/strict";
import fc from "fast-check";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "./fake_peer.ts";
import { GA_MARK, HIDE, Lab, LIMITS, newLab, prompt, SHOW, text, wire } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL, DO, DONT, AYT, IP, AO, EC, EL, DM } = COMMAND;
const { ECHO, TIMING_MARK, TTYPE, NAWS } = OPTION;

Deno.test("TelnetConnection hides a password and ends its line itself", async () => {
  const lab = await newLab();
  const typed: string[] = [];
  lab.sink.onLine = (line) => {
    typed.push(line);
    lab.connection.setInputMode("normal");
  };
  assert.equal(await lab.setInputMode("secret"), HIDE);
  assert.equal(await lab.deliver(prompt("Password: ")), `Password: ${GA_MARK}`);
  assert.equal(await lab.send("swordfish\r\n"), `${SHOW}\r\n`);
  assert.equal(await lab.deliver(text("Welcome.")), "Welcome.\r\n");
  assert.deepEqual(typed, ["swordfish"]);
  await lab.end();
});

Deno.test("wire 10. TinTin++ double password: TelnetConnection hides two in a row from a client that never says DONT", async () => {
  const lab = await newLab();
  lab.sink.onLine = () => lab.connection.setInputMode("normal");
  for (const question of ["Password: ", "Again: "]) {
    assert.equal(await lab.setInputMode("secret"), HIDE);
    await lab.deliver(prompt(question));
    assert.equal(await lab.send(IAC, DO, ECHO), "");
    assert.equal(await lab.send("secret\r\n"), `${SHOW}\r\n`);
  }
  await lab.end();
});

Deno.test("TelnetConnection moves on by itself when a second secret follows at once", async () => {
  const lab = await newLab();
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  await lab.send("one\r\n");
  assert.equal(await lab.deliver(prompt("Again: ")), `\r\nAgain: ${GA_MARK}`);
  await lab.end();
});

Deno.test("wire 13. character-mode password with backspace: TelnetConnection reads one typed key by key, with backspaces", async () => {
  const lab = await newLab();
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  let echoed = "";
  for (const key of ["s", "e", "x", "\x7f", "c", "é", "\x08", "\r", "\0"]) {
    echoed += await lab.send(key);
  }
  assert.deepEqual(lab.sink.lines, ["sec"]);
  assert.equal(echoed, "");
  await lab.end();
});

Deno.test("TelnetConnection warns once when the client will not hide a password", async () => {
  const lab = await newLab();
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  assert.match(await lab.send(IAC, DONT, ECHO), /^\r\nYour client shows.*\r\nPassword: /);
  await lab.setInputMode("normal");
  await lab.setInputMode("secret");
  assert.equal(await lab.send(IAC, DONT, ECHO, IAC, DONT, ECHO), "");
  await lab.end();
});

Deno.test("TelnetConnection takes DONT ECHO after a password for the answer that it is", async () => {
  const lab = await newLab();
  await lab.setInputMode("secret");
  await lab.send(IAC, DO, ECHO);
  await lab.setInputMode("normal");
  assert.equal(await lab.send(IAC, DONT, ECHO), "");
  await lab.setInputMode("secret");
  assert.equal(await lab.send(IAC, DO, ECHO), "");
  await lab.end();
});

Deno.test("TelnetConnection obeys AYT, AO, EC, EL, IP and answers TIMING-MARK", async () => {
  const lab = await newLab();
  assert.equal(await lab.send(IAC, AYT), "Yes, somebody is here.\r\n");
  assert.equal(await lab.send(IAC, AO), wire(IAC, DM));
  assert.equal(await lab.send(IAC, IP, IAC, DO, TIMING_MARK), wire(IAC, WILL, TIMING_MARK));
  await lab.send("ab", IAC, EC, "c\r\nxx", IAC, EL, "y\r\nzz", IAC, IP, "look\r\n");
  assert.deepEqual(lab.sink.lines, ["ac", "y", "look"]);
  await lab.end();
});

Deno.test("TelnetConnection drops waiting text on AO, and no telnet command", async () => {
  const lab = await newLab();
  lab.peer.isTaking = false;
  await lab.deliver(text("first"));
  await lab.setInputMode("secret");
  await lab.deliver(text("second"));
  await lab.send(IAC, AO);
  lab.peer.takeAgain();
  assert.equal(await lab.answer(), `first\r\n${HIDE}${wire(IAC, DM)}`);
  await lab.end();
});

Deno.test("2.5.5 TelnetConnection tells of a line that is too long and reads on", async () => {
  const lab = new Lab({ limits: { ...LIMITS, lineCharacters: 10 } });
  await lab.start();
  assert.match(await lab.send("x".repeat(5000), "\r\n"), /longer than 10 characters/);
  await lab.send("look\r\n");
  assert.deepEqual(lab.sink.lines, ["look"]);
  await lab.end();
});

Deno.test("TelnetConnection hears a client again whose message has no end after 10 s", async () => {
  const lab = await newLab();
  await lab.send("lo", IAC, SB, NAWS, 0, 100);
  await lab.advance(10_000);
  await lab.send("lost\r\n");
  await lab.advance(1);
  assert.equal(await lab.send("ok\r\n", IAC, AYT), "Yes, somebody is here.\r\n");
  assert.deepEqual(lab.sink.lines, ["look"]);
  assert.equal(lab.sink.flags.screenWidth, undefined);
  await lab.end();
  const { data } = lab.trace.find(({ kind }) => kind === "telnet:anomalies") ?? {};
  assert.equal(data?.["open_subnegotiation"], 1);
});

Deno.test("TelnetConnection takes a lone NUL as a sign of life", async () => {
  const lab = await newLab();
  await lab.send(0);
  assert.equal(lab.sink.alive, 1);
  assert.deepEqual(lab.sink.lines, []);
  await lab.end();
});

Deno.test("wire 21. plain port: TelnetConnection answers a browser with HTTP 400 and the web port", async () => {
  const lab = new Lab();
  await lab.start();
  const answer = await lab.send("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n[^]*\r\n\r\nThis port[^]*port 4001\.\r\n$/);
  assert.deepEqual([lab.sink.lines, lab.sink.closed], [[], ["protocol_error"]]);
  await lab.end();
});

Deno.test("TelnetConnection takes no command for HTTP", async () => {
  const lab = new Lab();
  await lab.start();
  await lab.send("get /sword HTTP/1.1\r\nGET /sword\r\nGET / HTTP/1.1\r\n");
  assert.equal(lab.sink.lines.length, 3);
  await lab.end();
});

Deno.test("wire 21. plain port: TelnetConnection gives a TLS client a hint, also when its hello comes in bits", async () => {
  for (const pieces of [[bytes(0x16, 3, 1, 2, 0, 1)], [bytes(0x16), bytes(3), bytes(1)]]) {
    const lab = new Lab();
    await lab.start();
    for (const piece of pieces) lab.peer.send(piece);
    assert.match(await lab.answer(), /without TLS\. Telnet over TLS is on port 4003\./);
    assert.deepEqual(lab.sink.closed, ["protocol_error"]);
    await lab.end();
  }
});

const session = bytes(
  ...[IAC, WILL, TTYPE, IAC, SB, TTYPE, 0, "MUDLET", IAC, SE, "connect Ann\r\n", IAC, WILL, NAWS],
  ...[IAC, SB, NAWS, 0, IAC, IAC, 0, 24, IAC, SE, IAC, DO, OPTION.EOR, "é\r\0", IAC, DO, 99],
  ...[IAC, SB, TTYPE, 0, "MTTS 5", IAC, SE, "look", IAC, EC, "p\n", IAC, AYT, IAC, DO, 99],
);

async function play(pieces: readonly Uint8Array[]): Promise<unknown> {
  const lab = new Lab();
  let sent = await lab.start();
  for (const piece of pieces) {
    lab.peer.send(piece);
    sent += await lab.answer();
  }
  await lab.end();
  return { sent, lines: lab.sink.lines, flags: lab.sink.flags, settled: lab.sink.settled };
}

Deno.test("TelnetConnection does the same however a session is cut into reads", async () => {
  const whole = await play([session]);
  assert.deepEqual(await play(Array.from(session, (byte) => Uint8Array.of(byte))), whole);
  for (let at = 1; at < session.length; at++) {
    assert.deepEqual(await play([session.subarray(0, at), session.subarray(at)]), whole);
  }
});

Deno.test("TelnetConnection survives random bytes", async () => {
  const noise = fc.array(
    fc.oneof(fc.constantFrom(IAC, SB, SE, WILL, DO, DONT, TTYPE, NAWS, 0, 13), fc.nat(255)),
    { maxLength: 300 },
  );
  await fc.assert(fc.asyncProperty(noise, async (sample) => {
    const lab = new Lab();
    await lab.start();
    await lab.send(...sample);
    await lab.advance(5000);
    await lab.end();
    assert.ok(lab.peer.isClosed);
    assert.ok(["client_closed", "protocol_error"].includes(lab.sink.closed[0] ?? ""));
    assert.equal(lab.trace.filter(({ kind }) => kind === "telnet:error").length, 0);
  }));
});
