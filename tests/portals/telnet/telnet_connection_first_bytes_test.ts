import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, REST, wire } from "./telnet_lab.ts";

const { IAC, DO, WILL } = COMMAND;
const { NAWS, TTYPE } = OPTION;

const FIRST = wire(IAC, DO, TTYPE);
const REQUEST = "GET / HTTP/1.1\r\nHost: example.org:4000\r\n\r\n";

Deno.test("TelnetConnection leaves a client 50 ms to show that it is a browser", async () => {
  const lab = new Lab({ offerMs: 50 });
  assert.equal(await lab.start(), "");
  assert.equal(await lab.advance(49), "");
  assert.equal(await lab.advance(1), FIRST);
  await lab.end();
});

Deno.test("wire 21. plain port: TelnetConnection answers a quick HTTP request with HTTP alone", async () => {
  const lab = new Lab({ offerMs: 50 });
  await lab.start();
  const answer = await lab.send(REQUEST);
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
  assert.match(answer, /\r\n\r\nThis port speaks telnet\. The web client is on port 4001\.\r\n$/);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  assert.equal(/Content-Length: (\d+)/.exec(head)?.[1], `${body.length}`);
  assert.equal(await lab.advance(1000), "");
  await lab.end();
});

Deno.test("TelnetConnection makes its offers as soon as a client has typed or negotiated", async () => {
  for (const [said, answer] of [["look\r\n", FIRST], [wire(IAC, WILL, NAWS), FIRST + REST]]) {
    const lab = new Lab({ offerMs: 50 });
    await lab.start();
    const bytes = Array.from(said ?? "", (character) => character.charCodeAt(0));
    assert.equal(await lab.send(...bytes), answer);
    assert.equal(await lab.advance(50), "");
    await lab.end();
  }
});

Deno.test("TelnetConnection shows the login screen no later for having waited", async () => {
  const lab = new Lab({ offerMs: 50 });
  await lab.start();
  await lab.advance(399);
  assert.equal(lab.sink.settled, 0);
  await lab.advance(1);
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});
