import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, newLab, REST, wire } from "./telnet_lab.ts";

const { IAC, WILL, WONT, DO, DONT, NOP } = COMMAND;
const { SGA, TIMING_MARK, TTYPE } = OPTION;

Deno.test("TelnetConnection says three bytes and then waits for the client", async () => {
  const lab = new Lab();
  assert.equal(await lab.start(), wire(IAC, DO, TTYPE));
  assert.equal(await lab.advance(399), "");
  assert.equal(lab.sink.settled, 0);
  await lab.advance(1);
  assert.equal(lab.sink.settled, 1);
  assert.equal(await lab.advance(100_000), "");
  await lab.end();
});

Deno.test("TelnetConnection offers the rest once the client has shown that it knows IAC", async () => {
  const lab = new Lab();
  await lab.start();
  assert.equal(await lab.send(IAC, NOP), REST);
  assert.equal(await lab.send(IAC, NOP), "");
  await lab.end();
});

Deno.test("TelnetConnection settles as soon as everything is answered", async () => {
  const lab = await newLab();
  assert.equal(lab.sink.settled, 1);
  await lab.advance(5000);
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

Deno.test("TelnetConnection settles at once when it is told not to wait", async () => {
  const lab = new Lab({ settleMs: 0 });
  await lab.start();
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

Deno.test("TelnetConnection waits while the client still negotiates, for 1 s at most", async () => {
  const lab = new Lab();
  await lab.start();
  for (let at = 0; at < 900; at += 100) {
    await lab.send(IAC, NOP);
    await lab.advance(100);
  }
  assert.equal(lab.sink.settled, 0);
  await lab.send(IAC, NOP);
  await lab.advance(100);
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

Deno.test("wire 22. auto-login lines: TelnetConnection passes on lines that come before it has settled", async () => {
  const lab = new Lab();
  await lab.start();
  await lab.send("connect Ann secret\r\nlook\r\n");
  assert.deepEqual(lab.sink.lines, ["connect Ann secret", "look"]);
  assert.equal(lab.sink.settled, 0);
  await lab.end();
});

Deno.test("TelnetConnection falls silent before a peer that sends back all it hears", async () => {
  const lab = new Lab();
  let heard = await lab.start();
  let rounds = 0;
  while (heard !== "" && rounds < 20) {
    rounds++;
    heard = await lab.send(...Array.from(heard, (c) => c.charCodeAt(0)));
  }
  assert.ok(rounds < 20);
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

Deno.test("TelnetConnection stops answering a peer that asks without end", async () => {
  const lab = await newLab();
  let answers = "";
  for (let i = 0; i < 60; i++) answers += await lab.send(IAC, DO, TIMING_MARK);
  assert.ok(answers.length <= 40 * 3);
  assert.equal(lab.trace.filter((event) => event.kind === "telnet:loop").length, 1);
  await lab.advance(10_000);
  assert.equal(await lab.send(IAC, DO, TIMING_MARK), wire(IAC, WILL, TIMING_MARK));
  await lab.end();
});

Deno.test("TelnetConnection refuses SGA once, so that clients keep editing lines", async () => {
  const lab = await newLab();
  assert.equal(await lab.send(IAC, DO, SGA, IAC, DO, SGA), wire(IAC, WONT, SGA));
  assert.equal(await lab.send(IAC, WILL, SGA, IAC, WILL, SGA), wire(IAC, DONT, SGA));
  await lab.end();
});
