import assert from "node:assert/strict";
import { turn } from "./fake_peer.ts";
import { Lab, newLab, text } from "./telnet_lab.ts";

/** A client that types lines and ends its side at once, as `printf … | nc -N` does. */
async function piped(...lines: readonly string[]): Promise<Lab> {
  const lab = new Lab();
  await lab.start();
  await lab.send(lines.map((line) => `${line}\n`).join(""));
  lab.peer.hangUp();
  await turn();
  return lab;
}

Deno.test("TelnetConnection answers what was typed before the client ended its side", async () => {
  const lab = await piped("look");
  assert.deepEqual(lab.sink.closed, []);
  assert.equal(await lab.deliver(text("A room.")), "A room.\r\n");
  await lab.advance(2_000);
  assert.deepEqual(lab.sink.closed, ["client_closed"]);
  assert.ok(lab.peer.isClosed);
  await lab.end();
});

Deno.test("TelnetConnection settles at once for a client that will say no more", async () => {
  const lab = await piped("look");
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

Deno.test("TelnetConnection waits for one answer after the other, but not for ever", async () => {
  const lab = await piped("look", "who");
  for (let second = 0; second < 9; second++) {
    assert.equal(await lab.deliver(text("More.")), "More.\r\n");
    await lab.advance(1_000);
    assert.deepEqual(lab.sink.closed, []);
  }
  await lab.deliver(text("More."));
  await lab.advance(1_000);
  assert.deepEqual(lab.sink.closed, ["client_closed"]);
  await lab.end();
});

Deno.test("TelnetConnection gives up when no answer comes within 10 s", async () => {
  const lab = await piped("look");
  await lab.advance(9_999);
  assert.deepEqual(lab.sink.closed, []);
  await lab.advance(1);
  assert.deepEqual(lab.sink.closed, ["client_closed"]);
  await lab.end();
});

Deno.test("TelnetConnection ends at once with a client that has had its answer", async () => {
  const lab = await newLab();
  await lab.send("look\r\n");
  await lab.deliver(text("A room."));
  lab.peer.hangUp();
  await turn();
  assert.deepEqual(lab.sink.closed, ["client_closed"]);
  await lab.end();
});

Deno.test("TelnetConnection ends at once with a client whose connection broke", async () => {
  const lab = await newLab();
  await lab.send("look\r\n");
  lab.peer.reset();
  await turn();
  assert.deepEqual(lab.sink.closed, ["client_closed"]);
  await lab.end();
});

Deno.test("TelnetConnection.disconnect() ends the wait for answers", async () => {
  const lab = await piped("quit");
  lab.connection.disconnect("quit", "Goodbye.");
  assert.equal(await lab.answer(), "Goodbye.\r\n");
  assert.deepEqual(lab.sink.closed, ["quit"]);
  assert.ok(lab.peer.isClosed);
  await lab.end();
});
