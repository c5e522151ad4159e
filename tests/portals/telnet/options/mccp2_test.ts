import assert from "node:assert/strict";
import { CompressedSessions } from "../../../../src/portals/telnet/options/mccp2.ts";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { turn } from "../fake_peer.ts";
import { inflated, inflatedWhole } from "../inflating.ts";
import { HIDE, Lab, LIMITS, prompt, SHOW, text, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT, AYT } = COMMAND;
const { MCCP2, TTYPE, NAWS, EOR, GMCP } = OPTION;

const START = wire(IAC, SB, MCCP2, IAC, SE);
const OFFER = wire(IAC, WILL, MCCP2);
const REFUSALS = [
  ...[IAC, WONT, NAWS, IAC, DONT, EOR],
  ...[IAC, DONT, OPTION.CHARSET, IAC, DONT, GMCP],
];

/** A client that has been offered compression, and answers when it is told to. */
async function offered(compressed = new CompressedSessions(1)): Promise<Lab> {
  const lab = new Lab({ compressed, limits: { ...LIMITS, outboundBytes: 20_000 } });
  await lab.start();
  const answers = await lab.send(IAC, WONT, TTYPE, ...REFUSALS);
  assert.ok(answers.endsWith(OFFER), "offered");
  return lab;
}

/** Waits until nothing is left to compress or to write. */
async function written(lab: Lab): Promise<string> {
  await lab.flushed();
  return await lab.answer();
}

Deno.test("wire 14. MCCP2 starts in one segment, and the next byte is zlib's", async () => {
  const lab = await offered();
  lab.connection.deliver([text("before")], lab.shared());
  const writes = lab.peer.writes.length;
  await lab.send(IAC, DO, MCCP2);
  await lab.deliver(text("after"));
  await lab.flushed();
  const [before, start, ...rest] = lab.peer.writes.slice(writes);
  assert.equal(before, "before\r\n");
  assert.equal(start, START);
  assert.match(rest.join(""), /^[\x48\x58\x68\x78]/);
  assert.equal(inflated(rest.join("")), "after\r\n");
  assert.equal(lab.sink.flags.mccp, true);
  await lab.end();
});

Deno.test("wire 14. MCCP2 flushes each burst, so that it can be read at once", async () => {
  const lab = await offered();
  await lab.send(IAC, DO, MCCP2);
  await written(lab);
  let stream = "";
  for (const words of ["one", "two", "x".repeat(9000), "ÿ", "four"]) {
    stream += await lab.deliver(text(words)) + await written(lab);
    assert.ok(stream.endsWith("\x00\x00\xff\xff"));
    assert.ok(inflated(stream).endsWith(wire(`${words}\r\n`)));
  }
  await lab.end();
});

Deno.test("wire 14. MCCP2 stops on DONT: the stream is finished, then bytes are plain", async () => {
  const lab = await offered();
  await lab.send(IAC, DO, MCCP2);
  await lab.deliver(text("compressed"));
  await lab.send(IAC, DONT, MCCP2);
  await lab.deliver(text("plain"));
  const sent = (await lab.allSent()).split(START)[1] ?? "";
  const end = sent.length - "plain\r\n".length;
  assert.equal(sent.slice(end), "plain\r\n");
  assert.equal(
    inflatedWhole(sent.slice(0, end)),
    `compressed\r\n${wire(IAC, WONT, MCCP2)}`,
  );
  assert.equal(lab.sink.flags.mccp, false);
  await lab.end();
});

Deno.test("wire 14. MCCP2 can be had again after DONT, as a new stream", async () => {
  const lab = await offered();
  for (const words of ["first", "second"]) {
    await lab.send(IAC, DO, MCCP2);
    await lab.deliver(text(words));
    await lab.send(IAC, DONT, MCCP2);
    await lab.flushed();
  }
  const streams = (await lab.allSent()).split(START).slice(1);
  assert.equal(streams.length, 2);
  assert.match(inflatedWhole(streams[1] ?? ""), /^second\r\n/);
  await lab.end();
});

