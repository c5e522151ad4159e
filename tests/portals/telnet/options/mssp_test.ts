import assert from "node:assert/strict";
import { COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { Lab, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, DO } = COMMAND;
const { MSSP } = OPTION;
const mssp = () => ({ NAME: "The\x02 Inn", PLAYERS: "2", PORT: ["4001", "4000"] });
const ANSWER = wire(
  ...[IAC, SB, MSSP, 1, "NAME", 2, "The Inn", 1, "PLAYERS", 2, "2"],
  ...[1, "PORT", 2, "4001", 2, "4000", IAC, SE],
);

Deno.test("wire 20. MSSP is answered at once and once, before the login screen", async () => {
  const lab = new Lab({ mssp });
  await lab.start();
  const sent = await lab.send(IAC, DO, MSSP, IAC, DO, MSSP);
  assert.equal(sent.split(ANSWER).length, 2);
  assert.equal(lab.sink.settled, 0);
  await lab.end();
});

Deno.test("wire 20. a first line MSSP-REQUEST is answered in plain text, and is no command", async () => {
  const lab = new Lab({ mssp });
  await lab.start();
  const sent = await lab.send("MSSP-REQUEST\r\n");
  assert.match(
    sent,
    /^\r\nMSSP-REPLY-START\r\nNAME\tThe Inn\r\nPLAYERS\t2\r\nPORT\t4001\t4000\r\nMSSP-REPLY-END\r\n$/,
  );
  await lab.send("MSSP-REQUEST\r\n");
  assert.deepEqual(lab.sink.lines, ["MSSP-REQUEST"]);
  await lab.end();
});
