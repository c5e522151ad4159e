import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { turn } from "./fake_peer.ts";
import { Lab, LIMITS, newLab, prompt, text } from "./telnet_lab.ts";

const { IAC, SB, SE, WILL } = COMMAND;
const { TTYPE } = OPTION;

Deno.test("TelnetConnection.disconnect() shows its text and closes when the peer has", async () => {
  const lab = await newLab();
  await lab.deliver(prompt("> "));
  lab.connection.disconnect("quit", "Goodbye.");
  assert.equal(await lab.answer(), "\r\nGoodbye.\r\n");
  assert.deepEqual(lab.sink.closed, ["quit"]);
  await lab.end();
  assert.ok(lab.peer.isClosed);
  assert.equal(await lab.deliver(text("more")), "");
});

Deno.test("TelnetConnection.disconnect() cuts a peer that takes nothing after 2 s", async () => {
  const lab = await newLab();
  lab.peer.isTaking = false;
  lab.connection.disconnect("booted", null);
  await lab.advance(1999);
  assert.deepEqual([lab.peer.isClosed, lab.sink.closed], [false, []]);
  await lab.advance(1);
  assert.deepEqual([lab.peer.isClosed, lab.sink.closed], [true, ["booted"]]);
  await lab.end();
});

Deno.test("load 1. TelnetConnection closes a peer that lets too much wait", async () => {
  const lab = new Lab({ limits: { ...LIMITS, outboundBytes: 5000 } });
  await lab.start();
  lab.peer.isTaking = false;
  for (let i = 0; i < 10; i++) await lab.deliver(text("x".repeat(998)));
  assert.deepEqual([lab.peer.isClosed, lab.sink.closed], [true, ["slow_consumer"]]);
  await lab.end();
});

Deno.test("TelnetConnection ends once when the peer vanishes, in whatever way", async () => {
  for (const vanish of ["hangUp", "reset"] as const) {
    const lab = await newLab();
    await lab.setInputMode("secret");
    lab.peer[vanish]();
    await turn();
    assert.deepEqual(lab.sink.closed, ["client_closed"]);
    lab.connection.disconnect("quit", null);
    await lab.end();
    assert.equal(lab.sink.closed.length, 1);
  }
});

Deno.test("TelnetConnection tells a refused client why, and closes", async () => {
  const lab = new Lab();
  lab.sink.refusal = "too_many_connections";
  assert.match(await lab.start(), /^There are too many connections now\..*\r\n$/);
  await lab.end();
  assert.ok(lab.peer.isClosed);
});

Deno.test("TelnetConnection tells a banned client one plain line", async () => {
  const lab = new Lab();
  lab.sink.refusal = "banned";
  assert.equal(await lab.start(), "Connections from your address are not accepted here.\r\n");
  await lab.end();
  assert.ok(lab.peer.isClosed);
});

Deno.test("TelnetConnection may be disconnected while it is being connected", async () => {
  const lab = new Lab();
  lab.sink.onConnect = (connection) => connection.disconnect("shutdown", "Not now.");
  assert.equal(await lab.start(), "Not now.\r\n");
  await lab.end();
  assert.deepEqual(lab.sink.closed, ["shutdown"]);
});

Deno.test("crash 12. TelnetConnection closes its own client alone when the Portal fails it", async () => {
  const lab = await newLab();
  lab.sink.onLine = () => {
    throw new Error("broken");
  };
  assert.match(await lab.send("look\r\n"), /Something went wrong/);
  assert.deepEqual(lab.sink.closed, ["server_error"]);
  await lab.end();
});

Deno.test("TelnetConnection counts what the client did wrong and traces it at the end", async () => {
  const lab = await newLab();
  await lab.send(IAC, SE, IAC, SE, IAC, SB, TTYPE, 0, "X", IAC, WILL, 99);
  await lab.end();
  const event = lab.trace.find(({ kind }) => kind === "telnet:anomalies");
  assert.deepEqual(event?.data, { stray_se: 2, missing_se: 1 });
});