Deno.test("wire 14. MCCP2 begins for a client that refused it and changes its mind, without a new offer", async () => {
  const lab = await offered();
  await lab.send(IAC, DONT, MCCP2);
  await lab.advance(5000);
  assert.equal(await lab.deliver(text("plain")), "plain\r\n");
  await lab.send(IAC, DO, MCCP2);
  await lab.deliver(text("compressed"));
  const [before = "", stream = ""] = (await lab.allSent()).split(START);
  assert.ok(before.endsWith(`plain\r\n${OFFER}`));
  assert.equal(inflated(stream), "compressed\r\n");
  await lab.end();
});

Deno.test("wire 14. negotiation goes on inside the stream of MCCP2", async () => {
  const lab = await offered();
  await lab.send(IAC, DO, MCCP2);
  await lab.setInputMode("secret");
  await lab.deliver(prompt("Password: "));
  await lab.send("swordfish\r\n");
  await lab.setInputMode("normal");
  await lab.send(IAC, AYT, IAC, DO, 99);
  const stream = (await lab.allSent()).split(START)[1] ?? "";
  const plain = inflated(stream);
  assert.ok(plain.startsWith(HIDE) && plain.includes(SHOW));
  assert.ok(plain.endsWith(`Yes, somebody is here.\r\n${wire(IAC, WONT, 99)}`));
  assert.deepEqual(lab.sink.lines, ["swordfish"]);
  await lab.end();
});

Deno.test("wire 14. MCCP2 finishes its stream when the session ends", async () => {
  const lab = await offered();
  await lab.send(IAC, DO, MCCP2);
  lab.connection.disconnect("quit", "Goodbye.");
  const stream = (await lab.allSent()).split(START)[1] ?? "";
  assert.equal(inflatedWhole(stream), "Goodbye.\r\n");
  await lab.end();
});

Deno.test("MCCP2 is offered once TTYPE is done, and only then", async () => {
  const lab = new Lab({ compressed: new CompressedSessions(1) });
  await lab.start();
  let sent = await lab.send(IAC, WILL, TTYPE, ...REFUSALS);
  sent += await lab.send(IAC, SB, TTYPE, 0, "MUDLET", IAC, SE);
  assert.ok(!sent.includes(OFFER));
  sent = await lab.send(IAC, SB, TTYPE, 0, "MUDLET", IAC, SE);
  assert.ok(sent.endsWith(OFFER));
  await lab.end();
});

Deno.test("MCCP2 is not offered to a client that never spoke telnet", async () => {
  const lab = new Lab({ compressed: new CompressedSessions(1) });
  const first = await lab.start();
  const sent = first + await lab.send("look\r\n") + await lab.advance(5000);
  assert.equal(lab.sink.settled, 1);
  assert.ok(!sent.includes(OFFER));
  await lab.end();
});

Deno.test("MCCP2 is neither offered nor agreed to when all places are taken", async () => {
  const compressed = new CompressedSessions(1);
  const [first, second] = [await offered(compressed), await offered(compressed)];
  await first.send(IAC, DO, MCCP2);
  await second.send(IAC, DO, MCCP2);
  assert.deepEqual([first.sink.flags.mccp, second.sink.flags.mccp], [true, undefined]);
  const third = new Lab({ compressed });
  await third.start();
  assert.ok(!(await third.send(IAC, WONT, TTYPE, ...REFUSALS)).includes(OFFER));
  assert.ok(!(await third.send(IAC, DO, MCCP2)).includes(START));
  await first.end();
  assert.equal(compressed.count, 0);
  await second.end();
  await third.end();
});

Deno.test("wire 25. a compressed client that reads nothing is ended, and its place is free", async () => {
  const compressed = new CompressedSessions(1);
  const lab = await offered(compressed);
  await lab.send(IAC, DO, MCCP2);
  await lab.flushed();
  lab.peer.isTaking = false;
  for (let i = 0; i < 21; i++) await lab.deliver(text("x".repeat(998)));
  assert.deepEqual([lab.peer.isClosed, lab.sink.closed], [true, ["slow_consumer"]]);
  await lab.end();
  assert.equal(compressed.count, 0);
});

Deno.test("MCCP2 gives its place back when the peer vanishes", async () => {
  const compressed = new CompressedSessions(1);
  const lab = await offered(compressed);
  await lab.send(IAC, DO, MCCP2);
  await lab.flushed();
  assert.equal(compressed.count, 1);
  lab.peer.reset();
  await turn();
  await lab.end();
  assert.equal(compressed.count, 0);
});
